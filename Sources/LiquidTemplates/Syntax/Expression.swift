/// A value as written: a literal, a name with its properties, or a range. Ranges are bytes of the template's text.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case literal(Literal)
    case variable(Identifier, path: [PathElement])
    case range(from: Expression, to: Expression)
    /// Not readable, and reported; known to be nothing.
    case invalid
  }

  let kind: Kind
  let range: Range<Int>

  var literal: Literal? {
    guard case .literal(let literal) = kind else { return nil }
    return literal
  }
}

enum Literal: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case decimal(ExactDecimal)
  case text([UInt8])
  case blank
  case empty
}

/// `.name`, `['name']` or `[expression]`.
enum PathElement: Sendable {
  case property(Identifier)
  case index(Expression)
}

/// An expression with filters behind it.
struct FilteredExpression: Sendable {
  let base: Expression
  let filters: [FilterUse]
  let range: Range<Int>
}

/// `| name: argument, keyword: argument`.
struct FilterUse: Sendable {
  struct Argument: Sendable {
    /// Nil for an argument by position.
    let keyword: Identifier?
    let value: Expression
  }

  let name: Identifier
  let arguments: [Argument]
}

/// What `if`, `unless` and `elsif` ask. `and` and `or` have one precedence and group to the right.
indirect enum Condition: Sendable {
  case truth(Expression)
  case comparison(Expression, ComparisonOperator, Expression)
  case and(Condition, Condition)
  case or(Condition, Condition)

  /// The condition of a tag that could not be read.
  static let invalid = Condition.truth(Expression(kind: .invalid, range: 0..<0))
}
