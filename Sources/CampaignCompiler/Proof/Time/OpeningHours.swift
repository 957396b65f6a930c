import CampaignGraph
import CivilTime

/// The hours of a send window on a clock that never changes, in seconds since a Monday 00:00.
struct OpeningHours: Hashable, Sendable {
  private let hours: WeeklyHours
  /// Seconds since midnight at which something may open or close; ascending.
  private let breaks: [Int64]
  /// Whether something opens while clocks may be changed, so that it may open later or earlier.
  let touchesNight: Bool
  /// Whether an opening may be left out as a whole, because the clock is set over it: they open a week later at most.
  let mayBeSwallowed: Bool

  init(_ hours: WeeklyHours) {
    self.hours = hours
    let times = hours.windows.flatMap { [Int64($0.opens.seconds), Int64($0.closes.seconds)] }
    breaks = Set(times + [0]).sorted()
    mayBeSwallowed = hours.windows.contains { window in
      let (opens, closes) = (Int64(window.opens.seconds), Int64(window.closes.seconds))
      let length = closes > opens ? closes - opens : closes + ClockSet.day - opens
      return ClockSet.mayJump(at: opens) && length <= ClockChanges.any.jump
    }
    touchesNight = times.contains { ClockSet.mayJump(at: $0) && $0 != 0 }
  }

  static func == (a: OpeningHours, b: OpeningHours) -> Bool { a.hours == b.hours }
  func hash(into hasher: inout Hasher) { hasher.combine(hours) }

  /// A Monday.
  private static let base: Int64 = 4 * 86_400

  /// The first second that is open and not before this one; nil for hours that never open.
  func opening(atOrAfter seconds: Int64) -> Int64? {
    hours.nextOpening(atOrAfter: Instant(seconds: OpeningHours.base + seconds), in: .utc)
      .map { $0.instant.seconds - OpeningHours.base }
  }

  /// The shortest and longest time until they open, for what is due then; nil for hours that never open.
  func delays(of due: ClockSet) -> ClosedRange<Int64>? {
    var range: ClosedRange<Int64>?
    for day in due.days.indices {
      for time in [due.earliest, due.latest] + breaks
      where time >= due.earliest && time <= due.latest {
        let at = day * ClockSet.day + time
        guard let open = opening(atOrAfter: at) else { return nil }
        let delay = open - at
        range = range.map { min($0.lowerBound, delay)...max($0.upperBound, delay) } ?? delay...delay
      }
    }
    return range
  }

  /// The days and times at which what is due then goes out.
  func openings(of due: ClockSet) -> ClockSet {
    var found: ClockSet?
    for day in due.days.indices {
      for time in [due.earliest, due.latest] + breaks.flatMap({ [$0 - 1, $0] })
      where time >= due.earliest && time <= due.latest {
        guard let open = opening(atOrAfter: day * ClockSet.day + time) else { continue }
        let place = ClockSet(
          days: Weekdays(index: Int((open / ClockSet.day) % 7)),
          earliest: open % ClockSet.day, latest: open % ClockSet.day)
        found = found?.union(place) ?? place
      }
    }
    guard let found, !touchesNight else { return .any }
    return found
  }

  /// The least distance of two messages, `distance` after the first one's step comes that of the second.
  ///
  /// What goes through a window goes out in order, so that more distance between the steps is never less
  /// between the messages. nil for hours stands for a message that goes out at once.
  static func leastDistance(
    from first: OpeningHours?, due: ClockSet, to second: OpeningHours?, after distance: Int64
  ) -> Int64? {
    var least: Int64?
    var times: Set<Int64> = [due.earliest, due.latest]
    for one in first?.breaks ?? [] { times.formUnion([one - 1, one, one + 1]) }
    for one in second?.breaks ?? [] {
      let shifted = (((one - distance) % ClockSet.day) + ClockSet.day) % ClockSet.day
      times.formUnion([shifted - 1, shifted, shifted + 1])
    }
    for day in due.days.indices {
      for time in times where time >= due.earliest && time <= due.latest {
        let at = day * ClockSet.day + time
        let begin = first.map { $0.opening(atOrAfter: at) } ?? at
        let end = second.map { $0.opening(atOrAfter: at + distance) } ?? at + distance
        guard let begin, let end else { continue }
        least = min(least ?? .max, end - begin)
      }
    }
    return least
  }
}
