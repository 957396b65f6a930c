import CivilTime

/// When a message goes out once its step is reached.
package struct SendPlan: Sendable, Equatable {
  package enum Strategy: Sendable, Equatable {
    case immediate
    /// Not before this time (an email's own `send`; a campaign's schedule is in `Enrollment`).
    case scheduled(FixedTime, onPast: OnPast)
    /// The next local occurrence of the contact's best hour, else of `fallback`.
    case optimized(fallback: LocalTime)
  }

  package let strategy: Strategy
  package let window: SendWindow?

  package init(strategy: Strategy, window: SendWindow?) {
    self.strategy = strategy
    self.window = window
  }
}

/// The local hours in which messages may go out.
package struct SendWindow: Sendable, Equatable {
  package enum Hold: String, Sendable, CaseIterable {
    /// The enrollment goes on while the message waits.
    case message
    /// Later waits count from the send.
    case run
  }

  package enum Otherwise: String, Sendable, CaseIterable {
    case delay
    case skip
  }

  package let hours: WeeklyHours
  package let hold: Hold
  package let otherwise: Otherwise

  package init(hours: WeeklyHours, hold: Hold, otherwise: Otherwise) {
    self.hours = hours
    self.hold = hold
    self.otherwise = otherwise
  }

  /// The same hours on each of some days.
  package init(
    days: Weekdays, opens: LocalTime, closes: LocalTime, hold: Hold, otherwise: Otherwise
  ) {
    self.init(
      hours: WeeklyHours(DailyWindow(days: days, opens: opens, closes: closes)), hold: hold,
      otherwise: otherwise)
  }
}

/// A date and time in a campaign file.
package enum FixedTime: Sendable, Equatable {
  /// That local time for each contact.
  case local(LocalDateTime)
  /// Written with an offset or `Z`: one instant for all.
  case instant(Instant)
}

/// What happens when a wait or a schedule lies in the past.
package enum OnPast: String, Sendable, CaseIterable {
  /// Go on at once.
  case send
  /// Leave out the next email.
  case skip
  case exit
  case error
}
