import CampaignGraph
import Diagnostics

/// A case for contacts that the cases before it have taken.
enum ShadowedCase: GraphCheck {
  static let description = RuleDescription(
    "shadowed-case", .steps, .warning,
    summary: "no case is covered by the cases before it",
    why: """
      The first case that holds wins. A case that asks for less than an earlier one, or for what several \
      earlier ones cover together, is never reached: most often the two stand in the wrong order.
      """,
    bad: """
      steps:
        - branch: score
          cases:
            - when: lead_score >= 10
              then:
                - exit: warm
            - when: lead_score >= 50
              then:
                - exit: hot
          else: []
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      steps:
        - branch: score
          cases:
            - when: lead_score >= 50
              then:
                - exit: hot
            - when: lead_score >= 10
              then:
                - exit: warm
          else: []
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    configure: "lint: { rules: { shadowed-case: error } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    subject.branches { reading, definition, _, _ in
      for (number, answer) in reading.cases.enumerated() {
        // Behind a rule that always holds, that finding says it.
        if case .always = answer { return }
        guard case .shadowed(let earlier) = answer, definition.cases.indices.contains(number),
          let when = definition.cases[number].when
        else { continue }
        findings.report(
          shadowed(
            when, by: earlier.compactMap { definition.cases[$0].when }
          ).about(subject.address(reading.node)))
      }
    }
  }

  private static func shadowed(_ when: MappedText, by earlier: [MappedText]) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      earlier.count == 1
        ? "this case is never reached: a case before it takes all of its contacts"
        : "this case is never reached: the cases before it take all of its contacts",
      at: when.whole,
      related: earlier.map {
        .init($0.whole, earlier.count == 1 ? "takes all of them" : "takes some of them")
      })
  }
}
