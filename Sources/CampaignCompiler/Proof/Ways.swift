import CampaignGraph

/// The edges of a graph that some run may take.
struct Ways: Sendable {
  let graph: StepGraph
  /// By node and choice.
  let isOpen: [[Bool]]
  /// By node: whether a run may come there.
  let isReached: [Bool]
  /// The open ways, by node: kept, since many walks go over them.
  private let open: [[(choice: Int, target: Int)]]

  init(_ graph: StepGraph, _ flow: PathFlow) {
    self.graph = graph
    // Without the whole work, only what the nodes themselves rule out is closed.
    let isOpen = flow.isComplete ? flow.isOpen : flow.rules.nodes.map(\.isOpen)
    self.isOpen = isOpen
    let ways: [[(choice: Int, target: Int)]] = graph.nodes.indices.map { node in
      flow.rules.targets[node].enumerated().compactMap { choice, target in
        isOpen[node][choice] ? (choice, Int(target.value)) : nil
      }
    }
    self.open = ways
    var isReached = [Bool](repeating: false, count: graph.nodes.count)
    if !flow.isComplete || !flow.possible[Int(graph.start.value)].all.isEmpty {
      var open = [Int(graph.start.value)]
      isReached[open[0]] = true
      while let node = open.popLast() {
        for (_, target) in ways[node] where !isReached[target] {
          isReached[target] = true
          open.append(target)
        }
      }
    }
    self.isReached = isReached
  }

  func targets(of node: Int) -> [(choice: Int, target: Int)] { open[node] }
}

extension Ways {
  /// Which nodes can be reached from some, those included, without entering others.
  func reached(from starts: [Int], avoiding isClosed: (Int) -> Bool = { _ in false }) -> [Bool] {
    var isSeen = [Bool](repeating: false, count: graph.nodes.count)
    var open: [Int] = []
    for start in starts where !isSeen[start] && !isClosed(start) {
      isSeen[start] = true
      open.append(start)
    }
    while let node = open.popLast() {
      for (_, target) in targets(of: node) where !isSeen[target] && !isClosed(target) {
        isSeen[target] = true
        open.append(target)
      }
    }
    return isSeen
  }

  /// A shortest way from a node to another, both included, by choices; nil if there is none.
  func path(
    from start: Int, to goal: Int, avoiding isClosed: (Int) -> Bool = { _ in false }
  ) -> [WitnessPath.Hop]? {
    var cameFrom = [(node: Int, choice: Int)?](repeating: nil, count: graph.nodes.count)
    var isSeen = [Bool](repeating: false, count: graph.nodes.count)
    guard !isClosed(start) || start == goal else { return nil }
    var queue = [start]
    isSeen[start] = true
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      if node == goal {
        var hops = [WitnessPath.Hop(NodeIndex(goal))]
        var place = goal
        while place != start, let from = cameFrom[place] {
          hops.append(WitnessPath.Hop(NodeIndex(from.node), choice: from.choice))
          place = from.node
        }
        return hops.reversed()
      }
      for (choice, target) in targets(of: node)
      where !isSeen[target] && (target == goal || !isClosed(target)) {
        isSeen[target] = true
        cameFrom[target] = (node, choice)
        queue.append(target)
      }
    }
    return nil
  }
}
