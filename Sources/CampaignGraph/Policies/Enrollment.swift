import CivilTime

/// Who enters a campaign, and when.
package struct Enrollment: Sendable, Equatable {
  package enum Start: Sendable, Equatable {
    case launch
    /// `send: { strategy: scheduled, at: … }` of the campaign.
    case scheduled(FixedTime, onPast: OnPast)
    /// `enroll: { at: signed_up_at }` or `trigger: { column: signed_up_at }`.
    case column(Int)
    /// `trigger: event("signup")`.
    case event(String)
  }

  package enum Reentry: Sendable, Equatable {
    case never
    case afterExit
    case every(Period)
  }

  package let start: Start
  /// Only rows for which it holds are enrolled.
  package let condition: RuleExpression?
  package let reentry: Reentry

  package init(start: Start, condition: RuleExpression?, reentry: Reentry) {
    self.start = start
    self.condition = condition
    self.reentry = reentry
  }
}
