import CampaignGraph

/// Follows one way, and keeps what it asks of the row as it was read.
struct WitnessSearch {
  /// A part of the way, with what is asked of whoever goes it.
  private struct Walk {
    var known: Knowledge
    /// How many hops have been done.
    var count = 0
    /// What columns held before they were changed.
    var frozen: [Int: ValueSet] = [:]
    var events: [WitnessContact.Event] = []
    var variants: [(NodeIndex, Int)] = []
    /// The hop at which there was time for an event.
    var lastPause: Int?
    /// What has not happened when it was asked since then.
    var denied: [FactKey] = []
    /// Whether it goes through an email that must not be sent, as none is to a suppressed contact.
    var isSuppressed = false
    /// Whether the next email may be left out, since a date before it had passed.
    var maySkip = false
  }

  let facts: PathFacts
  let transfer: Transfer
  private let path: WitnessPath
  var rules: CampaignRules { facts.flow.rules }

  init(_ facts: PathFacts, _ transfer: Transfer, _ path: WitnessPath) {
    self.facts = facts
    self.transfer = transfer
    self.path = path
  }

  func contact(from start: Knowledge) -> WitnessContact? {
    guard var first = begin(start) else { return nil }
    first.denied = denials(start)
    var open = [first]
    // A rule may hold for several reasons: few of them are tried.
    var left = 4 * path.hops.count + 64
    while let walk = open.popLast(), left > 0 {
      left -= 1
      guard let hop = walk.count < path.hops.count ? path.hops[walk.count] : nil,
        let choice = hop.choice
      else {
        guard !exitLooksBack(walk.events), let contact = contact(of: walk) else { continue }
        return contact
      }
      open += step(walk, Int(hop.node.value), choice).reversed()
    }
    return nil
  }

  private func begin(_ start: Knowledge) -> Walk? {
    guard start.entries.allSatisfy({ isPlain($0.term) }) else { return nil }
    var walk = Walk(known: start)
    if case .scheduled(_, onPast: .skip) = facts.graph.enrollment.start { walk.maySkip = true }
    for entry in start.entries where entry.values == .yes {
      guard case .fact(let key) = rules.table[entry.term].form else { continue }
      guard let fact = key.fact else { return nil }
      walk.events.append(.init(fact, afterHop: nil))
    }
    return walk
  }

  private func contact(of walk: Walk) -> WitnessContact? {
    if walk.isSuppressed {
      guard let slot = facts.graph.segment.index(of: .suppressed), walk.frozen[slot] == nil else {
        return nil
      }
    }
    var cells: [String] = []
    for (slot, column) in facts.graph.segment.columns.enumerated() {
      var values = walk.frozen[slot] ?? value(of: slot, walk.known)
      if walk.isSuppressed, column.role == .suppressed { values = values.intersection(.yes) }
      guard let text = values.example(of: column) else { return nil }
      cells.append(text)
    }
    return WitnessContact(cells: cells, events: walk.events, variants: walk.variants)
  }

  // MARK: Steps

  private func step(_ walk: Walk, _ index: Int, _ choice: Int) -> [Walk] {
    let node = rules.nodes[index]
    var walk = walk
    if case .split(let split) = facts.graph.nodes[index].kind {
      // All contacts together say who wins.
      guard split.winner == nil else { return [] }
      walk.variants.append((NodeIndex(index), choice))
    }
    // What is reckoned from other columns binds them in ways that are not kept.
    guard node.assignments.allSatisfy({ if case .constant = $0.value { true } else { false } }),
      node.addTags.isEmpty, node.removeTags.isEmpty
    else { return [] }
    let isPause =
      facts.takesTime(index) && !isOverAtOnce(node, walk.known, choice)
      && !(facts.isEmail(index) && walk.maySkip)
    if isPause { (walk.lastPause, walk.denied) = (walk.count, []) }
    walk.maySkip = facts.isEmail(index) ? false : walk.maySkip || facts.skipsAsPast(index)
    walk.count += 1
    return transfer.staying(walk.known, node).flatMap { staying -> [Walk] in
      var walk = walk
      if isUnsent(staying) || mayBeUnsentLater(staying, node) { walk.isSuppressed = true }
      // Who leaves by the exit rule does not come to the change.
      for column in node.assignments.map(\.column) where walk.frozen[column] == nil {
        walk.frozen[column] = value(of: column, staying)
      }
      if !isPause { walk.denied += denials(staying) }
      let ways = transfer.leave(index, staying)
      guard choice < ways.count, !transfer.reasoner.isExhausted else { return [] }
      return ways[choice].compactMap { go(on: walk, $0) }
    }
  }

  private func go(on walk: Walk, _ next: Knowledge) -> Walk? {
    guard next.entries.allSatisfy({ isPlain($0.term) }), !isTooLongAgo(next) else { return nil }
    var walk = walk
    if isUnsent(next) { walk.isSuppressed = true }
    for entry in next.entries where entry.values == .yes && walk.known[entry.term] != .yes {
      guard let key = key(of: entry.term) else { continue }
      // What is assumed of an email may happen when it is sent; what a log holds was there when it was asked before.
      guard !key.isSent, key.within == nil, let fact = key.fact,
        !walk.denied.contains(where: { $0.isAnswered(by: key) })
      else { return nil }
      walk.events.append(.init(fact, afterHop: walk.lastPause))
    }
    walk.denied += denials(next)
    walk.known = next
    return walk
  }

  /// Whether a wait gets what it waits for when it begins.
  private func isOverAtOnce(
    _ node: CampaignRules.Node, _ known: Knowledge, _ choice: Int
  ) -> Bool {
    guard choice == 0, let event = node.event else { return false }
    return known[event] == .yes
  }

  /// Whether the exit rule, asked again behind a pause of the step, may need an email not to be sent.
  private func mayBeUnsentLater(_ known: Knowledge, _ node: CampaignRules.Node) -> Bool {
    guard node.takesTime, node.asksExit else { return false }
    var later = known
    transfer.passTime(&later)
    return transfer.staying(later, node).contains { isUnsent($0) }
  }
}
