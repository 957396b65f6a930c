import CampaignGraph

extension PathFacts {
  /// Whether a node always, or at times, lets the clock go on: a rule behind it is asked later.
  func takesTime(_ node: Int) -> Bool {
    switch graph.nodes[node].kind {
    case .wait, .waitForEvent: true
    case .split(let split): split.winner != nil
    case .email(let email, _):
      if case .scheduled = email.send.strategy { true } else { false }
    case .branch, .action, .exit, .complete: false
    }
  }

  /// Which nodes can be reached from behind some emails without a wait.
  func reachedAtOnce(from emails: [NodeIndex]) -> [Bool] {
    let behind = emails.filter { ways.isReached[Int($0.value)] }
      .flatMap { ways.targets(of: Int($0.value)).map(\.target) }
    // A node that takes time is come to, and not gone through.
    var isSeen = [Bool](repeating: false, count: graph.nodes.count)
    var open: [Int] = []
    func visit(_ node: Int) {
      guard !isSeen[node] else { return }
      isSeen[node] = true
      if !takesTime(node) { open.append(node) }
    }
    for node in behind { visit(node) }
    while let node = open.popLast() {
      for (_, target) in ways.targets(of: node) { visit(target) }
    }
    return isSeen
  }
}
