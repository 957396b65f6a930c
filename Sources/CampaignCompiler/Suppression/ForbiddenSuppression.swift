import Diagnostics

/// A suppression of a rule that the project wants kept.
enum ForbiddenSuppression: DocumentedRule {
  static let description = RuleDescription(
    "forbidden-suppression", .project,
    summary: "rules under lint.no_ignore and policies.require are not suppressed",
    why: """
      What the project has decided for every campaign is not taken back in one of them.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        # mailplan: ignore[trailing-wait] -- the follow-up comes later
        - wait: 2 days
      # mailplan.yaml
      lint: { no_ignore: [trailing-wait] }
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        # mailplan: ignore[trailing-wait] until=2027-01-31 -- the follow-up comes with the next release
        - wait: 2 days
      # mailplan.yaml
      lint: { no_ignore: [missing-unsubscribe] }
      """,
    configure: "lint: { rules: { forbidden-suppression: warning } }")

  static func forbidden(_ rule: Located<String>, by place: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error, "\(quoted(rule.value)) is not to be suppressed in this project",
      at: rule.range, related: [.init(place, "the project says so here")])
  }

  static func required(_ rule: Located<String>, by place: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      "\(quoted(rule.value)) is not to be suppressed: the policies require it",
      at: rule.range, related: [.init(place, "it is required here")])
  }
}
