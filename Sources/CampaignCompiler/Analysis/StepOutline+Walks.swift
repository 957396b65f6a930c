extension StepOutline {
  /// Which steps control can reach from a target, that target included.
  package func reachable(from target: Target) -> [Bool] {
    var isReached = Array(repeating: false, count: steps.count)
    var open: [Int] = []
    func visit(_ target: Target) {
      guard case .step(let index) = target, !isReached[index] else { return }
      isReached[index] = true
      open.append(index)
    }
    visit(target)
    while let index = open.popLast() {
      for exit in steps[index].exits { visit(exit.target) }
    }
    return isReached
  }

  /// A shortest way from one target to a step, both included, along exits that `isAllowed`; nil if
  /// there is none.
  package func path(
    from target: Target, to goal: Int, along isAllowed: (Exit) -> Bool = { _ in true }
  ) -> [Int]? {
    guard case .step(let first) = target else { return nil }
    var previous: [Int?] = Array(repeating: nil, count: steps.count)
    var isReached = Array(repeating: false, count: steps.count)
    var queue = [first]
    isReached[first] = true
    var head = 0
    while head < queue.count {
      let index = queue[head]
      head += 1
      if index == goal {
        var path = [goal]
        while let before = previous[path[path.count - 1]] { path.append(before) }
        return path.reversed()
      }
      for exit in steps[index].exits where isAllowed(exit) {
        guard case .step(let next) = exit.target, !isReached[next] else { continue }
        isReached[next] = true
        previous[next] = index
        queue.append(next)
      }
    }
    return nil
  }

  /// Groups of steps that lead back to themselves along exits that `isAllowed`: each in the order
  /// of the file, by first step.
  package func loops(along isAllowed: (Exit) -> Bool) -> [[Int]] {
    var loops: [[Int]] = []
    for group in stronglyConnected(along: isAllowed) {
      let isLoop =
        group.count > 1
        || steps[group[0]].exits.contains { isAllowed($0) && $0.target == .step(group[0]) }
      if isLoop { loops.append(group.sorted()) }
    }
    return loops.sorted { $0[0] < $1[0] }
  }

  /// Tarjan's algorithm with its own stack: steps may be many.
  private func stronglyConnected(along isAllowed: (Exit) -> Bool) -> [[Int]] {
    var number: [Int] = Array(repeating: -1, count: steps.count)
    var low = number
    var isOnStack = Array(repeating: false, count: steps.count)
    var stack: [Int] = []
    var groups: [[Int]] = []
    var counter = 0

    for root in steps.indices where number[root] < 0 {
      var calls = [(step: root, exit: 0)]
      while let call = calls.last {
        let step = call.step
        if call.exit == 0 {
          number[step] = counter
          low[step] = counter
          counter += 1
          stack.append(step)
          isOnStack[step] = true
        }
        if call.exit < steps[step].exits.count {
          calls[calls.count - 1].exit += 1
          let exit = steps[step].exits[call.exit]
          guard isAllowed(exit), case .step(let next) = exit.target else { continue }
          if number[next] < 0 {
            calls.append((next, 0))
          } else if isOnStack[next] {
            low[step] = min(low[step], number[next])
          }
          continue
        }
        calls.removeLast()
        if let caller = calls.last?.step { low[caller] = min(low[caller], low[step]) }
        guard low[step] == number[step] else { continue }
        var group: [Int] = []
        while let top = stack.popLast() {
          isOnStack[top] = false
          group.append(top)
          if top == step { break }
        }
        groups.append(group)
      }
    }
    return groups
  }
}
