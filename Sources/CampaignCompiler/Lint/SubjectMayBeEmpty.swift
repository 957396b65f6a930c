import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A subject of which nothing is left for some contact.
enum SubjectMayBeEmpty: LintCheck {
  static let description = RuleDescription(
    "subject-may-be-empty", .compliance, .warning,
    summary: "a subject has something to read for every contact",
    why: """
      A mail without a subject looks like spam, and is treated as such. With `on_missing: blank` \
      a placeholder without a value prints nothing, and an `if` without `else` prints nothing for \
      everybody else.
      """,
    bad: """
      steps:
        - email: news
          subject: "{% if plan == 'free' %}News for free{% endif %}"
          text: News!
      """,
    good: """
      steps:
        - email: news
          subject: "{% if plan == 'free' %}News for free{% else %}News{% endif %}"
          text: News!
      """,
    configure: "lint: { rules: { subject-may-be-empty: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    guard let scope = subject.templateScope else { return }
    for (_, email, content) in subject.compiledEmails {
      guard let text = email.subject, text.utf8.contains(where: { $0 > 0x20 }) else { continue }
      switch content.subject.wayToNothing(scope) {
      case .none: break
      case .found(let answers):
        let shown = answers.prefix(4).joined(separator: ", ")
        findings.report(
          Diagnostic(
            description.id, subject.complianceLevel, "this subject may be empty", at: text.whole,
            notes: answers.isEmpty ? [] : ["it is for a contact with: \(shown)"],
            help: "add an 'else', or a default"))
      case .notDecided:
        findings.report(
          Diagnostic(
            description.id, .warning,
            "not decided: this subject branches too often to say whether it may be empty",
            at: text.whole))
      }
    }
  }
}
