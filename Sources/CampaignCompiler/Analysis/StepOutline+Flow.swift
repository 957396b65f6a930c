import CampaignGraph
import CivilTime

extension StepOutline {
  /// Sets where control goes from every step.
  mutating func connect(_ items: [OutlineItem]) {
    start = items.first.map { .step($0.index) } ?? .end
    connect(items, continuing: .end)
  }

  private mutating func connect(_ items: [OutlineItem], continuing outer: Target) {
    for (position, item) in items.enumerated() {
      let next = position + 1 < items.count ? .step(items[position + 1].index) : outer
      let entries = item.lists.map { list in list.first.map { .step($0.index) } ?? next }
      steps[item.index].next = next
      steps[item.index].entries = entries
      steps[item.index].exits = exits(of: item.index, entries: entries, next: next)
      for list in item.lists { connect(list, continuing: next) }
    }
  }

  private mutating func exits(of index: Int, entries: [Target], next: Target) -> [Exit] {
    func ways(_ targets: [Target]) -> [Exit] {
      targets.map { Exit(target: $0, takesTime: false) }
    }
    switch steps[index].definition.kind {
    case .email, .action: return ways([next])
    case .exit: return []
    case .goto(let target):
      if let step = firstWithID[target.value] { return ways([.step(step)]) }
      lostGotos.append(index)
      return []
    case .split: return ways(entries)
    case .branch(let branch):
      // Without `else` the cases cover everything, or `missing-else` says that they do not.
      return ways(branch.otherwise == nil ? entries.dropLast() : entries)
    case .wait(.event(_, let timeout, _, _)):
      var exits = ways(Array(entries.prefix(1)))
      if let timeout, entries.count > 1 {
        exits.append(Exit(target: entries[1], takesTime: timeout.value.count > 0))
      }
      return exits
    case .wait(let wait):
      return [Exit(target: next, takesTime: wait.alwaysTakesTime)]
    }
  }
}

extension WaitDefinition {
  /// Whether the clock is later after the wait, whenever it began.
  fileprivate var alwaysTakesTime: Bool {
    switch self {
    case .period(let period), .calendar(let period, at: _, days: _): period.value.count > 0
    case .nextLocal, .invalid: true
    case .fixed(_, let onPast), .column(_, offset: _, at: _, let onPast):
      // In the past, `send` and `skip` go on at once; `exit` and `error` end the loop.
      onPast?.value != .send && onPast?.value != .skip
    case .event: false
    case .random(let seconds): seconds.value.lowerBound > 0
    }
  }
}
