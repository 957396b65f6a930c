import CampaignGraph

/// What may be known at every node of a graph, from `where` on along every way.
struct PathFlow: Sendable {
  /// Steps of work before it gives up: ten times what a campaign of 2,000 steps with rules of their own takes.
  static let budget = 250_000

  let rules: CampaignRules
  /// By node; empty where no run comes.
  let possible: [Possibilities]
  /// By node and choice: whether a run may leave by it.
  let isOpen: [[Bool]]
  /// What is known of those whom `where` lets in.
  let wanted: [Knowledge]
  /// Whether the work was done: otherwise nothing can be concluded from what is missing.
  let isComplete: Bool

  init(_ graph: StepGraph, budget: Int = PathFlow.budget) {
    let rules = CampaignRules(graph)
    let reasoner = Reasoner(rules.table, budget: budget)
    let transfer = Transfer(rules, reasoner)
    var possible = [Possibilities](repeating: Possibilities(), count: graph.nodes.count)
    var isOpen = rules.nodes.map { [Bool](repeating: false, count: $0.isOpen.count) }
    let order = PathFlow.order(graph, rules.targets)
    let isLarge = order.count * ((rules.table.terms.count + 63) / 64) > 4_000_000
    let liveness = isLarge ? nil : Liveness(rules, order: order)
    var pending = [[Knowledge]](repeating: [], count: graph.nodes.count)
    func arrive(_ node: NodeIndex, _ known: Knowledge) {
      let index = Int(node.value)
      var knowledge = known
      if let liveness { knowledge.keep { liveness.isLive($0.term, at: index) } }
      guard let new = possible[index].insert(knowledge, reasoner) else { return }
      pending[index].removeAll { $0.isCovered(by: new) }
      pending[index].append(new)
    }
    wanted = transfer.wanted
    for knowledge in transfer.entering { arrive(graph.start, knowledge) }
    var hasMore = true
    while hasMore, !reasoner.isExhausted {
      hasMore = false
      for node in order where !pending[node].isEmpty {
        hasMore = true
        let arrived = pending[node]
        pending[node] = []
        for knowledge in arrived {
          guard !reasoner.isExhausted else { break }
          let targets = rules.targets[node]
          for (choice, way) in transfer.leave(node, knowledge).enumerated() where !way.isEmpty {
            isOpen[node][choice] = true
            for left in way { arrive(targets[choice], left) }
          }
        }
      }
    }
    self.rules = rules
    self.possible = possible
    self.isOpen = isOpen
    isComplete = !reasoner.isExhausted
  }

  /// The nodes that can be reached along edges, in reverse postorder.
  private static func order(_ graph: StepGraph, _ targets: [[NodeIndex]]) -> [Int] {
    var isSeen = [Bool](repeating: false, count: graph.nodes.count)
    var order: [Int] = []
    var stack = [(node: Int(graph.start.value), next: 0)]
    isSeen[stack[0].node] = true
    while let top = stack.last {
      let ways = targets[top.node]
      guard top.next < ways.count else {
        order.append(top.node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let target = Int(ways[top.next].value)
      guard !isSeen[target] else { continue }
      isSeen[target] = true
      stack.append((target, 0))
    }
    return order.reversed()
  }
}
