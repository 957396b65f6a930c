import CampaignGraph
import Diagnostics
import LiquidTemplates

/// Two email steps with the same content on one way.
enum DuplicateSend: GraphCheck {
  static let description = RuleDescription(
    "duplicate-send", .sending, .warning,
    summary: "no way sends the same content from two steps",
    why: """
      Each step has message ids of its own, so a sender does not know that both are the same mail, and the contact gets \
      it twice. Subject and bodies are compared as written. Going round a loop is not meant here: that is written to \
      send again, and `unbounded-loop` asks how it ends.
      """,
    bad: """
      steps:
        - email: offer
          subject: Ten percent off
          text: Ten percent off until Friday, {{ plan }}.
        - wait: 3 days
        - email: offer-again
          subject: Ten percent off
          text: Ten percent off until Friday, {{ plan }}.
      """,
    good: """
      steps:
        - email: offer
          subject: Ten percent off
          text: Ten percent off until Friday, {{ plan }}.
        - wait: 3 days
        - email: last-call
          subject: "Last call: ten percent off"
          text: Ten percent off until midnight, {{ plan }}.
      """,
    configure: "lint: { rules: { duplicate-send: error } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let facts = subject.facts
    var groups: [Content: [Int]] = [:]
    var order: [Content] = []
    for (index, node) in subject.graph.nodes.enumerated() where facts.ways.isReached[index] {
      guard case .email(let email, _) = node.kind else { continue }
      let content = Content(email)
      if groups[content] == nil { order.append(content) }
      groups[content, default: []].append(index)
    }
    var work = 0
    for content in order {
      let nodes = groups[content] ?? []
      guard nodes.count > 1 else { continue }
      work += subject.graph.nodes.count
      guard work < 4_000_000 else {
        findings.report(NotDecided.undecided("which ways send the same twice", in: subject))
        return
      }
      let earlier = nearest(nodes, facts)
      for second in nodes {
        guard let first = earlier[second], first != second else { continue }
        guard subject.hasQuota else {
          findings.report(NotDecided.undecided("which ways send the same twice", in: subject))
          return
        }
        guard let path = path(first, second, subject) else { continue }
        // The first two of many say it.
        findings.report(
          twice(second, first, more: nodes.count - 2, subject)
            .along(subject.campaign.witness(path)))
        break
      }
    }
  }

  /// By node: the one of some emails that lies nearest before it; nil if there is none.
  private static func nearest(_ emails: [Int], _ facts: PathFacts) -> [Int?] {
    var origin = [Int?](repeating: nil, count: facts.graph.nodes.count)
    var queue: [Int] = []
    func visit(_ node: Int, from email: Int) {
      guard origin[node] == nil else { return }
      origin[node] = email
      queue.append(node)
    }
    for email in emails {
      for (_, target) in facts.ways.targets(of: email) { visit(target, from: email) }
    }
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      guard let email = origin[node] else { continue }
      for (_, target) in facts.ways.targets(of: node) { visit(target, from: email) }
    }
    return origin
  }

  private static func path(_ first: Int, _ second: Int, _ subject: GraphSubject) -> WitnessPath? {
    let facts = subject.facts
    guard let before = facts.witness(to: NodeIndex(first)),
      let after = facts.ways.path(from: first, to: second)
    else { return nil }
    let path = WitnessPath(before.hops.dropLast() + after)
    return facts.isFeasible(path) ? path : nil
  }

  private struct Content: Hashable {
    let texts: [String?]

    init(_ email: EmailStep) {
      texts = [
        email.subject.text, email.html?.text, email.text?.text,
        email.markdown.map { "\($0)" },
      ]
    }
  }

  private static func twice(
    _ second: Int, _ first: Int, more: Int, _ subject: GraphSubject
  ) -> Diagnostic {
    let names = [first, second].map { quoted(subject.graph.nodes[$0].id) }
    return Diagnostic(
      description.id, .warning, "\(names[1]) sends what \(names[0]) has sent on the same way",
      at: subject.campaign.place(of: NodeIndex(second))
        ?? subject.campaign.analyzed.definition.heading,
      related: subject.campaign.place(of: NodeIndex(first)).map { [.init($0, "sent here first")] }
        ?? [],
      notes: more > 0
        ? ["\(more) more \(more == 1 ? "step has" : "steps have") the same content"] : []
    ).about(subject.address(NodeIndex(second)))
  }
}
