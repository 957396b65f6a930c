/// Untyped data for a conformance rendering, as a test suite hands it over.
package indirect enum DataValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case decimal(ExactDecimal)
  case text([UInt8])
  case array([DataValue])
  /// Members in the order in which they are gone through; of two with one name the last counts.
  case object([(name: [UInt8], value: DataValue)])

  /// A number as JSON writes it: whole ones are integers, all others decimals.
  package init(number text: String) {
    if let integer = Int64(text) {
      self = .integer(integer)
    } else if let exact = ExactDecimal(parsing: text.utf8) {
      self = .decimal(exact.scale > 0 ? exact.rounded : exact)
    } else if let double = Double(text), let shortest = ExactDecimal(shortest: double) {
      self = .decimal(shortest)
    } else {
      self = .null
    }
  }
}
