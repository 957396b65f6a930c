import Diagnostics

/// A loop that can be run through without the clock moving.
enum LoopWithoutWait: LintCheck {
  static let description = RuleDescription(
    "loop-without-wait", .steps,
    summary: "every loop contains a wait that takes time",
    why: """
      Without one a contact would go round for ever in the same instant. A wait for an event, a \
      random wait that may be 0, and a wait for a date with `on_past: send` or `skip` can be over \
      at once, and do not count.
      """,
    bad: """
      steps:
        - email: reminder
          subject: Still there?
          text: Still there?
        - branch: reaction
          if: opened(reminder)
          then:
            - exit: active
          else:
            - goto: reminder
      """,
    good: """
      steps:
        - email: reminder
          subject: Still there?
          text: Still there?
        - wait: 3 days
        - branch: reaction
          if: opened(reminder)
          then:
            - exit: active
          else:
            - goto: reminder
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let outline = subject.outline
    for loop in outline.loops(along: { !$0.takesTime }) {
      let isInside = Set(loop)
      // The goto that closes the loop is where it can be mended.
      let last = loop.last { index in
        if case .goto = outline.steps[index].definition.kind { true } else { false }
      }
      guard let closing = last ?? loop.last else { continue }
      var way: [Int]?
      for exit in outline.steps[closing].exits where !exit.takesTime && way == nil {
        guard case .step(let next) = exit.target, isInside.contains(next) else { continue }
        way = outline.path(from: .step(next), to: closing) { !$0.takesTime }
      }
      findings.report(
        endless(
          outline.steps[closing].definition,
          path: subject.spelled([closing] + (way ?? [closing]))))
    }
  }

  private static func endless(_ step: StepDefinition, path: String) -> Diagnostic {
    Diagnostic(
      description.id, .error, "every loop contains a wait that takes time", at: step.heading,
      notes: ["the loop is \(path)"], help: "add a step such as 'wait: 1 day' before it")
  }
}
