import CampaignGraph

extension PathFacts {
  /// Steps of work that looking for one path may take.
  private static let witnessBudget = 100_000

  /// A shortest way from the start to a node, and on by a choice, that nothing known contradicts; nil if none was
  /// found.
  package func witness(to node: NodeIndex, choice: Int? = nil) -> WitnessPath? {
    guard ways.isReached[Int(node.value)],
      let hops = ways.path(from: Int(graph.start.value), to: Int(node.value))
    else { return nil }
    let direct = WitnessPath(hops.dropLast() + [WitnessPath.Hop(node, choice: choice)])
    guard flow.isComplete, !isFeasible(direct) else { return direct }
    return search(node, choice)
  }

  /// Whether nothing known contradicts a way that begins at the start.
  func isFeasible(_ path: WitnessPath) -> Bool { !states(along: path).isEmpty }

  /// What may be known behind the last hop of a way from the start; empty if no run takes it.
  func states(along path: WitnessPath) -> [Knowledge] {
    let transfer = transfer(budget: PathFacts.witnessBudget)
    var possible = transfer.entering
    for hop in path.hops {
      guard let choice = hop.choice else { return possible }
      if transfer.reasoner.isExhausted { return [] }
      possible = follow(hop.node, choice, possible, transfer)
      if possible.isEmpty { return [] }
    }
    return possible
  }

  func transfer(budget: Int) -> Transfer {
    Transfer(flow.rules, Reasoner(flow.rules.table, budget: budget))
  }

  private func follow(
    _ node: NodeIndex, _ choice: Int, _ possible: [Knowledge], _ transfer: Transfer
  ) -> [Knowledge] {
    var set = Possibilities()
    for knowledge in possible {
      let ways = transfer.leave(Int(node.value), knowledge)
      guard choice < ways.count else { continue }
      for left in ways[choice] { _ = set.insert(left, transfer.reasoner) }
    }
    return set.all
  }

  /// Breadth first over nodes with what is known there; of each node a few ways that know something else.
  private func search(_ goal: NodeIndex, _ choice: Int?) -> WitnessPath? {
    struct Place {
      let node: Int
      let knowledge: Knowledge
      let before: (place: Int, choice: Int)?
    }
    let transfer = transfer(budget: PathFacts.witnessBudget)
    var places = transfer.entering.map {
      Place(node: Int(graph.start.value), knowledge: $0, before: nil)
    }
    var seen = [[Knowledge]](repeating: [], count: graph.nodes.count)
    var head = 0
    while head < places.count, !transfer.reasoner.isExhausted {
      let place = places[head]
      let ways = transfer.leave(place.node, place.knowledge)
      if place.node == Int(goal.value), choice.map({ !ways[$0].isEmpty }) ?? true {
        var hops = [WitnessPath.Hop(goal, choice: choice)]
        var last = place
        while let before = last.before {
          last = places[before.place]
          hops.append(WitnessPath.Hop(NodeIndex(last.node), choice: before.choice))
        }
        return WitnessPath(hops.reversed())
      }
      for (choice, way) in ways.enumerated() {
        let target = Int(graph.nodes[place.node].targets[choice].value)
        for knowledge in way where seen[target].count < 8 {
          guard !seen[target].contains(where: { knowledge.isCovered(by: $0) }) else { continue }
          seen[target].append(knowledge)
          places.append(Place(node: target, knowledge: knowledge, before: (head, choice)))
        }
      }
      head += 1
    }
    return nil
  }
}
