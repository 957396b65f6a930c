import Diagnostics

/// A wait after which nothing happens.
enum TrailingWait: LintCheck {
  static let description = RuleDescription(
    "trailing-wait", .steps, .warning,
    summary: "something happens after every wait",
    why: "A wait with no email, action or exit behind it only keeps enrollments open.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    configure: "lint: { rules: { trailing-wait: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let outline = subject.outline
    guard outline.lostGotos.isEmpty else { return }
    // Which steps lead to something that happens, found backwards from those that do.
    var matters = outline.steps.map { step in
      switch step.definition.kind {
      case .email, .action, .exit, .wait(.invalid): true
      case .wait, .branch, .split, .goto: false
      }
    }
    var before: [[Int]] = Array(repeating: [], count: outline.steps.count)
    for (index, step) in outline.steps.enumerated() {
      for exit in step.exits {
        if case .step(let next) = exit.target { before[next].append(index) }
      }
    }
    var open = matters.indices.filter { matters[$0] }
    while let index = open.popLast() {
      for earlier in before[index] where !matters[earlier] {
        matters[earlier] = true
        open.append(earlier)
      }
    }
    // The first of several in a row stands for all.
    var isReported = Array(repeating: false, count: outline.steps.count)
    for (index, step) in outline.steps.enumerated() where !matters[index] {
      guard case .wait = step.definition.kind, !isReported[index] else { continue }
      findings.report(trailing(step))
      for (later, isBehind) in outline.reachable(from: .step(index)).enumerated() where isBehind {
        isReported[later] = true
      }
    }
  }

  private static func trailing(_ step: StepOutline.Step) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "nothing happens after this wait", at: step.definition.heading)
  }
}
