import CampaignGraph
import Diagnostics

/// An html email without a text part.
enum MissingTextPart: LintCheck {
  static let description = RuleDescription(
    "missing-text-part", .compliance, .warning,
    summary: "an email with html also has a text part",
    why: """
      Watches, screen readers, text clients and spam filters read the text part; a message \
      without one scores worse.
      """,
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
          html: <p>News!</p>
          text: News!
      """,
    configure: """
      policies: { require: [text_part] }                 # an error, whatever the level
      lint: { profile: strict }                          # an error
      lint: { rules: { missing-text-part: off } }
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let level = subject.complianceLevel(.textPart)
    for (step, email) in subject.emails where email.html != nil {
      guard email.text == nil, email.markdown == nil else { continue }
      let id = subject.outline.steps[step].id
      findings.report(
        Diagnostic(
          description.id, level, "email \(quoted(id)) has no text part",
          at: subject.campaign.heading(step), help: "add text: and a text or a path"))
    }
  }
}
