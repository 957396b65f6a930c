import CampaignGraph
import CivilTime
import LiquidTemplates

/// A literal of a rule with a hash.
enum Constant: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Number)
  case text([UInt8])
  case date(Int64)
  case timestamp(Int64)
  case duration(Period)

  init(_ literal: RuleLiteral) {
    self =
      switch literal {
      case .null: .null
      case .boolean(let flag): .boolean(flag)
      case .integer(let value): .number(Number(value))
      case .decimal(let value): .number(Number(value))
      // A text without characters is nil wherever it stands.
      case .string(let bytes): bytes.isEmpty ? .null : .text(bytes)
      case .duration(let period): .duration(period)
      case .date(let date): .date(Int64(date.days))
      case .timestamp(let instant): .timestamp(instant.seconds)
      }
  }

  /// As a number of its own kind; nil for what has no order of numbers.
  var number: Number? {
    switch self {
    case .number(let number): number
    case .date(let days): Number(days)
    case .timestamp(let seconds): Number(seconds)
    case .null, .boolean, .text, .duration: nil
    }
  }

  /// Whether both are of one kind, and so can be compared.
  func fits(_ family: TermFamily) -> Bool {
    switch (self, family) {
    case (.number, .integer), (.number, .decimal), (.text, .text), (.date, .date),
      (.timestamp, .timestamp), (.boolean, .boolean):
      true
    case (.null, _), (.number, _), (.text, _), (.date, _), (.timestamp, _), (.boolean, _),
      (.duration, _):
      false
    }
  }
}

/// What kind of value a part of a rule has.
enum TermFamily: Hashable, Sendable {
  case text
  case integer
  case decimal
  case boolean
  case date
  case timestamp
  case list
  case unknown

  init(_ type: ColumnType) {
    self =
      switch type {
      case .string, .email, .timezone, .url, .enumeration: .text
      case .integer: .integer
      case .decimal: .decimal
      case .boolean: .boolean
      case .date: .date
      case .timestamp: .timestamp
      case .list: .list
      }
  }

  var isNumber: Bool {
    switch self {
    case .integer, .decimal, .date, .timestamp: true
    case .text, .boolean, .list, .unknown: false
    }
  }

  /// Between two of its values lies no third.
  var isWhole: Bool { self == .integer || self == .date || self == .timestamp }

  func isComparable(with other: TermFamily) -> Bool {
    switch (self, other) {
    case (.integer, .decimal), (.decimal, .integer): true
    case (.unknown, _), (_, .unknown): false
    default: self == other
    }
  }
}
