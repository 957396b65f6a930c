import CampaignGraph

/// Edges of a graph, by node: choices with their targets.
struct WayList {
  var ways: [[(choice: Int, target: Int)]]

  /// The groups of nodes that lead back to themselves, each ascending, by first node.
  var loops: [[Int]] {
    var number = [Int](repeating: -1, count: ways.count)
    var low = number
    var isOnStack = [Bool](repeating: false, count: ways.count)
    var stack: [Int] = []
    var loops: [[Int]] = []
    var counter = 0
    for root in ways.indices where number[root] < 0 {
      var calls = [(node: root, next: 0)]
      while let call = calls.last {
        let node = call.node
        if call.next == 0 {
          number[node] = counter
          low[node] = counter
          counter += 1
          stack.append(node)
          isOnStack[node] = true
        }
        if call.next < ways[node].count {
          calls[calls.count - 1].next += 1
          let target = ways[node][call.next].target
          if number[target] < 0 {
            calls.append((target, 0))
          } else if isOnStack[target] {
            low[node] = min(low[node], number[target])
          }
          continue
        }
        calls.removeLast()
        if let caller = calls.last?.node { low[caller] = min(low[caller], low[node]) }
        guard low[node] == number[node] else { continue }
        var group: [Int] = []
        while let top = stack.popLast() {
          isOnStack[top] = false
          group.append(top)
          if top == node { break }
        }
        if group.count > 1 || ways[node].contains(where: { $0.target == node }) {
          loops.append(group.sorted())
        }
      }
    }
    return loops.sorted { $0[0] < $1[0] }
  }

  /// A shortest way from a node back to itself, by choices; nil if there is none.
  func circle(through node: Int) -> [WitnessPath.Hop]? {
    var cameFrom: [Int: (node: Int, choice: Int)] = [:]
    var queue = [node]
    var head = 0
    while head < queue.count {
      let place = queue[head]
      head += 1
      for (choice, target) in ways[place] where cameFrom[target] == nil {
        cameFrom[target] = (place, choice)
        queue.append(target)
        guard target == node else { continue }
        var hops: [WitnessPath.Hop] = []
        var last = node
        while let from = cameFrom[last] {
          hops.append(WitnessPath.Hop(NodeIndex(from.node), choice: from.choice))
          last = from.node
          if last == node { break }
        }
        return hops.reversed()
      }
    }
    return nil
  }
}

extension Ways {
  /// The open ways from nodes that some run comes to.
  var list: WayList {
    WayList(ways: isReached.indices.map { isReached[$0] ? targets(of: $0) : [] })
  }
}
