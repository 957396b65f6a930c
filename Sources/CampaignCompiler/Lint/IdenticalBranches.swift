import Diagnostics

/// A branch that makes no difference.
enum IdenticalBranches: LintCheck {
  static let description = RuleDescription(
    "identical-branches", .steps, .warning,
    summary: "the ways out of a branch or split lead to different steps",
    why:
      "If every way leads to the same step, the question need not be asked: most often a "
      + "list was forgotten.",
    bad: """
      steps:
        - branch: paying
          if: plan == "pro"
          then: []
          else: []
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      steps:
        - branch: paying
          if: plan == "pro"
          then:
            - exit: paying
          else: []
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    configure: "lint: { rules: { identical-branches: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let outline = subject.outline
    guard outline.lostGotos.isEmpty else { return }
    for step in outline.steps {
      switch step.definition.kind {
      case .branch, .split: break
      case .email, .wait, .action, .goto, .exit: continue
      }
      let ways = step.entries.map { outline.node(at: $0) }
      guard ways.count > 1, let first = ways[0], ways.allSatisfy({ $0 == first }) else { continue }
      findings.report(identical(step))
    }
  }

  private static func identical(_ step: StepOutline.Step) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "every way out of \(step.definition.kindName) \(quoted(step.id)) leads to the same step",
      at: step.definition.heading)
  }
}
