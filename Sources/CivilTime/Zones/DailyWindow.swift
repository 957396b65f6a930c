/// A stretch of hours by the wall clock that opens on certain days of the week.
///
/// `opens` is included and `closes` excluded. A window that does not close later than it opens goes
/// over midnight and belongs to the day on which it opens: `22:00-06:00` on Friday is the night to
/// Saturday. `closes` at midnight is the end of the day; equal times make a whole day from `opens`
/// on.
package struct DailyWindow: Hashable, Sendable {
  package let days: Weekdays
  package let opens: LocalTime
  package let closes: LocalTime

  package init(days: Weekdays, opens: LocalTime, closes: LocalTime) {
    self.days = days
    self.opens = opens
    self.closes = closes
  }

  package func contains(_ local: LocalDateTime) -> Bool {
    let weekday = local.date.weekdayIndex
    if opens < closes {
      return local.time >= opens && local.time < closes && days.contains(index: weekday)
    }
    if local.time >= opens, days.contains(index: weekday) { return true }
    return local.time < closes && days.contains(index: (weekday + 6) % 7)
  }

  /// The first opening later than `local`, on a clock that never changes.
  func opening(after local: LocalDateTime) -> LocalDateTime? {
    for ahead in 0...7 {
      let opening = LocalDateTime(date: local.date.adding(days: ahead), time: opens)
      if opening > local, days.contains(index: opening.date.weekdayIndex) { return opening }
    }
    return nil
  }
}
