import CampaignGraph

extension TimedGraph {
  /// The edges of a shortest way from the start to a state, by the number of edges.
  func way(to state: Int) -> [Int] {
    var parent = [Int](repeating: -2, count: entries.count)
    var open = start
    for one in start { parent[one] = -1 }
    var next = 0
    while next < open.count, parent[state] == -2 {
      for edge in leaving[open[next]] {
        guard let to = edges[edge].to, parent[to] == -2 else { continue }
        parent[to] = edge
        open.append(to)
      }
      next += 1
    }
    var way: [Int] = []
    var at = state
    while parent[at] >= 0 {
      way.append(parent[at])
      at = edges[parent[at]].from
    }
    return way.reversed()
  }

  /// A way as it is walked on the step graph. `end`: the step at which it stops, if its last edge leads to one.
  func witness(_ way: [Int], end: Int? = nil) -> WitnessPath {
    var hops: [WitnessPath.Hop] = []
    for index in way {
      let edge = edges[index]
      // To wait for the schedule of an email is part of that email.
      if edge.choice == nil, edge.to != nil { continue }
      hops.append(.init(TimedGraph.node(of: edge.from), choice: edge.choice))
    }
    if let end {
      let node = TimedGraph.node(of: end)
      hops.append(.init(node, choice: sends[end] == nil ? nil : 0))
    }
    return WitnessPath(hops)
  }

  /// Strongly connected components by state, numbered so that edges between components lead to lower numbers.
  ///
  /// Only edges for which `isIn` holds count. Without recursion: a graph may have 50,000 steps.
  func components(_ isIn: (Edge) -> Bool) -> [Int] {
    let count = entries.count
    var component = [Int](repeating: -1, count: count)
    var order = [Int](repeating: -1, count: count)
    var low = [Int](repeating: 0, count: count)
    var stack: [Int] = []
    var frames: [(state: Int, edge: Int)] = []
    var number = 0
    var components = 0
    for root in 0..<count where entries[root] != nil && order[root] < 0 {
      frames.append((root, leaving[root].lowerBound))
      order[root] = number
      low[root] = number
      number += 1
      stack.append(root)
      while let (state, next) = frames.last {
        if next < leaving[state].upperBound {
          frames[frames.count - 1].edge += 1
          guard isIn(edges[next]), let to = edges[next].to else { continue }
          if order[to] < 0 {
            order[to] = number
            low[to] = number
            number += 1
            stack.append(to)
            frames.append((to, leaving[to].lowerBound))
          } else if component[to] < 0 {
            low[state] = min(low[state], order[to])
          }
          continue
        }
        frames.removeLast()
        if let before = frames.last?.state { low[before] = min(low[before], low[state]) }
        guard low[state] == order[state] else { continue }
        while let member = stack.popLast() {
          component[member] = components
          if member == state { break }
        }
        components += 1
      }
    }
    return component
  }

  /// An edge inside of a component, among those for which `isIn` holds; the first in the order of the file.
  func loopEdge(_ component: [Int], _ isIn: (Edge) -> Bool) -> Int? {
    edges.indices.first { index in
      guard isIn(edges[index]), let to = edges[index].to else { return false }
      return component[to] == component[edges[index].from]
    }
  }

  /// The way from the start to an edge of a loop, and once around it.
  func loopWitness(_ edge: Int, _ component: [Int], _ isIn: (Edge) -> Bool) -> WitnessPath {
    guard let begin = edges[edge].to else { return WitnessPath([]) }
    let end = edges[edge].from
    var parent: [Int: Int] = [begin: -1]
    var open = [begin]
    var next = 0
    while next < open.count, parent[end] == nil {
      for index in leaving[open[next]] where isIn(edges[index]) {
        guard let to = edges[index].to, component[to] == component[begin], parent[to] == nil
        else { continue }
        parent[to] = index
        open.append(to)
      }
      next += 1
    }
    var back: [Int] = []
    var at = end
    while let index = parent[at], index >= 0 {
      back.append(index)
      at = edges[index].from
    }
    return witness(way(to: end) + [edge] + back.reversed(), end: end)
  }
}
