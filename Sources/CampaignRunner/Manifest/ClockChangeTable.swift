import CivilTime

/// The clock changes that a run has met, with how many local times each has touched.
///
/// Of very many different ones only the number is kept, so that memory stays bounded.
package struct ClockChangeTable: Sendable, Equatable {
  package static let limit = 1000

  private var counts: [ClockChange: Int] = [:]
  /// Local times touched by changes beyond the limit.
  package private(set) var others = 0

  mutating func add(_ change: ClockChange, _ count: Int = 1) {
    if let known = counts[change] {
      counts[change] = known + count
    } else if counts.count < ClockChangeTable.limit {
      counts[change] = count
    } else {
      others += count
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
