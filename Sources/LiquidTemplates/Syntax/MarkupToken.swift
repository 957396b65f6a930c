/// One token inside an output or a tag.
struct MarkupToken: Sendable {
  enum Kind: Sendable, Equatable {
    case identifier
    /// With its quotes.
    case string
    case number
    case comparison(ComparisonOperator)
    case assignment
    case dot
    case dotDot
    case comma
    case colon
    case pipe
    case openParenthesis
    case closeParenthesis
    case openBracket
    case closeBracket
    /// Behind the last token; its range is empty.
    case end
  }

  let kind: Kind
  let range: Range<Int>
}

enum ComparisonOperator: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains

  /// Needs values that have an order.
  var isOrdering: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .equal, .notEqual, .contains: false
    }
  }
}
