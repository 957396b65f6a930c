import Diagnostics

/// A level for an error of the language.
enum FixedRule: DocumentedRule {
  static let description = RuleDescription(
    "fixed-rule", .project, .warning,
    summary: "errors of the language keep their level",
    why:
      "With such an error there is no campaign that could be run: it cannot be lowered or "
      + "turned off.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      # mailplan.yaml
      lint: { rules: { unknown-key: off } }
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      # mailplan.yaml
      lint: { rules: { subject-length: off } }
      """,
    configure: "lint: { rules: { fixed-rule: off } }")

  static func fixed(_ level: ProjectDefinition.RuleLevel) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "\(quoted(level.rule.value)) is an error of the language, and cannot be lowered or turned off",
      at: level.level.range)
  }

  static func suppressed(_ rule: Located<String>) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "\(quoted(rule.value)) is an error of the language, and cannot be suppressed", at: rule.range)
  }
}
