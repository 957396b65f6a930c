/// Why the text of a cell is no value of its column's type.
package enum CellFault: Error, Equatable, Sendable {
  case integer
  case integerRange
  case decimal
  case decimalDigits
  case boolean
  case date
  case timestamp
  /// A timestamp that says no offset: which instant it means cannot be known.
  case timestampOffset
  case url
  case value([String])
  /// An item of a list; the first is 1.
  indirect case item(Int, CellFault)

  package var message: String {
    switch self {
    case .integer: "an integer is digits only, such as 42 or -7"
    case .integerRange: "an integer lies between \(Int64.min) and \(Int64.max)"
    case .decimal: "a decimal is digits with an optional point, such as 12.50"
    case .decimalDigits: "a decimal has at most 30 digits"
    case .boolean: "a boolean is 'true' or 'false'"
    case .date: "a date is written 2026-12-31"
    case .timestamp: "a timestamp is written 2026-12-31T09:00:00Z or 2026-12-31T09:00+01:00"
    case .timestampOffset: "a timestamp ends with 'Z' or an offset, such as +01:00"
    case .url: "a url begins with 'http://' or 'https://' and holds no spaces, quotes or brackets"
    case .value(let values):
      "the value must be one of \(values.map { "'\($0)'" }.joined(separator: ", "))"
    case .item(let number, let fault): "item \(number) of the list: \(fault.message)"
    }
  }
}
