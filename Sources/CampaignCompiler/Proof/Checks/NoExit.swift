import CampaignGraph
import Diagnostics

/// A step from which an enrollment never ends.
enum NoExit: GraphCheck {
  static let description = RuleDescription(
    "no-exit", .steps,
    summary: "an end can be reached from every step",
    why: """
      A contact that comes to a loop without a way out stays in it: the run stops the enrollment after ten years and \
      counts it as failed; a mail in it goes out again and again. A way out is an exit, the end of the steps, the campaign's exit rule where it can hold, or \
      a date with `on_past: exit`.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
        - wait: 1 week
        - goto: news
      """,
    good: """
      exit:
        when: event("unsubscribed")
      steps:
        - email: news
          subject: News
          text: News!
        - wait: 1 week
        - goto: news
      """,
    configure: "lint: { rules: { no-exit: warning } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let canEnd = subject.facts.canEnd
    var isSaid = [Bool](repeating: false, count: canEnd.count)
    for node in canEnd.indices where !canEnd[node] && !isSaid[node] {
      // What lies behind it has the same fault.
      for (other, isBehind) in subject.facts.ways.reached(from: [node]).enumerated() where isBehind
      {
        isSaid[other] = true
      }
      guard let place = subject.campaign.place(of: NodeIndex(node)) else { continue }
      findings.report(
        Diagnostic(
          description.id, .error,
          "no end can be reached from step \(quoted(subject.graph.nodes[node].id))", at: place,
          help: "add an 'exit', or an exit rule that can hold"
        ).along(subject.path(to: NodeIndex(node))).about(subject.address(NodeIndex(node))))
    }
  }
}
