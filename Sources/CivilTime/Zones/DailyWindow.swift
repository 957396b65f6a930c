/// The hours of a day in which something may happen, by the wall clock.
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

  /// The first instant, not before `instant`, at which the clocks of `zone` show a time of the
  /// window.
  ///
  /// That is `instant` itself if it lies inside. When the clock jumps over the opening into the
  /// window, it is the instant of the jump. Nil if the window has no days, or at the end of the
  /// calendar.
  package func nextOpening(atOrAfter instant: Instant, in zone: ZoneRules) -> ResolvedLocal? {
    var instant = instant
    var shift = ResolvedLocal.Shift.none
    // Each turn but the last passes a change of the clock; a real zone has a few in the week that
    // is searched.
    for _ in 0..<1000 {
      let local = zone.local(instant)
      if contains(local) { return ResolvedLocal(instant: instant, shift: shift) }
      guard let opening = opening(after: local) else { return nil }
      let wait = opening.clockSeconds - local.clockSeconds
      let candidate = instant.adding(seconds: wait)
      guard candidate > instant else { return nil }
      guard let change = zone.nextTransition(after: instant), change <= candidate else {
        let isDouble = zone.instant(of: opening).shift == .overlap
        return ResolvedLocal(instant: candidate, shift: isDouble ? .overlap : .none)
      }
      let before = local.adding(seconds: change.seconds - instant.seconds)
      let after = zone.local(change)
      shift = after < before ? .overlap : after > before && after != opening ? .gap : .none
      instant = change
    }
    return nil
  }

  /// The first opening later than `local`, on a clock that never changes.
  private func opening(after local: LocalDateTime) -> LocalDateTime? {
    for ahead in 0...7 {
      let opening = LocalDateTime(date: local.date.adding(days: ahead), time: opens)
      if opening > local, days.contains(index: opening.date.weekdayIndex) { return opening }
    }
    return nil
  }
}
