import CampaignGraph
import Diagnostics

/// The email step of that id; throws which there are if it is none.
func emailNode(_ step: String, in graph: StepGraph) throws(Failure) -> NodeIndex {
  let emails = graph.nodes.filter { if case .email = $0.kind { true } else { false } }.map(\.id)
  guard let node = graph.index(ofStep: step) else {
    let near = nearest(to: step, among: emails).map { "; did you mean '\($0)'?" } ?? ""
    throw Failure(.usage, "the campaign has no step '\(step)'\(near)", rule: "wrong-usage")
  }
  guard case .email = graph[node].kind else {
    throw Failure(
      .usage, "step '\(step)' is no email; emails are \(emails.joined(separator: ", "))",
      rule: "wrong-usage")
  }
  return node
}
