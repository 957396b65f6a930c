import CampaignGraph

extension PathFacts {
  /// Whether some run may have come to an email before it comes to a node.
  package func maySent(_ email: NodeIndex, at node: NodeIndex) -> Bool {
    guard ways.isReached[Int(email.value)] else { return false }
    let behind = ways.targets(of: Int(email.value)).map(\.target)
    return ways.reached(from: behind)[Int(node.value)]
  }

  /// Whether every run that comes to a node has come to an email before; whether a message went out is another
  /// question.
  package func mustSent(_ email: NodeIndex, at node: NodeIndex) -> Bool {
    path(to: node, avoiding: [email]) == nil
  }

  /// A shortest way from the start to a node that goes through none of some emails; nil if there is none.
  func path(to node: NodeIndex, avoiding emails: Set<NodeIndex>) -> WitnessPath? {
    guard ways.isReached[Int(node.value)] else { return nil }
    return ways.path(
      from: Int(graph.start.value), to: Int(node.value),
      avoiding: { emails.contains(NodeIndex($0)) }
    ).map { WitnessPath($0) }
  }
}
