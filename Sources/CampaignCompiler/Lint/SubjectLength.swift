import Diagnostics

/// A subject that inboxes cut, or that says nothing.
enum SubjectLength: LintCheck {
  static let description = RuleDescription(
    "subject-length", .compliance, .warning,
    summary: "a subject has between 1 and 70 characters, placeholders not counted",
    why: "Inboxes show 60 to 70 characters, telephones 30 to 40; an empty subject looks like spam.",
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
    for (_, email) in subject.emails {
      guard let text = email.subject else { continue }
      let markup = TemplateMarkup(text.utf8)
      let hidden = (markup.outputs + markup.tags).reduce(0) { sum, range in
        sum + scalars(text.utf8[range]) + 4
      }
      let length = scalars(text.utf8[...]) - hidden
      if length > longest {
        findings.report(tooLong(length, at: text.whole))
      } else if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
        findings.report(empty(at: text.whole))
      }
    }
  }

  private static func scalars(_ text: ArraySlice<UInt8>) -> Int {
    text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private static func tooLong(_ length: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "a subject has at most \(longest) characters besides its placeholders, not \(length)",
      at: range)
  }

  private static func empty(at range: SourceRange) -> Diagnostic {
    Diagnostic(description.id, .warning, "a subject has at least one character", at: range)
  }
}
