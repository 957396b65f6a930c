import CampaignGraph
import Diagnostics

/// A case that nobody can take.
enum DeadBranch: GraphCheck {
  static let description = RuleDescription(
    "dead-branch", .steps, .warning,
    summary: "every case of a branch can hold for somebody",
    why: """
      A rule that contradicts itself, or what is already known of every contact on every way to it, never \
      holds: its steps happen to nobody. What is known comes from the columns' types, from `where`, from \
      earlier branches, from what actions set and from events that have come. An integer cannot be `> 5` and \
      `< 6`, a decimal can; a comparison with an empty value is false, and `not` makes it true.
      """,
    bad: """
      where: plan == "free"
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
        - branch: paying
          if: plan == "pro"
          then:
            - exit: paying
          else: []
        - email: offer
          subject: An offer
          text: An offer!
      """,
    good: """
      where: plan != "team"
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
        - branch: paying
          if: plan == "pro"
          then:
            - exit: paying
          else: []
        - email: offer
          subject: An offer
          text: An offer!
      """,
    configure: "lint: { rules: { dead-branch: error } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    subject.branches { reading, definition, step, reasoner in
      let rules = subject.facts.flow.rules.nodes[Int(reading.node.value)].cases
      for (number, answer) in reading.cases.enumerated() {
        guard definition.cases.indices.contains(number), let when = definition.cases[number].when
        else { continue }
        switch answer {
        case .contradictory:
          findings.report(
            never(when, because: "it contradicts itself").about(subject.address(reading.node)))
        case .dead where asksOfUnsent(rules[number], at: reading.node, subject): break
        case .dead:
          let causes = subject.causes(
            that: rules[number], isNot: true, at: reading.node, reasoner)
          findings.report(
            never(when, because: nil, related: causes.related, notes: causes.notes)
              .along(subject.path(to: reading.node)).about(subject.address(reading.node)))
        case .open, .shadowed, .always, .notAsked: break
        }
      }
      let isAlways = reading.cases.contains { if case .always = $0 { true } else { false } }
      if reading.coversAll, reading.cases.count > 1, isAlways,
        let first = definition.otherwise?.first
      {
        findings.report(
          nobodyLeft(subject.campaign.analyzed.outline.steps[step], first)
            .about(subject.address(reading.node)))
      }
    }
    checkExit(subject, into: &findings)
  }

  /// Whether `email-never-sent-here` says why.
  private static func asksOfUnsent(
    _ rule: Guard, at node: NodeIndex, _ subject: GraphSubject
  ) -> Bool {
    rule.terms.contains { term in
      guard case .fact(let key) = subject.facts.flow.rules.table[term].form, key.isSent else {
        return false
      }
      var reach = EmailReach(subject.facts)
      let email = key.step < 0 ? nil : NodeIndex(Int(key.step))
      return subject.hasQuota && !reach.maySend(email, before: node)
    }
  }

  /// The exit rule, if it holds nowhere.
  private static func checkExit(_ subject: GraphSubject, into findings: inout Findings) {
    let flow = subject.facts.flow
    guard flow.isComplete, let exit = flow.rules.exit,
      let when = subject.campaign.analyzed.settings.exit?.when
    else { return }
    let reasoner = Reasoner(flow.rules.table, budget: PathFlow.budget)
    let isContradictory = reasoner.assume(exit, true, in: Knowledge()).isEmpty
    // A message that is held asks it at instants of its own.
    if !isContradictory, exit.terms.contains(where: { flow.rules.table[$0].changesInTime }) {
      return
    }
    for (index, node) in flow.rules.nodes.enumerated() where node.asksExit {
      for knowledge in flow.possible[index].all {
        if reasoner.isExhausted { return }
        if !reasoner.assume(exit, true, in: knowledge).isEmpty { return }
      }
    }
    // Where no run comes, another finding says why.
    guard flow.possible.contains(where: { !$0.all.isEmpty }) else { return }
    let causes =
      isContradictory
      ? (related: [], notes: [])
      : subject.causes(that: exit, isNot: true, at: subject.graph.start, reasoner)
    findings.report(
      never(
        when, because: isContradictory ? "it contradicts itself" : nil, related: causes.related,
        notes: causes.notes
      ).about(LogicalAddress(campaign: subject.graph.campaign)))
  }

  private static func never(
    _ when: MappedText, because cause: String?, related: [Diagnostic.Related] = [],
    notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "this rule never holds" + (cause.map { ": \($0)" } ?? " for a contact that gets here"),
      at: when.whole, related: related, notes: notes)
  }

  private static func nobodyLeft(
    _ step: StepOutline.Step, _ first: StepDefinition
  ) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "nobody is left for the 'else' of \(quoted(step.id)): its cases cover every contact",
      at: first.heading, help: "leave out 'else', or a case")
  }
}
