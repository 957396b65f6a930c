import CampaignGraph

/// What can be said of a claim about all runs of a campaign.
package enum Verdict: Sendable, Equatable {
  case proven
  case refuted
  /// The work budget ran out, or the question is beyond the analysis.
  case notDecided
}

/// What holds on the ways through a graph, for every contact and every engagement.
///
/// Sound for the runner's semantics: what is proven impossible happens in no run. The opposite is not claimed:
/// what is not proven may still never happen.
package struct PathFacts: Sendable {
  package let graph: StepGraph
  let flow: PathFlow
  let ways: Ways

  package init(_ graph: StepGraph) {
    self.init(graph, budget: PathFlow.budget)
  }

  /// - Parameter budget: steps of work; what it does not suffice for is not decided.
  package init(_ graph: StepGraph, budget: Int) {
    self.graph = graph
    flow = PathFlow(graph, budget: budget)
    ways = Ways(graph, flow)
  }

  /// Whether everything was worked out: otherwise only a timeout that is not there and the like is impossible.
  package var isComplete: Bool { flow.isComplete }

  /// Whether no run ever leaves a node by a choice: the index in its `targets`.
  package func isImpossible(_ choice: Int, of node: NodeIndex) -> Verdict {
    let index = Int(node.value)
    guard ways.isOpen.indices.contains(index), ways.isOpen[index].indices.contains(choice) else {
      return .proven
    }
    return ways.isOpen[index][choice] ? .notDecided : .proven
  }

  /// Whether some run comes to a node: refuted if none does, and never proven.
  package func isReachable(_ node: NodeIndex) -> Verdict {
    ways.isReached[Int(node.value)] ? .notDecided : .refuted
  }

  /// Where a node leads, without the ways that no run takes, each with its choice.
  package func openWays(from node: NodeIndex) -> [(choice: Int, target: NodeIndex)] {
    ways.targets(of: Int(node.value)).map { ($0.choice, NodeIndex($0.target)) }
  }
}
