import CampaignGraph
import Diagnostics

/// A rule about an email that some contacts have not been sent.
enum EmailNotAlwaysSent: GraphCheck {
  static let description = RuleDescription(
    "email-not-always-sent", .steps, .warning,
    summary: "a rule asks about emails that every way to it sends",
    why: """
      For contacts who came another way, `opened`, `clicked` and the like are false because they got no such email, not \
      because they took no interest. Ask about the emails of all ways, joined by `or`, or ask `sent(...)` too. \
      `sent` itself is the question, and is not reported.
      """,
    bad: """
      steps:
        - branch: paying
          if: plan == "pro"
          then:
            - email: thanks
              subject: Thank you
              text: Thank you!
          else:
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
    good: """
      steps:
        - branch: paying
          if: plan == "pro"
          then:
            - email: thanks
              subject: Thank you
              text: Thank you!
          else:
            - email: welcome
              subject: Hello
              text: Hello!
        - wait: 3 days
        - branch: keen
          if: opened(welcome) or opened(thanks)
          then:
            - exit: keen
          else: []
        - email: offer
          subject: An offer
          text: An offer!
      """,
    configure: "lint: { rules: { email-not-always-sent: off } }")

  /// Ways are looked for as often.
  private static let budget = 2_000_000

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    var answers = EmailReach(subject.facts)
    let all = Set(subject.graph.emails)
    var work = 0
    var avoided: [Set<NodeIndex>: [Bool]] = [:]
    for asked in subject.askedEmails where asked.fact.kind != .sent && !asked.asksIfSent {
      guard answers.maySend(asked.fact.step, before: asked.node) else { continue }
      let emails =
        asked.alternatives.isEmpty ? all : asked.alternatives
      let around: [Bool]
      if let known = avoided[emails] {
        around = known
      } else {
        work += subject.graph.nodes.count
        guard work < budget else {
          findings.report(
            NotDecided.undecided("whether emails are sent on all ways to a rule", in: subject))
          return
        }
        around = subject.facts.ways.reached(from: [Int(subject.graph.start.value)]) {
          emails.contains(NodeIndex($0))
        }
        avoided[emails] = around
      }
      guard around[Int(asked.node.value)] else { continue }
      guard subject.hasQuota else {
        findings.report(
          NotDecided.undecided("whether emails are sent on all ways to a rule", in: subject))
        return
      }
      guard
        let path = subject.facts.path(to: asked.node, avoiding: emails),
        // A shortest way that no run takes would be no witness; another may be, and silence is no claim.
        subject.facts.isFeasible(path)
      else { continue }
      findings.report(missed(asked, subject).along(subject.campaign.witness(path)))
    }
  }

  private static func missed(_ asked: AskedEmail, _ subject: GraphSubject) -> Diagnostic {
    let what = asked.fact.step.map { quoted(subject.graph[$0].id) } ?? "any email"
    return Diagnostic(
      description.id, .warning, "a way to this rule does not send \(what)",
      at: asked.range(subject.graph),
      related: asked.fact.step.flatMap { subject.campaign.place(of: $0) }
        .map { [.init($0, "sent here")] } ?? [],
      help: asked.fact.step.map { "ask 'sent(\(subject.graph[$0].id))' too, if that is meant" }
    ).about(subject.address(asked.node))
  }
}
