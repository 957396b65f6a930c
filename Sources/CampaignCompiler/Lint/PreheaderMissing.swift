import CampaignGraph
import Diagnostics

/// A marketing email without a preheader.
enum PreheaderMissing: LintCheck {
  static let description = RuleDescription(
    "preheader-missing", .compliance, .info,
    summary: "a marketing email with html has a preheader",
    why:
      "Without one, inboxes show the first words of the body beside the subject: often "
      + "'View in browser'.",
    bad: """
      steps:
        - email: news
          subject: News
          html: <p>News!</p>
      """,
    good: """
      steps:
        - email: news
          subject: News
          preheader: What is new in December
          html: <p>News!</p>
      """,
    configure: "lint: { rules: { preheader-missing: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for (step, email) in subject.emails
    where email.preheader == nil && (email.html != nil || email.markdown != nil) {
      guard subject.campaign.settings(of: email).category == .marketing else { continue }
      let id = subject.outline.steps[step].id
      findings.report(
        Diagnostic(
          description.id, .info, "marketing email \(quoted(id)) has no preheader",
          at: subject.campaign.heading(step)))
    }
  }
}
