/// What is known of a value when the template is compiled.
struct StaticValue: Sendable {
  var type: StaticType
  /// May be nil for some row.
  var isNullable: Bool
  /// The column whose null makes it nil.
  var column: Int?
  var literal: Literal?
  /// The column with which it is nil, and without which it never is.
  var mirror: Int?
  /// On some way nothing was assigned to it.
  var isUnset = false
  /// Begins with `http://` or `https://`, if it is not nil.
  var isWebAddress = false
  /// Known to be nil at this place and meant so: the literal, not a lacking value.
  var isNilLiteral: Bool { literal == .null }

  init(_ type: StaticType, isNullable: Bool = false, column: Int? = nil, literal: Literal? = nil) {
    self.type = type
    self.isNullable = isNullable
    self.column = column
    self.literal = literal
  }

  /// Of a variable that no way has given a value.
  static let unset = {
    var value = StaticValue(.null, isNullable: true)
    value.isUnset = true
    return value
  }()

  /// What is known where either of two may be met.
  func joined(with other: StaticValue) -> StaticValue {
    var result = StaticValue(
      .joined(type, other.type), isNullable: isNullable || other.isNullable,
      column: isNullable ? column ?? other.column : other.column)
    result.mirror = mirror == other.mirror ? mirror : nil
    result.isUnset = isUnset || other.isUnset
    result.isWebAddress = isWebAddress && other.isWebAddress
    return result
  }

  /// Nothing is known: a mistake was reported, or it depends on the way through the template.
  static let any = StaticValue(.any, isNullable: true)
}

indirect enum StaticType: Sendable, Equatable {
  case any
  case null
  case text
  /// Text escaped already: html in an html body.
  case markup
  case enumeration([String])
  case integer
  case decimal
  case boolean
  case date
  case timestamp
  case list(StaticType)
  case loop
  case table
  /// `blank` and `empty`.
  case marker

  init(_ column: ColumnType) {
    switch column {
    case .string, .email, .timezone, .url: self = .text
    case .integer: self = .integer
    case .decimal: self = .decimal
    case .boolean: self = .boolean
    case .date: self = .date
    case .timestamp: self = .timestamp
    case .enumeration(let values): self = .enumeration(values)
    case .list(let element, _): self = .list(StaticType(element))
    }
  }

  /// What can be compared with one another.
  enum Kind: Equatable {
    case any
    case text
    case number
    case boolean
    case date
    case timestamp
    case list
  }

  var kind: Kind {
    switch self {
    case .any, .null, .marker, .loop, .table: .any
    case .text, .markup, .enumeration: .text
    case .integer, .decimal: .number
    case .boolean: .boolean
    case .date: .date
    case .timestamp: .timestamp
    case .list: .list
    }
  }

  /// For messages: "a text", "a number".
  var description: String {
    switch self {
    case .any: "a value"
    case .null: "nil"
    case .text: "a text"
    case .markup: "html"
    case .enumeration: "an enum value"
    case .integer, .decimal: "a number"
    case .boolean: "true or false"
    case .date: "a date"
    case .timestamp: "a timestamp"
    case .list: "a list"
    case .loop: "a loop"
    case .table: "a table's loop"
    case .marker: "'blank' or 'empty'"
    }
  }

  /// Values of these types never need escaping.
  var isPlainASCII: Bool {
    switch self {
    case .integer, .decimal, .boolean, .date, .timestamp: true
    case .any, .null, .text, .markup, .enumeration, .list, .loop, .table, .marker: false
    }
  }

  static func joined(_ a: StaticType, _ b: StaticType) -> StaticType {
    if a == b { return a }
    if a == .null { return b }
    if b == .null { return a }
    switch (a, b) {
    case (.enumeration, .text), (.text, .enumeration), (.enumeration, .enumeration): return .text
    case (.integer, .decimal), (.decimal, .integer): return .decimal
    default: return .any
    }
  }
}
