extension ZoneRules {
  /// `period` after `instant`: elapsed units by the second, calendar units to the same clock time
  /// of a later day.
  ///
  /// A period of nothing is `instant` itself, even where the clock shows its time twice.
  package func adding(_ period: Period, to instant: Instant) -> ResolvedLocal {
    if period.count == 0 { return ResolvedLocal(instant: instant, shift: .none) }
    if let seconds = period.elapsedSeconds {
      return ResolvedLocal(instant: instant.adding(seconds: seconds), shift: .none)
    }
    return self.instant(of: local(instant).adding(period))
  }

  /// The first local `time` on an allowed day that is strictly after `instant`; no days at all
  /// stand for every day.
  package func nextLocal(
    after instant: Instant, time: LocalTime, days: Weekdays
  ) -> ResolvedLocal {
    let allowed = days.isDisjoint(with: .all) ? .all : days
    var date = local(instant).date
    // A day may be over, or its `time` may come before `instant` in a gap or overlap: a week and
    // two days suffice.
    for _ in 0..<10 {
      if allowed.contains(index: date.weekdayIndex) {
        let resolved = self.instant(of: LocalDateTime(date: date, time: time))
        if resolved.instant > instant { return resolved }
      }
      date = date.adding(days: 1)
    }
    return ResolvedLocal(instant: max(instant, .latest), shift: .none)
  }

  /// Local `time` of the day that lies `period` after the day of `instant`, or of the next allowed
  /// day after that.
  ///
  /// Only calendar units count days; with an elapsed one it is the day on which it ends. No days at
  /// all stand for every day.
  package func local(
    _ time: LocalTime, days: Weekdays = .all, period: Period, after instant: Instant
  ) -> ResolvedLocal {
    let allowed = days.isDisjoint(with: .all) ? .all : days
    var date: CivilDate
    if let seconds = period.elapsedSeconds {
      date = local(instant.adding(seconds: seconds)).date
    } else {
      date = local(instant).adding(period).date
    }
    for _ in 0..<6 where !allowed.contains(index: date.weekdayIndex) {
      date = date.adding(days: 1)
    }
    return self.instant(of: LocalDateTime(date: date, time: time))
  }
}

extension LocalDateTime {
  /// The same clock time a calendar period on; elapsed units move the clock as if it never changed.
  package func adding(_ period: Period) -> LocalDateTime {
    switch period.unit {
    case .seconds, .minutes, .hours: adding(seconds: period.elapsedSeconds ?? 0)
    case .days: adding(days: period.count)
    case .weeks: adding(days: period.count.saturatingMultiply(7))
    case .months: adding(months: period.count)
    }
  }
}

extension Period {
  /// The length in seconds; nil for calendar units.
  package var elapsedSeconds: Int64? {
    switch unit {
    case .seconds: Int64(count)
    case .minutes: Int64(count.saturatingMultiply(60))
    case .hours: Int64(count.saturatingMultiply(3600))
    case .days, .weeks, .months: nil
    }
  }
}

extension Int {
  func saturatingMultiply(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    if overflow { return (self < 0) == (other < 0) ? .max : .min }
    return product
  }
}
