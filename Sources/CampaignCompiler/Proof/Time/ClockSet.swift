import CivilTime

/// What a contact's clock may show when a step is reached: days of the week, and a stretch of the day.
struct ClockSet: Hashable, Sendable {
  static let day: Int64 = 86_400

  /// Not empty.
  let days: Weekdays
  /// Seconds since midnight; not after `latest`.
  let earliest: Int64
  /// Below 86,400.
  let latest: Int64

  static let any = ClockSet(days: .all, earliest: 0, latest: day - 1)

  init(days: Weekdays, earliest: Int64, latest: Int64) {
    let known = days.intersection(.all)
    self.days = known.isEmpty ? .all : known
    self.earliest = earliest
    self.latest = latest
  }

  /// `time` on some days, or behind it where the clock jumps over it.
  init(days: Weekdays, at time: LocalTime) {
    let seconds = Int64(time.seconds)
    self = ClockSet(days: days, earliest: seconds, latest: seconds).landed
  }

  func union(_ other: ClockSet) -> ClockSet {
    ClockSet(
      days: days.union(other.days), earliest: min(earliest, other.earliest),
      latest: max(latest, other.latest))
  }

  /// Clocks jump at night: between 22:00 and 05:00 for every change since 2000 except those over the date line.
  static func mayJump(at seconds: Int64) -> Bool { seconds >= 22 * 3600 || seconds < 5 * 3600 }

  private var touchesNight: Bool {
    ClockSet.mayJump(at: earliest) || ClockSet.mayJump(at: latest)
  }

  /// With where the clock may be instead if the time does not exist.
  private var landed: ClockSet {
    guard touchesNight else { return self }
    let end = latest + ClockChanges.any.jump
    if end < ClockSet.day { return ClockSet(days: days, earliest: earliest, latest: end) }
    return ClockSet(days: days.union(days.later(by: 1)), earliest: 0, latest: ClockSet.day - 1)
  }

  /// The same clock time so many days later.
  func adding(days count: Int64) -> ClockSet {
    ClockSet(days: days.later(by: count), earliest: earliest, latest: latest).landed
  }

  /// The same clock time on any of some days.
  func on(_ days: Weekdays) -> ClockSet {
    ClockSet(days: days, earliest: earliest, latest: latest).landed
  }

  /// After as many elapsed seconds as lie between two bounds.
  func adding(elapsed least: Int64, through most: Int64?) -> ClockSet {
    if least == 0, most == 0 { return self }
    let jump = ClockChanges.any.jump
    guard let most, most - least + latest - earliest + 2 * jump < ClockSet.day else { return .any }
    let (first, last) = (earliest + least - jump, latest + most + jump)
    let (from, to) = (first.floorDay, last.floorDay)
    let moved = days.later(by: from)
    if from == to {
      return ClockSet(
        days: moved, earliest: first - from * ClockSet.day, latest: last - from * ClockSet.day)
    }
    return ClockSet(
      days: moved.union(days.later(by: to)), earliest: 0, latest: ClockSet.day - 1)
  }
}

extension Weekdays {
  /// Each day so many days later.
  func later(by count: Int64) -> Weekdays {
    let shift = UInt8(((count % 7) + 7) % 7)
    if shift == 0 { return self }
    let bits = rawValue & 0x7F
    return Weekdays(rawValue: (bits << shift | bits >> (7 - shift)) & 0x7F)
  }

  /// Days from a day of the week to the first of these, 0 if it is one.
  func next(from index: Int64) -> Int64 {
    for count in Int64(0)..<7 where contains(index: Int((index + count) % 7)) { return count }
    return 0
  }

  /// Days to the first of these that comes later: 1 to 7.
  func next(after index: Int64) -> Int64 { next(from: (index + 1) % 7) + 1 }

  var indices: [Int64] { (0..<7).filter { contains(index: $0) }.map { Int64($0) } }
}

extension Int64 {
  fileprivate var floorDay: Int64 {
    self >= 0 ? self / ClockSet.day : -((-self + ClockSet.day - 1) / ClockSet.day)
  }
}
