import CampaignGraph
import LiquidTemplates

/// What is known of the values of a term before any contact is seen.
enum RuleType: Equatable {
  /// Was reported; goes with everything.
  case invalid
  case null
  case boolean
  case integer
  case decimal
  case text
  /// Text with these values only.
  case enumeration([String])
  case date
  case timestamp
  case duration
  /// nil: the list is empty.
  indirect case list(RuleType?)

  init(_ column: ColumnType) {
    switch column {
    case .string, .email, .timezone, .url: self = .text
    case .integer: self = .integer
    case .decimal: self = .decimal
    case .boolean: self = .boolean
    case .date: self = .date
    case .timestamp: self = .timestamp
    case .enumeration(let values): self = .enumeration(values)
    case .list(let item, _): self = .list(RuleType(item))
    }
  }

  var isNumber: Bool { self == .integer || self == .decimal }

  /// Text, whatever its values.
  var isText: Bool {
    switch self {
    case .text, .enumeration: true
    case .invalid, .null, .boolean, .integer, .decimal, .date, .timestamp, .duration, .list: false
    }
  }

  /// Whether a value of one may be compared with one of the other.
  func isComparable(with other: RuleType) -> Bool {
    switch (self, other) {
    case (.invalid, _), (_, .invalid): true
    case (.list(let a?), .list(let b?)): a.isComparable(with: b)
    case (.list, .list): true
    default: self == other || (isNumber && other.isNumber) || (isText && other.isText)
    }
  }

  /// With its article, for messages.
  var description: String {
    switch self {
    case .invalid: "an unknown value"
    case .null: "nil"
    case .boolean: "true or false"
    case .integer: "an integer"
    case .decimal: "a decimal"
    case .text: "a string"
    case .enumeration: "an enum"
    case .date: "a date"
    case .timestamp: "a timestamp"
    case .duration: "a duration"
    case .list(nil): "an empty list"
    case .list(let item?): "a list of \(item.plural)"
    }
  }

  private var plural: String {
    switch self {
    case .invalid: "unknown values"
    case .null: "nils"
    case .boolean: "booleans"
    case .integer: "integers"
    case .decimal: "decimals"
    case .text: "strings"
    case .enumeration: "enums"
    case .date: "dates"
    case .timestamp: "timestamps"
    case .duration: "durations"
    case .list: "lists"
    }
  }
}

/// A term with its type and its place in the expression that is being built.
struct TypedTerm {
  /// A column that may be empty, at one of its mentions.
  struct NullableColumn: Equatable {
    let name: String
    let range: Range<Int>
  }

  let term: RuleTerm
  let type: RuleType
  let node: Int32
  /// The columns whose emptiness makes the term's value nil.
  let nullable: [NullableColumn]

  var range: Range<Int> { term.range }

  var isNilLiteral: Bool {
    if case .literal(.null) = term.kind { true } else { false }
  }

  /// The text of a string literal.
  var literalText: String? {
    guard case .literal(.string(let bytes)) = term.kind else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  var isLiteral: Bool {
    if case .literal = term.kind { true } else { false }
  }
}
