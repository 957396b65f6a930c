import Diagnostics

/// Two steps with one id.
enum DuplicateStep: LintCheck {
  static let description = RuleDescription(
    "duplicate-step", .steps,
    summary: "the id of a step is unique in its campaign, and is not 'end'",
    why: """
      Rules and gotos name steps by id, and a diff, a message id and a live run recognise a step \
      by it. 'end' is the end of every campaign.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - email: welcome
          subject: Hello again
          text: Hello again!
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - email: reminder
          subject: Hello again
          text: Hello again!
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let outline = subject.outline
    for duplicate in outline.duplicates {
      let first = place(outline.steps[duplicate.first])
      findings.report(taken(outline.steps[duplicate.step], first: first))
    }
    for step in outline.steps where step.id == StepOutline.endID {
      findings.report(reserved(step))
    }
  }

  private static func place(_ step: StepOutline.Step) -> SourceRange {
    step.definition.id?.range ?? step.definition.heading
  }

  private static func taken(_ step: StepOutline.Step, first: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error, "the id of a step is unique, and \(quoted(step.id)) is taken",
      at: place(step), related: [.init(first, "first used here")])
  }

  private static func reserved(_ step: StepOutline.Step) -> Diagnostic {
    Diagnostic(
      description.id, .error, "'end' is the end of every campaign, and no step can be called so",
      at: place(step))
  }
}
