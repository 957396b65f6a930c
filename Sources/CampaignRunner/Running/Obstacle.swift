import CampaignGraph

/// Something in a graph that this runner cannot do yet, so that a run must not begin.
package struct Obstacle: Sendable, Equatable {
  /// nil: it concerns the whole campaign.
  package let step: String?
  /// The key of the language, as in `winner`.
  package let feature: String
  package let message: String
}

/// What stands in the way of running a graph, in the order of its nodes; empty if it can be run.
package func obstacles(in graph: StepGraph) -> [Obstacle] {
  var obstacles: [Obstacle] = []
  func refuse(_ step: String?, _ feature: String, _ message: String) {
    obstacles.append(Obstacle(step: step, feature: feature, message: message))
  }
  for node in graph.nodes {
    switch node.kind {
    case .email(let email, _):
      if !email.headers.allSatisfy({ isFieldName($0.name) }) {
        refuse(node.id, "headers", "a header name is letters, digits and hyphens")
      }
    case .wait, .waitForEvent, .branch, .split, .action, .exit, .complete: break
    }
  }
  return obstacles
}

/// RFC 5322, `field-name`: nothing that could end a header or begin another one.
private func isFieldName(_ name: String) -> Bool {
  !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
}
