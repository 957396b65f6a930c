import CampaignGraph
import Diagnostics

/// A way through a step graph.
package struct WitnessPath: Sendable, Equatable {
  package struct Hop: Sendable, Equatable {
    package let node: NodeIndex
    /// How it is left: the index in its `targets`; nil at the end of the path.
    package let choice: Int?

    package init(_ node: NodeIndex, choice: Int? = nil) {
      self.node = node
      self.choice = choice
    }
  }

  package let hops: [Hop]

  package init(_ hops: [Hop]) { self.hops = hops }
}

extension CompiledCampaign {
  /// A path as findings carry it; steps that say nothing about the way are kept, so that it can be followed.
  func witness(_ path: WitnessPath) -> [WitnessStep] {
    path.hops.compactMap { hop in
      guard let place = place(of: hop.node) else { return nil }
      return WitnessStep(.range(place), words(of: hop))
    }
  }

  private func words(of hop: WitnessPath.Hop) -> String {
    let node = graph[hop.node]
    let name = "'\(node.id)'"
    guard let choice = hop.choice else { return name }
    switch node.kind {
    case .email: return "\(name) is sent"
    case .wait: return "\(name) passes"
    case .action: return "\(name) is done"
    case .exit, .complete: return name
    case .waitForEvent:
      return choice == 0 ? "\(name): the event comes" : "\(name): the time runs out"
    case .split(let split):
      return choice < split.variants.count
        ? "\(name): variant '\(split.variants[choice].name)'" : name
    case .branch(let branch):
      guard choice < branch.cases.count else { return "\(name): no case holds" }
      return "\(name): \(branch.cases[choice].when.text)"
    }
  }
}
