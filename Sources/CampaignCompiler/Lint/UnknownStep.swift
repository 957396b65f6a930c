import Diagnostics

/// A `goto` to a step that does not exist.
enum UnknownStep: LintCheck {
  static let description = RuleDescription(
    "unknown-step", .steps,
    summary: "a goto or a rule names a step of its own campaign; engagement is asked of emails",
    why: """
      A misspelt step would strand people, or make a rule false for everybody.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
        - branch: reaction
          if: opened(welcom)
          then:
            - exit: active
          else: []
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
        - branch: reaction
          if: opened(welcome)
          then:
            - exit: active
          else: []
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let ids = subject.outline.steps.map(\.id)
    for (count, index) in subject.outline.lostGotos.enumerated() {
      guard case .goto(let target) = subject.outline.steps[index].definition.kind else { continue }
      // Thousands of them in one file are no misspellings.
      let near = count < 50 ? nearMatch(of: target.value, among: ids) : nil
      findings.report(unknown(target, suggestion: near?.name).respelt(near))
    }
  }

  private static func unknown(_ target: Located<String>, suggestion: String?) -> Diagnostic {
    Diagnostic(
      description.id, .error, "the campaign has no step \(quoted(target.value))", at: target.range,
      label: suggestion.map { "a step '\($0)' exists" } ?? "",
      help: ["end", "exit", "done", "complete", "stop"].contains(target.value)
        ? "to end the enrollment, write a step 'exit: reason'" : nil)
  }
}
