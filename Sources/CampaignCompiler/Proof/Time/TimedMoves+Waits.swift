import CampaignGraph
import CivilTime

extension TimedMoves {
  func waitMoves(
    _ rule: WaitRule, _ next: NodeIndex, _ mode: TimedGraph.Mode, _ state: Int, _ entry: Entry
  ) -> [Move] {
    func pass(_ least: Stretch, _ most: Stretch?, _ clock: ClockSet) -> Move {
      go(state, to: next, mode, choice: 0, least, most, entry, clock: clock)
    }
    switch rule {
    case .period(let period):
      return [pass(period.least, period.most, later(period, entry))]
    case .calendar(let period, let at, let days):
      return [calendar(period, at, days, entry, pass)]
    case .nextLocal(let time, let days):
      return [nextLocal(time, days, entry, pass)]
    case .random(let from, let through):
      return [
        pass(
          Stretch(elapsed: from), Stretch(elapsed: through),
          entry.clock.adding(elapsed: from, through: through))
      ]
    case .fixed(let time, let onPast):
      return fixedMoves(
        time, onPast, state, mode, to: TimedGraph.state(next, mode), choice: 0, entry)
    case .column(let wait):
      return [
        go(
          state, to: next, mode, choice: 0, .zero, nil, entry, open: .column(wait.column),
          clock: clock(of: wait))
      ] + lateMoves(wait.onPast, state, mode, entry)
    }
  }

  /// An offset in hours leads away from `at`.
  private func clock(of wait: ColumnWait) -> ClockSet {
    guard let at = wait.at, wait.offset?.unit.isElapsed != true else { return .any }
    return ClockSet(days: .all, at: at)
  }

  /// So many days from today, or on the next allowed day after that.
  private func calendar(
    _ period: Period, _ at: LocalTime?, _ days: Weekdays, _ entry: Entry,
    _ pass: (Stretch, Stretch?, ClockSet) -> Move
  ) -> Move {
    let allowed = days.isDisjoint(with: .all) ? .all : days
    guard !period.unit.isElapsed else {
      let most = period.most.elapsed.saturating(adding: 8 * ClockSet.day)
      return pass(.zero, Stretch(calendar: most), .any)
    }
    let (fewest, greatest) = (
      period.least.calendar / ClockSet.day, period.most.calendar / ClockSet.day
    )
    let today = period.unit == .months ? Weekdays.all : entry.clock.days
    var landing: Weekdays = []
    var (least, most) = (Int64.max, Int64.min)
    for index in today.indices {
      // After months, any day of the week: `today` stands for the day on which they end.
      let end = period.unit == .months ? index : (index + fewest) % 7
      let ahead = allowed.next(from: end)
      landing.insert(Weekdays(index: Int((end + ahead) % 7)))
      least = min(least, fewest + ahead)
      most = max(most, greatest + ahead)
    }
    guard let at else {
      return pass(
        Stretch(calendar: least * ClockSet.day), Stretch(calendar: most * ClockSet.day),
        entry.clock.on(landing))
    }
    let time = Int64(at.seconds)
    return pass(
      Stretch(calendar: max(0, least * ClockSet.day + time - entry.clock.latest)),
      Stretch(calendar: max(0, most * ClockSet.day + time - entry.clock.earliest)),
      ClockSet(days: landing, at: at))
  }

  /// The next such local time, strictly after now.
  private func nextLocal(
    _ time: LocalTime, _ days: Weekdays, _ entry: Entry,
    _ pass: (Stretch, Stretch?, ClockSet) -> Move
  ) -> Move {
    let allowed = days.isDisjoint(with: .all) ? .all : days
    let at = Int64(time.seconds)
    let (from, through) = (entry.clock.earliest, entry.clock.latest)
    var landing: Weekdays = []
    var (least, most) = (Int64.max, Int64.min)
    func take(_ ahead: Int64, _ index: Int64, from: Int64, through: Int64) {
      least = min(least, ahead * ClockSet.day + at - through)
      most = max(most, ahead * ClockSet.day + at - from)
      landing.insert(Weekdays(index: Int((index + ahead) % 7)))
    }
    for index in entry.clock.days.indices {
      if from < at {
        take(allowed.next(from: index), index, from: from, through: min(through, at - 1))
      }
      // At night the time of today may have been and yet lie ahead on the clock.
      if through >= at || ClockSet.mayJump(at: at) {
        let ahead = allowed.next(after: index)
        take(ahead, index, from: max(from, min(at, through)), through: through)
      }
    }
    return pass(
      Stretch(calendar: max(0, least)), Stretch(calendar: max(0, most)),
      ClockSet(days: landing, at: time))
  }
}
