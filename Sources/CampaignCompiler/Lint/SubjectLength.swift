import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A subject that inboxes cut, or that says nothing.
enum SubjectLength: LintCheck {
  static let description = RuleDescription(
    "subject-length", .compliance, .warning,
    summary: "a subject has between 1 and 70 characters, values of unknown length not counted",
    why: """
      Inboxes show 60 to 70 characters, telephones 30 to 40; an empty subject looks like spam. \
      Counted is the longest branch, with the longest value of an enum and the default of a \
      placeholder.
      """,
    bad: """
      steps:
        - email: news
          subject: Everything that has happened since we last wrote to you, which is a great deal, in one mail
          text: News!
      """,
    good: """
      steps:
        - email: news
          subject: News of December
          text: News!
      """,
    configure: "lint: { rules: { subject-length: off } }")

  static let longest = 70

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let level = subject.complianceLevel
    for (_, email) in subject.emails {
      guard let text = email.subject else { continue }
      if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
        findings.report(empty(at: text.whole, level))
      }
    }
    guard let scope = subject.templateScope else { return }
    for (_, email, content) in subject.compiledEmails {
      guard let text = email.subject else { continue }
      let length = content.subject.longestKnown(scope)
      if length > longest { findings.report(tooLong(length, at: text.whole, level)) }
    }
  }

  private static func tooLong(
    _ length: Int, at range: SourceRange, _ level: Severity
  ) -> Diagnostic {
    Diagnostic(
      description.id, level,
      "a subject has at most \(longest) characters, and this one has \(length) for some contacts, "
        + "values of unknown length not counted", at: range)
  }

  private static func empty(at range: SourceRange, _ level: Severity) -> Diagnostic {
    Diagnostic(description.id, level, "a subject has at least one character", at: range)
  }
}
