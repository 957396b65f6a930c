import Diagnostics

/// A wait for an event that may never come.
enum WaitEventWithoutTimeout: LintCheck {
  static let description = RuleDescription(
    "wait-event-without-timeout", .steps, .warning,
    summary: "a wait for an event has a timeout",
    why: "Most events do not come for most contacts: without a timeout those would wait for ever.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: { event: opened(welcome) }
        - exit: active
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: { event: opened(welcome), timeout: 3 days }
        - exit: active
      """,
    configure: "lint: { rules: { wait-event-without-timeout: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for step in subject.outline.steps {
      guard
        case .wait(.event(let event, timeout: nil, then: _, otherwise: _)) = step.definition.kind
      else { continue }
      findings.report(
        Diagnostic(
          description.id, .warning,
          "a wait for an event without 'timeout' may never end", at: event.whole,
          help: "add timeout: 3 days"))
    }
  }
}
