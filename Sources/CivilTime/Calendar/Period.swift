/// A length of time as people write it: elapsed seconds, or calendar days and months that depend on
/// where it starts.
package struct Period: Hashable, Sendable {
  package enum Unit: String, Hashable, Sendable, CaseIterable {
    case seconds
    case minutes
    case hours
    case days
    case weeks
    case months

    /// Seconds, minutes and hours pass on every clock alike; the others are calendar units.
    package var isElapsed: Bool {
      switch self {
      case .seconds, .minutes, .hours: true
      case .days, .weeks, .months: false
      }
    }
  }

  package let count: Int
  package let unit: Unit

  package init(count: Int, unit: Unit) {
    self.count = count
    self.unit = unit
  }
}
