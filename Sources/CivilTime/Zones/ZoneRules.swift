/// The clock of one zone of the IANA time zone database: its offset from UTC at every instant.
///
/// Offsets are seconds ahead of UTC. The rule for the far future is laid out as transitions for one
/// cycle of 400 years, after which the calendar, and with it the rule, repeats exactly; so one
/// binary search answers for every instant.
package final class ZoneRules: Sendable {
  /// As the database spells it: `Europe/Berlin`.
  package let name: String

  /// The instants at which the clock changes, strictly ascending; may be empty.
  let times: [Int64]
  /// `localEnds[i]`: what the clock that stops at `times[i]` would show at that instant.
  let localEnds: [Int64]
  /// `offsets[i]` holds before `times[i]`, the last one after all of them.
  let offsets: [Int32]
  /// Indices of `abbreviations`, parallel to `offsets`.
  let kinds: [UInt8]
  let abbreviations: [String]
  /// Whether the last 400 years of `times` repeat for ever.
  let repeats: Bool

  private let timesIndex: AscendingIndex
  private let localEndsIndex: AscendingIndex

  /// The length of the Gregorian cycle: 146,097 days, a whole number of weeks.
  static let cycle: Int64 = 146_097 * 86_400

  package static let utc = ZoneRules(
    name: "UTC", timeline: ZoneTimeline(offset: 0, abbreviation: "UTC"))

  init(name: String, timeline: ZoneTimeline) {
    self.name = name
    times = timeline.times
    offsets = timeline.offsets
    kinds = timeline.kinds
    abbreviations = timeline.abbreviations
    repeats = timeline.repeats
    localEnds = zip(timeline.times, timeline.offsets).map { $0 + Int64($1) }
    timesIndex = AscendingIndex(times)
    localEndsIndex = AscendingIndex(localEnds)
  }

  /// The same zone in memory of its own: threads that count references to one object wait for each other.
  package func copy() -> ZoneRules { ZoneRules(copying: self) }

  private init(copying other: ZoneRules) {
    name = String(decoding: Array(other.name.utf8), as: UTF8.self)
    times = other.times.withUnsafeBufferPointer { Array($0) }
    localEnds = other.localEnds.withUnsafeBufferPointer { Array($0) }
    offsets = other.offsets.withUnsafeBufferPointer { Array($0) }
    kinds = other.kinds.withUnsafeBufferPointer { Array($0) }
    abbreviations = other.abbreviations
    repeats = other.repeats
    timesIndex = AscendingIndex(times)
    localEndsIndex = AscendingIndex(localEnds)
  }

  /// Seconds ahead of UTC.
  package func offset(at instant: Instant) -> Int32 {
    offsets[period(at: folded(instant.seconds).seconds)]
  }

  /// `CET`, `EDT`, or a number such as `+0545` where people use no letters.
  package func abbreviation(at instant: Instant) -> String {
    abbreviations[Int(kinds[period(at: folded(instant.seconds).seconds)])]
  }

  /// What the clocks of this zone show.
  package func local(_ instant: Instant) -> LocalDateTime {
    instant.local(offset: offset(at: instant))
  }

  /// The first instant after this one at which the offset or its name changes; nil if there is
  /// none.
  package func nextTransition(after instant: Instant) -> Instant? {
    let (seconds, shift) = folded(instant.seconds)
    let index = period(at: seconds)
    guard index < times.count else { return nil }
    return Instant(seconds: times[index] + shift)
  }

  /// `seconds` moved back by whole cycles into what `times` covers, and by how much.
  private func folded(_ seconds: Int64) -> (seconds: Int64, shift: Int64) {
    guard repeats, let last = times.last, seconds >= last else { return (seconds, 0) }
    return ZoneRules.fold(seconds, below: last)
  }

  /// Moves `seconds`, which is not below `limit`, back by as many whole cycles as it takes.
  static func fold(_ seconds: Int64, below limit: Int64) -> (seconds: Int64, shift: Int64) {
    // The calendar ends in 9999; the clamp keeps what lies beyond from overflowing.
    let bounded = min(seconds, 1 << 59)
    let shift = (max(bounded - limit, 0) / cycle + 1) * cycle
    return (bounded - shift, shift)
  }

  /// The index into `offsets` of the period that holds `seconds`.
  private func period(at seconds: Int64) -> Int {
    timesIndex.countOfElements(notAbove: seconds, in: times)
  }

  /// The index into `offsets` of the first period whose clock has not yet stopped at `clock`.
  func period(atClock clock: Int64) -> Int {
    localEndsIndex.countOfElements(notAbove: clock, in: localEnds)
  }
}
