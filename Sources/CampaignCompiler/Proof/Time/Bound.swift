import CampaignGraph

/// What can be said of all runs of a campaign, with a way that comes to it.
package struct Bound<Value: Sendable>: Sendable {
  package enum Limit: Sendable {
    /// Proven for all runs; the witness comes to it, if the contact and its clock are of that kind.
    case value(Value)
    /// No number can be given.
    case unbounded(Reason)
    /// The work was over; what had been found by then.
    case notDecided(Value?)
  }

  /// Why there is no number.
  package enum Reason: Sendable, Hashable {
    /// The way goes around the loop of the witness as often as it likes.
    case loop
    /// The loop of the witness may take no time at all.
    case loopWithoutTime
    /// A step waits for the date of a column.
    case column(Int)
    /// A step waits for an event without a timeout.
    case event
    /// A split waits for its winner.
    case winner
    /// A step waits for a fixed date, and the launch may lie long before it.
    case date
  }

  package let limit: Limit
  /// nil if nothing had to be shown: no path has what was asked for.
  package let witness: WitnessPath?
  /// The emails that it is about, in the order of the witness; empty where it is about none.
  package let emails: [NodeIndex]

  package init(_ limit: Limit, witness: WitnessPath? = nil, emails: [NodeIndex] = []) {
    self.limit = limit
    self.witness = witness
    self.emails = emails
  }

  package var value: Value? { if case .value(let value) = limit { value } else { nil } }

  package var verdict: Verdict {
    switch limit {
    case .value, .unbounded: .proven
    case .notDecided: .notDecided
    }
  }
}

/// How long something lasts.
package struct TimeSpan: Sendable, Hashable {
  /// Of the contact's clock or elapsed, as was asked; no run contradicts it.
  package let seconds: Int64
  /// As the campaign writes it, as if no clock ever changed.
  package let nominal: Int64

  package init(seconds: Int64, nominal: Int64) {
    self.seconds = seconds
    self.nominal = nominal
  }
}
