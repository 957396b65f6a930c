import Diagnostics

/// A winner that cannot be chosen.
enum WinnerRule: LintCheck {
  static let description = RuleDescription(
    "winner-rule", .steps,
    summary: "a winner is chosen among at least two variants that send",
    why: """
      The winner is the variant whose emails are opened or clicked by the largest share of those \
      who got one. A variant that sends nothing among its own steps can never win, and a single \
      one always would. Holdouts do not compete.
      """,
    bad: """
      type: ab_test
      steps:
        - split: subject-line
          variants:
            - name: question
              weight: 10
              then:
                - email: with-question
                  subject: Have you seen it?
                  text: Hello!
            - { name: control, weight: 10, holdout: true }
          winner: { metric: open_rate, after: 4 hours }
      """,
    good: """
      type: ab_test
      steps:
        - split: subject-line
          variants:
            - name: question
              weight: 10
              then:
                - email: with-question
                  subject: Have you seen it?
                  text: Hello!
            - name: statement
              weight: 10
              then:
                - email: with-statement
                  subject: Here it is
                  text: Hello!
            - { name: control, weight: 10, holdout: true }
          winner: { metric: open_rate, after: 4 hours }
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for step in subject.outline.steps {
      guard case .split(let split) = step.definition.kind,
        case .rule(let metric, _, let range) = split.winner
      else { continue }
      let competing = split.variants.filter { !$0.isHoldout }
      if competing.count < 2 {
        findings.report(nothingToChoose(at: metric?.range ?? range))
      }
      for variant in competing where !variant.steps.send {
        findings.report(cannotWin(variant))
      }
    }
  }

  private static func nothingToChoose(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error, "a winner is chosen among at least two variants that send",
      at: range)
  }

  private static func cannotWin(_ variant: SplitDefinition.Variant) -> Diagnostic {
    Diagnostic(
      description.id, .error, "a variant that may win sends an email among its own steps",
      at: variant.name?.range ?? variant.range,
      help: "a group that gets nothing is written holdout: true, without 'then'")
  }
}
