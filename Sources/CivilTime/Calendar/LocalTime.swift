/// A clock time of a day: seconds since local midnight, 0 to 86,399.
package struct LocalTime: Hashable, Comparable, Sendable {
  package var seconds: Int32

  package init(seconds: Int32) { self.seconds = seconds }

  package static let midnight = LocalTime(seconds: 0)

  /// Nil unless the hour is 0 to 23 and minute and second are 0 to 59.
  package init?(hour: Int, minute: Int, second: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
      return nil
    }
    self.init(seconds: Int32(hour * 3600 + minute * 60 + second))
  }

  package var components: (hour: Int, minute: Int, second: Int) {
    let seconds = Int(seconds)
    return (seconds / 3600, seconds / 60 % 60, seconds % 60)
  }

  package static func < (a: LocalTime, b: LocalTime) -> Bool { a.seconds < b.seconds }
}
