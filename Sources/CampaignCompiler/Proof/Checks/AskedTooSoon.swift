import CampaignGraph
import Diagnostics

/// A rule that asks about an email in the moment in which it is sent.
enum AskedTooSoon: GraphCheck {
  static let description = RuleDescription(
    "asked-too-soon", .steps, .warning,
    summary: "between an email and a rule about its opens or clicks lies a wait",
    why: """
      A branch right behind an email is asked in the instant of the send, or before it where the message waits for its \
      window: nobody has opened it by then. Put a `wait` between the two, or wait for the event. The runner counts \
      an event of the very same second, so this is a warning. The exit rule is asked again at every step and is not \
      meant here.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - branch: keen
          if: opened(welcome)
          then:
            - exit: keen
          else: []
        - wait: 3 days
        - email: offer
          subject: An offer
          text: An offer!
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
        - branch: keen
          if: opened(welcome)
          then:
            - exit: keen
          else: []
        - email: offer
          subject: An offer
          text: An offer!
      """,
    configure: "lint: { rules: { asked-too-soon: error } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let facts = subject.facts
    var known: [NodeIndex: (atOnce: [Bool], later: [Bool])] = [:]
    var work = 0
    for asked in subject.askedEmails where !asked.isWait && asked.fact.kind != .sent {
      guard let email = asked.fact.step, facts.ways.isReached[Int(email.value)] else { continue }
      if known[email] == nil {
        work += 2 * subject.graph.nodes.count
        guard work < 4_000_000 else {
          findings.report(NotDecided.undecided("which rules are asked too soon", in: subject))
          return
        }
        let atOnce = facts.reachedAtOnce(from: [email])
        let waits = atOnce.indices.filter { atOnce[$0] && facts.takesTime($0) }
          .flatMap { facts.ways.targets(of: $0).map(\.target) }
        known[email] = (atOnce, facts.ways.reached(from: waits))
      }
      guard let (atOnce, later) = known[email], atOnce[Int(asked.node.value)] else { continue }
      // Only a path tells whether some run comes that way at all.
      guard subject.hasQuota else {
        findings.report(NotDecided.undecided("which rules are asked too soon", in: subject))
        return
      }
      guard let path = path(through: email, to: asked.node, subject) else { continue }
      findings.report(
        soon(asked, email, isAlways: !later[Int(asked.node.value)], subject)
          .along(subject.campaign.witness(path)))
    }
  }

  /// A way to the email and on to the rule without a wait; nil if no run takes the one that was found.
  private static func path(
    through email: NodeIndex, to node: NodeIndex, _ subject: GraphSubject
  ) -> WitnessPath? {
    let facts = subject.facts
    guard let before = facts.witness(to: email),
      let after = facts.ways.path(
        from: Int(email.value), to: Int(node.value),
        avoiding: { $0 != Int(email.value) && facts.takesTime($0) })
    else { return nil }
    let path = WitnessPath(before.hops.dropLast() + after)
    return facts.isFeasible(path) ? path : nil
  }

  private static func soon(
    _ asked: AskedEmail, _ email: NodeIndex, isAlways: Bool, _ subject: GraphSubject
  ) -> Diagnostic {
    let name = quoted(subject.graph[email].id)
    return Diagnostic(
      description.id, .warning,
      isAlways
        ? "this is asked when \(name) has just been sent: nobody has reacted by then"
        : "on a way to this rule \(name) has just been sent: nobody has reacted by then",
      at: asked.range(subject.graph),
      related: subject.campaign.place(of: email).map { [.init($0, "sent here")] } ?? [],
      help: "put a 'wait' before the step"
    ).about(subject.address(asked.node))
  }
}
