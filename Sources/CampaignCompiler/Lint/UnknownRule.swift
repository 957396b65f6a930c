import Diagnostics

/// A level for a rule that does not exist.
enum UnknownRule: DocumentedRule {
  static let description = RuleDescription(
    "unknown-rule", .project, .warning,
    summary: "lint.rules names rules that exist",
    why: "A level for a misspelt rule does nothing, and nobody would notice.",
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
        findings.report(unknown(level.rule))
        continue
      }
      if !rule.isAdjustable, level.level.value != .error { findings.report(FixedRule.fixed(level)) }
    }
  }

  private static func unknown(_ rule: Located<String>) -> Diagnostic {
    let ids = ruleCatalogue.rules.filter(\.isAdjustable).map(\.id.name)
    return Diagnostic(
      description.id, .warning, "there is no rule \(quoted(rule.value))", at: rule.range,
      label: nearest(to: rule.value, among: ids).map { "did you mean '\($0)'?" } ?? "",
      help: "'mailplan explain' lists all rules")
  }
}
