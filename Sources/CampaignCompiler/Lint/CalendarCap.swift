import CampaignGraph
import CivilTime
import Diagnostics

/// A cap by the calendar in hours.
enum CalendarCap: LintCheck {
  static let description = RuleDescription(
    "calendar-cap", .sending,
    summary: "a cap by the calendar counts days, weeks or months",
    why: """
      `basis: calendar` counts the contact's own days, weeks (from Monday) or months. A number of \
      hours begins nowhere on a calendar: it takes `basis: rolling`.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      policies: { max_emails: { count: 1, per: 24 hours, basis: calendar } }
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      policies: { max_emails: { count: 1, per: 1 day, basis: calendar } }
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    guard let cap = subject.campaign.project?.maxEmails, cap.basis?.value == .calendar,
      let per = cap.per, per.value.unit.isElapsed
    else { return }
    findings.report(
      Diagnostic(
        description.id, .error, "a cap by the calendar counts days, weeks or months",
        at: per.range, help: "write basis: rolling, or count days"))
  }
}
