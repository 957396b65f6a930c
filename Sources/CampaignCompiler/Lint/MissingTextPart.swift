import CampaignGraph
import Diagnostics

/// An email that is sent as html alone.
enum MissingTextPart: LintCheck {
  static let description = RuleDescription(
    "missing-text-part", .compliance, .warning,
    summary: "an email with html also has a text part",
    why: """
      Watches, screen readers, text clients and spam filters read the text part; a message \
      without one scores worse. Where an email says nothing of `text`, its text part is made from \
      the html, and counts; only `text: none` leaves it out.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          html: <p>News!</p>
          text: none
      """,
    good: """
      steps:
        - email: news
          subject: News
          html: <p>News!</p>
      """,
    configure: """
      policies: { require: [text_part] }                 # an error, whatever the level
      lint: { profile: strict }                          # an error
      lint: { rules: { missing-text-part: off } }
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let level = subject.complianceLevel(.textPart)
    for (step, email) in subject.emails {
      guard let omitted = email.omittedText else { continue }
      let id = subject.outline.steps[step].id
      findings.report(
        Diagnostic(
          description.id, level, "email \(quoted(id)) has no text part", at: omitted.range,
          help: "leave 'text' out to have it made from the html"))
    }
  }
}
