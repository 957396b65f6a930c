import CivilTime

/// How long an enrollment waits.
package enum WaitRule: Sendable, Equatable {
  /// `3 days`, `90 minutes`.
  case period(Period)
  /// `{ for: 3 days, at: 09:00, days: weekdays }`; without `at` the local clock time stays.
  case calendar(Period, at: LocalTime?, days: Weekdays)
  /// `{ until: 09:00, days: [tue, thu] }`, strictly after now.
  case nextLocal(LocalTime, days: Weekdays)
  /// `{ until: 2026-12-24T09:00 }`.
  case fixed(FixedTime, onPast: OnPast)
  /// `{ until: trial_ends_on, offset: -2 days, at: 09:00, on_past: skip }`.
  case column(ColumnWait)
  /// `{ random: 0-30 minutes }`, in seconds, both ends included.
  case random(from: Int64, through: Int64)
}

/// A wait until the date or timestamp of a column.
package struct ColumnWait: Sendable, Equatable {
  package let column: Int
  /// May be negative.
  package let offset: Period?
  /// The local time of that day; always given for a date column.
  package let at: LocalTime?
  package let onPast: OnPast

  package init(column: Int, offset: Period?, at: LocalTime?, onPast: OnPast) {
    self.column = column
    self.offset = offset
    self.at = at
    self.onPast = onPast
  }
}

/// A wait for an engagement event or a timeout, whichever comes first.
package struct EventWait: Sendable, Equatable {
  package let fact: EngagementFact
  package let timeout: Period?
  package let onEvent: NodeIndex
  package let onTimeout: NodeIndex

  package init(fact: EngagementFact, timeout: Period?, onEvent: NodeIndex, onTimeout: NodeIndex) {
    self.fact = fact
    self.timeout = timeout
    self.onEvent = onEvent
    self.onTimeout = onTimeout
  }
}
