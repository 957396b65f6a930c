import Diagnostics

/// A step to which no way leads.
enum UnreachableStep: LintCheck {
  static let description = RuleDescription(
    "unreachable-step", .steps, .warning,
    summary: "every step can be reached from the start of the campaign",
    why:
      "What follows a goto or an exit in its list, and is named by no goto, never happens "
      + "to anybody.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - exit: done
        - email: reminder
          subject: Still there?
          text: Still there?
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
        - email: reminder
          subject: Still there?
          text: Still there?
      """,
    configure: "lint: { rules: { unreachable-step: error } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let outline = subject.outline
    // A goto that leads nowhere hides ways.
    guard outline.lostGotos.isEmpty, outline.duplicates.isEmpty else { return }
    let isReached = outline.reachable(from: outline.start)
    let entered = Set(
      outline.steps.indices.flatMap { index in
        isReached[index] ? [] : outline.steps[index].exits.map(\.target)
      })
    for index in outline.steps.indices where !isReached[index] {
      // One finding for the first step of an island: the others follow from it.
      if let parent = outline.steps[index].parent, !isReached[parent],
        outline.steps[parent].entries.contains(.step(index))
      {
        continue
      }
      if isBehindEndlessWait(index, outline, isReached) { continue }
      let isFirst = !entered.contains(.step(index))
      let isOfLoop = outline.steps[..<index].indices.allSatisfy { isReached[$0] }
      if isFirst || isOfLoop { findings.report(unreachable(outline.steps[index])) }
    }
  }

  /// Whether an event-wait without `timeout` leads there in its `else`: with the graph that is said with the way there.
  private static func isBehindEndlessWait(
    _ index: Int, _ outline: StepOutline, _ isReached: [Bool]
  ) -> Bool {
    guard let parent = outline.steps[index].parent, isReached[parent],
      case .wait(.event(_, timeout: .none, _, _)) = outline.steps[parent].definition.kind
    else { return false }
    return outline.steps[parent].entries.dropFirst().first == .step(index)
  }

  private static func unreachable(_ step: StepOutline.Step) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "no way leads to step \(quoted(step.id))",
      at: step.definition.heading)
  }
}
