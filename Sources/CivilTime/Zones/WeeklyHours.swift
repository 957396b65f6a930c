/// The hours of a week in which something may happen: one or more windows, which may overlap.
package struct WeeklyHours: Hashable, Sendable {
  package let first: DailyWindow
  /// Empty for most; apart from `first`, so that hours of one window are plain memory.
  package let others: [DailyWindow]

  package init(_ first: DailyWindow, _ others: [DailyWindow] = []) {
    self.first = first
    self.others = others
  }

  package var windows: [DailyWindow] { [first] + others }

  package func contains(_ local: LocalDateTime) -> Bool {
    if first.contains(local) { return true }
    for window in others where window.contains(local) { return true }
    return false
  }

  /// The first instant, not before `instant`, at which the clocks of `zone` show a time of these
  /// hours.
  ///
  /// That is `instant` itself if it lies inside. When the clock jumps over the opening into a
  /// window, it is the instant of the jump. Nil if no window has a day, or at the end of the
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

  /// The first opening of a window later than `local`, on a clock that never changes.
  private func opening(after local: LocalDateTime) -> LocalDateTime? {
    var next = first.opening(after: local)
    for window in others {
      guard let opening = window.opening(after: local) else { continue }
      next = next.map { min($0, opening) } ?? opening
    }
    return next
  }
}
