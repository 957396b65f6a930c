extension StepGraph {
  /// Whether some steps can follow each other for ever without a wait: a cycle among the nodes that are not waits.
  ///
  /// Linear in nodes and edges, and without recursion: a graph of 50,000 steps must not use up the stack.
  func hasLoopWithoutWait() -> Bool {
    var incoming = [Int](repeating: 0, count: nodes.count)
    for node in nodes where !node.isWait {
      for target in node.targets where !self[target].isWait { incoming[Int(target.value)] += 1 }
    }
    var ready = nodes.indices.filter { incoming[$0] == 0 && !nodes[$0].isWait }
    var removed = 0
    while let index = ready.popLast() {
      removed += 1
      for target in nodes[index].targets where !self[target].isWait {
        incoming[Int(target.value)] -= 1
        if incoming[Int(target.value)] == 0 { ready.append(Int(target.value)) }
      }
    }
    return removed < nodes.count(where: { !$0.isWait })
  }
}
