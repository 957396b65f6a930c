import CampaignGraph

extension PathFacts {
  /// From which nodes some end can be reached: an exit, the end of the steps, the exit rule, or `on_past`.
  var canEnd: [Bool] {
    let rules = flow.rules
    let transfer = transfer(budget: PathFlow.budget)
    let reasoner = transfer.reasoner
    var canEnd = graph.nodes.indices.map { index in
      guard ways.isReached[index] else { return true }
      switch graph.nodes[index].kind {
      case .exit, .complete: return true
      case .wait, .email: if endsAsPast(index) { return true }
      case .waitForEvent, .branch, .split, .action: break
      }
      guard rules.nodes[index].asksExit, let exit = rules.exit else { return false }
      guard flow.isComplete else { return true }
      return flow.possible[index].all.contains { known in
        var knowledge = known
        if rules.nodes[index].takesTime || isEmail(index) {
          transfer.passTime(&knowledge)
        }
        return !reasoner.assume(exit, true, in: knowledge).isEmpty
      }
    }
    var before = [[Int]](repeating: [], count: graph.nodes.count)
    for node in graph.nodes.indices {
      for (_, target) in ways.targets(of: node) { before[target].append(node) }
    }
    var open = canEnd.indices.filter { canEnd[$0] }
    while let node = open.popLast() {
      for earlier in before[node] where !canEnd[earlier] {
        canEnd[earlier] = true
        open.append(earlier)
      }
    }
    return canEnd
  }

  func isEmail(_ node: Int) -> Bool {
    if case .email = graph.nodes[node].kind { true } else { false }
  }

  /// Whether `on_past` may leave out the next email there.
  func skipsAsPast(_ node: Int) -> Bool {
    switch graph.nodes[node].kind {
    case .wait(.fixed(_, let onPast), _): onPast == .skip
    case .wait(.column(let wait), _): wait.onPast == .skip
    case .wait, .waitForEvent, .email, .split, .branch, .action, .exit, .complete: false
    }
  }

  /// Whether `on_past` may end the enrollment there; in a loop it does when the date has gone by.
  func endsAsPast(_ node: Int) -> Bool {
    switch graph.nodes[node].kind {
    case .wait(.fixed(_, let onPast), _): onPast == .exit || onPast == .error
    case .wait(.column(let wait), _): wait.onPast == .exit || wait.onPast == .error
    case .email(let email, _):
      if case .scheduled(_, let onPast) = email.send.strategy {
        onPast == .exit || onPast == .error
      } else {
        false
      }
    case .wait, .waitForEvent, .branch, .split, .action, .exit, .complete: false
    }
  }
}
