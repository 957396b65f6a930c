import Diagnostics

/// A suppression that does not say why.
enum SuppressionWithoutReason: DocumentedRule {
  static let description = RuleDescription(
    "suppression-without-reason", .project, .warning,
    summary: "a suppression says why",
    why: """
      Whoever finds it in a year must be able to tell whether it still holds.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        # mailplan: ignore[trailing-wait]
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
    configure: "lint: { rules: { suppression-without-reason: error } }")

  static func missing(_ suppression: Suppression) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "a suppression gives its reason", at: suppression.comment,
      help: "add the reason: -- reason")
  }
}
