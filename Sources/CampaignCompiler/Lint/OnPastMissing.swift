import Diagnostics

/// A wait for a given time that does not say what to do when it is too late.
enum OnPastMissing: LintCheck {
  static let description = RuleDescription(
    "on-past-missing", .sending,
    summary: "a wait until a fixed date or a column says what happens when that lies in the past",
    why: """
      A contact may enter after the date. Going on at once, leaving out the next email, ending \
      the enrollment and stopping the run are all right somewhere, and mails by mistake \
      elsewhere: `on_past: send | skip | exit | error`.
      """,
    bad: """
      steps:
        - wait: { until: 2026-12-24T09:00 }
        - email: greetings
          subject: Happy holidays
          text: Happy holidays!
      """,
    good: """
      steps:
        - wait: { until: 2026-12-24T09:00, on_past: exit }
        - email: greetings
          subject: Happy holidays
          text: Happy holidays!
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for step in subject.outline.steps {
      guard case .wait(let wait) = step.definition.kind else { continue }
      switch wait {
      case .fixed(let time, onPast: nil):
        findings.report(missing("a fixed date", at: time.range))
      case .column(let column, offset: _, at: _, onPast: nil):
        findings.report(missing("a column", at: column.range))
      case .fixed, .column, .period, .calendar, .nextLocal, .event, .random, .invalid: break
      }
    }
  }

  private static func missing(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error, "a wait until \(what) needs 'on_past': it may lie in the past",
      at: range,
      help: "add on_past: send (go on at once), skip (leave out the next email), exit, or error")
  }
}
