/// What a wall clock and a calendar show, without a zone.
package struct LocalDateTime: Hashable, Comparable, Sendable {
  package var date: CivilDate
  package var time: LocalTime

  package init(date: CivilDate, time: LocalTime) {
    self.date = date
    self.time = time
  }

  package static func < (a: LocalDateTime, b: LocalDateTime) -> Bool {
    a.date != b.date ? a.date < b.date : a.time < b.time
  }
}

extension LocalDateTime {
  /// Seconds since 1970-01-01T00:00:00 on a clock that never changes.
  package var clockSeconds: Int64 { Int64(date.days) * 86_400 + Int64(time.seconds) }

  /// Stops at the first and the last second of the calendar.
  package init(clockSeconds seconds: Int64) {
    let first = Int64(CivilDate.earliest.days) * 86_400
    let last = Int64(CivilDate.latest.days) * 86_400 + 86_399
    let clamped = min(max(seconds, first), last)
    var days = clamped / 86_400
    var rest = clamped % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    self.init(
      date: CivilDate(days: Int32(truncatingIfNeeded: days)),
      time: LocalTime(seconds: Int32(truncatingIfNeeded: rest)))
  }

  /// The same clock time `count` days on.
  package func adding(days count: Int) -> LocalDateTime {
    LocalDateTime(date: date.adding(days: count), time: time)
  }

  /// The same clock time and day `count` months on, or that of the last day of a shorter month.
  package func adding(months count: Int) -> LocalDateTime {
    LocalDateTime(date: date.adding(months: count), time: time)
  }

  /// Moves the clock by `count` seconds as if it never changed; see `ZoneRules.adding(_:to:)` for
  /// zones.
  package func adding(seconds count: Int64) -> LocalDateTime {
    LocalDateTime(clockSeconds: clockSeconds.saturatingAdd(count))
  }
}
