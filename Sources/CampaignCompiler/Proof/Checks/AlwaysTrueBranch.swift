import CampaignGraph
import Diagnostics

/// A case that everybody takes who is asked.
enum AlwaysTrueBranch: GraphCheck {
  static let description = RuleDescription(
    "always-true-branch", .steps, .warning,
    summary: "a rule of a branch does not hold for everybody who is asked",
    why: """
      A rule that holds for every contact that gets to it asks nothing: the cases behind it and the `else` are for \
      nobody. Often an `or` was meant to be an `and`, or `where` has decided it already.
      """,
    bad: """
      where: lead_score >= 50
      steps:
        - branch: hot
          if: lead_score > 20
          then:
            - email: call-us
              subject: Call us
              text: Call us!
          else:
            - email: tips
              subject: Tips
              text: Tips!
      """,
    good: """
      where: lead_score >= 10
      steps:
        - branch: hot
          if: lead_score > 20
          then:
            - email: call-us
              subject: Call us
              text: Call us!
          else:
            - email: tips
              subject: Tips
              text: Tips!
      """,
    configure: "lint: { rules: { always-true-branch: off } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    subject.branches { reading, definition, step, reasoner in
      let rules = subject.facts.flow.rules.nodes[Int(reading.node.value)].cases
      for (number, answer) in reading.cases.enumerated() {
        guard case .always(let isEverywhere) = answer,
          definition.cases.indices.contains(number), let when = definition.cases[number].when
        else { continue }
        let isLast = number == definition.cases.count - 1
        // The last case of several that cover everything; an `else` without steps decides nothing.
        if isLast, number > 0, isEverywhere || (definition.otherwise ?? []).isEmpty { continue }
        let causes =
          isEverywhere
          ? (related: [], notes: [])
          : subject.causes(that: rules[number], isNot: false, at: reading.node, reasoner)
        findings.report(
          always(when, isFirst: number == 0, isEverywhere, causes.related, causes.notes)
            .along(isEverywhere ? [] : subject.path(to: reading.node, choice: number))
            .about(subject.address(reading.node)))
      }
    }
    checkExit(subject, into: &findings)
  }

  /// An exit rule that lets nobody past the first step.
  private static func checkExit(_ subject: GraphSubject, into findings: inout Findings) {
    let flow = subject.facts.flow
    let start = Int(subject.graph.start.value)
    guard flow.isComplete, let exit = flow.rules.exit, !flow.possible[start].all.isEmpty,
      let when = subject.campaign.analyzed.settings.exit?.when
    else { return }
    let reasoner = Reasoner(flow.rules.table, budget: PathFlow.budget)
    // Where no run comes to a step that asks it, it may hold or not.
    let isAsked = flow.rules.nodes.indices.contains {
      flow.rules.nodes[$0].asksExit && !flow.possible[$0].all.isEmpty
    }
    guard isAsked else { return }
    for (index, node) in flow.rules.nodes.enumerated() where node.asksExit {
      for knowledge in flow.possible[index].all {
        guard reasoner.assume(exit, false, in: knowledge).isEmpty, !reasoner.isExhausted else {
          return
        }
      }
    }
    let causes = subject.causes(that: exit, isNot: false, at: subject.graph.start, reasoner)
    // Waits do not ask it.
    let who =
      flow.rules.nodes[start].asksExit
      ? "every contact leaves before the first step is done"
      : "every contact that gets past the waits at the beginning leaves"
    findings.report(
      Diagnostic(
        description.id, .warning, "this rule always holds: \(who)",
        at: when.whole, related: causes.related, notes: causes.notes
      ).about(LogicalAddress(campaign: subject.graph.campaign)))
  }

  private static func always(
    _ when: MappedText, isFirst: Bool, _ isEverywhere: Bool, _ related: [Diagnostic.Related],
    _ notes: [String]
  ) -> Diagnostic {
    let who =
      isEverywhere && isFirst
      ? "for every contact" : isFirst ? "for every contact that gets here" : "whenever it is asked"
    return Diagnostic(
      description.id, .warning, "this rule holds \(who): what follows in the branch is for nobody",
      at: when.whole, related: related, notes: notes)
  }
}
