import CivilTime

/// The clock changes that a run has met, with how many local times each has touched.
///
/// Of very many different ones only the first in order are kept, and the number of the rest, so that memory
/// stays bounded and the order in which they come does not matter.
package struct ClockChangeTable: Sendable, Equatable {
  package static let limit = 1000

  private var counts: [ClockChange: Int] = [:]
  /// The last in order, once there is no room for another.
  private var last: ClockChange?
  /// Local times touched by changes beyond the limit.
  package private(set) var others = 0

  mutating func add(_ change: ClockChange, _ count: Int = 1) {
    if let known = counts[change] {
      counts[change] = known + count
      return
    }
    if counts.count >= ClockChangeTable.limit {
      guard let last, ClockChange.isBefore(change, last) else {
        others += count
        return
      }
      others += counts.removeValue(forKey: last) ?? 0
      self.last = nil
    }
    counts[change] = count
    if counts.count >= ClockChangeTable.limit {
      last = counts.keys.max { ClockChange.isBefore($0, $1) }
    }
  }

  mutating func merge(_ other: ClockChangeTable) {
    for (change, count) in other.sorted { add(change, count) }
    others += other.others
  }

  package var isEmpty: Bool { counts.isEmpty && others == 0 }

  /// In the order of the graph, then by time and zone.
  package var sorted: [(change: ClockChange, count: Int)] {
    counts.sorted { ClockChange.isBefore($0.key, $1.key) }.map { ($0.key, $0.value) }
  }
}
