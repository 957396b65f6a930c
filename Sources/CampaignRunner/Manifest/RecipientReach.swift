import CivilTime

/// When contacts get their first message: how many in any stretch of time.
///
/// Counted by minutes. A run over more of them than `mostSlots` is counted by longer ones, so that memory stays
/// bounded; a stretch then counts those at its edges too, never fewer than there are.
package struct RecipientReach: Sendable, Equatable {
  static let mostSlots = 65_536

  private var slots: [Int64: Int] = [:]
  /// Seconds.
  private(set) var width: Int64 = 60

  package init() {}

  package mutating func add(_ instant: Instant, count: Int = 1) {
    slots[slot(instant.seconds), default: 0] += count
    while slots.count > RecipientReach.mostSlots { widen(to: width * 2) }
  }

  package mutating func merge(_ other: RecipientReach) {
    if other.width > width { widen(to: other.width) }
    for (slot, count) in other.slots {
      add(Instant(seconds: slot.saturating(times: other.width)), count: count)
    }
  }

  /// The most within so many seconds, and when they begin; nil if nobody gets anything.
  package func most(within seconds: Int64) -> (count: Int, from: Instant)? {
    let sorted = slots.sorted { $0.key < $1.key }
    // As many slots as a stretch may touch that begins at the beginning of one.
    let length = max(1, (max(1, seconds) - 1) / width + 1)
    var best: (count: Int, from: Instant)?
    var (first, sum) = (0, 0)
    for (slot, count) in sorted {
      sum += count
      while sorted[first].key <= slot - length {
        sum -= sorted[first].value
        first += 1
      }
      if sum > best?.count ?? 0 {
        best = (sum, Instant(seconds: sorted[first].key * width))
      }
    }
    return best
  }

  private func slot(_ seconds: Int64) -> Int64 {
    seconds >= 0 ? seconds / width : -((-seconds + width - 1) / width)
  }

  private mutating func widen(to wider: Int64) {
    let (old, before) = (slots, width)
    slots = [:]
    width = wider
    for (key, count) in old { slots[slot(key * before), default: 0] += count }
  }
}

extension Int64 {
  fileprivate func saturating(times other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? (self < 0 ? .min / 2 : .max / 2) : product
  }
}
