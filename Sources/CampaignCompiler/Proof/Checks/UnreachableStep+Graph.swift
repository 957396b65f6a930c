import CampaignGraph
import Diagnostics

extension UnreachableStep: GraphCheck {
  /// Steps behind a wait or a split that no run leaves that way; what lies behind a case that never holds is said
  /// where the case stands.
  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let facts = subject.facts
    for (index, node) in subject.graph.nodes.enumerated() where facts.ways.isReached[index] {
      for (choice, target) in node.targets.enumerated() where !facts.ways.isOpen[index][choice] {
        let why: String
        switch node.kind {
        case .waitForEvent(let wait):
          why =
            choice == 0
            ? "the event of this wait never comes"
            : wait.timeout == nil
              ? "a wait without 'timeout' never runs out"
              : "the event has come before this wait begins"
        case .split(let split): why = "variant \(quoted(split.variants[choice].name)) has no share"
        case .email, .wait, .branch, .action, .exit, .complete: continue
        }
        guard !facts.ways.isReached[Int(target.value)],
          let place = subject.campaign.place(of: target)
        else { continue }
        findings.report(
          Diagnostic(
            UnreachableStep.description.id, .warning,
            "no way leads to step \(quoted(subject.graph[target].id))", at: place,
            related: subject.campaign.place(of: NodeIndex(index)).map { [.init($0, why)] } ?? []
          ).along(subject.path(to: NodeIndex(index))).about(subject.address(target)))
      }
    }
  }
}
