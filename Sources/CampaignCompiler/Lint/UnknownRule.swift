import Diagnostics

/// A level, or a suppression, of a rule that does not exist.
enum UnknownRule: DocumentedRule {
  static let description = RuleDescription(
    "unknown-rule", .project, .warning,
    summary: "lint.rules, lint.no_ignore and suppressions name rules that exist",
    why: "What is said of a misspelt rule does nothing, and nobody would notice.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      # mailplan.yaml
      lint: { rules: { trailing-wiat: off } }
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      # mailplan.yaml
      lint: { rules: { trailing-wait: off } }
      """,
    configure: "lint: { rules: { unknown-rule: error } }")

  static func check(_ project: ProjectDefinition, into findings: inout Findings) {
    for level in project.ruleLevels {
      guard let rule = ruleCatalogue.description(of: level.rule.value) else {
        findings.report(unknown(level.rule, suggests: findings.suggests))
        continue
      }
      if !rule.isAdjustable, level.level.value != .error { findings.report(FixedRule.fixed(level)) }
    }
    for rule in project.noIgnore where ruleCatalogue.description(of: rule.value) == nil {
      findings.report(unknown(rule, suggests: findings.suggests))
    }
  }

  static func unknown(_ rule: Located<String>, suggests: Bool) -> Diagnostic {
    let near =
      suggests
      ? nearMatch(
        of: rule.value, among: ruleCatalogue.rules.filter(\.isAdjustable).map(\.id.name)) : nil
    return Diagnostic(
      description.id, .warning, "there is no rule \(quoted(rule.value))", at: rule.range,
      label: near.map { "did you mean '\($0.name)'?" } ?? "",
      help: "'mailplan explain' lists all rules"
    ).respelt(near)
  }
}
