/// A set of days of the week.
package struct Weekdays: OptionSet, Hashable, Sendable {
  /// Bit 0 is Monday, bit 6 Sunday.
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let all = Weekdays(rawValue: 0b111_1111)
  package static let mondayToFriday = Weekdays(rawValue: 0b001_1111)

  /// `index` is 0 for Monday to 6 for Sunday.
  package init(index: Int) { self.init(rawValue: 1 << UInt8(index)) }

  package func contains(index: Int) -> Bool { contains(Weekdays(index: index)) }

  /// `mon` to `sun`, in the order of `rawValue`.
  package static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
