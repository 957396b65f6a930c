import Diagnostics

/// A suppression that cannot be read.
enum InvalidSuppression: DocumentedRule {
  static let description = RuleDescription(
    "invalid-suppression", .project, .warning,
    summary: "a suppression is written as # mailplan: ignore[rule-id] until=2027-01-31 -- reason",
    why: """
      A comment that cannot be read suppresses nothing.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        # mailplan: ignore trailing-wait
        - wait: 2 days
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        # mailplan: ignore[trailing-wait] until=2027-01-31 -- the follow-up comes with the next release
        - wait: 2 days
      """,
    configure: "lint: { rules: { invalid-suppression: error } }")

  static func verb(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "a suppression begins with 'ignore', not \(quoted(word))",
      at: range, help: form)
  }

  static func form(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "this suppression cannot be read: \(what)", at: range, help: form)
  }

  static func day(_ day: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "\(quoted(day)) is no day to suppress until, such as 2027-01-31",
      at: range)
  }

  private static let form = "write: mailplan: ignore[rule-id] until=2027-01-31 -- reason"
}
