import CampaignGraph
import LiquidTemplates

/// What becomes of what is known when an enrollment goes through a node.
struct Transfer {
  let rules: CampaignRules
  let reasoner: Reasoner
  /// The terms of each column.
  private let dependents: [[TermID]]
  private let declared: [(TermID, ValueSet)]
  /// Whether some rule asks where the enrollment has been.
  private let asksVisits: Bool

  init(_ rules: CampaignRules, _ reasoner: Reasoner) {
    self.rules = rules
    self.reasoner = reasoner
    let columns = rules.graph.segment.columns
    var dependents = [[TermID]](repeating: [], count: columns.count)
    var declared: [(TermID, ValueSet)] = []
    var asksVisits = false
    for (id, term) in rules.table.terms.enumerated() {
      for column in term.columns where columns.indices.contains(column) {
        dependents[column].append(TermID(id))
      }
      if case .column(let slot) = term.form, columns.indices.contains(slot) {
        declared.append((TermID(id), columns[slot].values))
      }
      if case .visited = term.form { asksVisits = true }
    }
    self.dependents = dependents
    self.declared = declared
    self.asksVisits = asksVisits
  }

  /// What is known of rows as they are read.
  var ofRows: [Knowledge] {
    var knowledge = Knowledge()
    for (term, values) in declared {
      guard reasoner.constrain(term, to: values, in: &knowledge) else { return [] }
    }
    return [knowledge]
  }

  /// What is known of those whom `where` lets in; empty if it lets in nobody.
  var wanted: [Knowledge] {
    guard let condition = rules.condition else { return ofRows }
    return reasoner.assume(condition, true, in: ofRows)
  }

  /// What is known at the first step.
  var entering: [Knowledge] {
    let enrollment = rules.graph.enrollment
    var needed: [Int] = []
    if case .column(let column) = enrollment.start { needed.append(column) }
    if let zone = rules.graph.zone.column, rules.graph.zone.onMissing != .default {
      needed.append(zone)
    }
    return wanted.compactMap { known in
      var knowledge = known
      switch enrollment.start {
      case .launch: break
      case .scheduled: passTime(&knowledge)
      // The entry may lie before the launch, at which `where` is asked.
      case .column, .event: knowledge.keep { !isEngagement($0.term) && !isTimed($0.term) }
      }
      // What was sent before belongs to no rule of this enrollment.
      knowledge.keep { !isSent($0.term) }
      for column in needed {
        guard let term = rules.table.find(.column(column)) else { continue }
        guard reasoner.constrain(term, to: .notNull, in: &knowledge) else { return nil }
      }
      for (id, term) in rules.table.terms.enumerated() {
        guard case .visited = term.form else { continue }
        guard reasoner.constrain(TermID(id), to: .no, in: &knowledge) else { return nil }
      }
      if case .event(let name) = enrollment.start {
        // Whoever enters has just had the event.
        let key = FactKey(EngagementFact(kind: .event(name)))
        for form in [Term.Form.fact(key), .waitFact(key)] {
          guard let term = rules.table.find(form) else { continue }
          guard reasoner.constrain(term, to: .yes, in: &knowledge) else { return nil }
        }
      }
      return knowledge
    }
  }

  /// What is known behind each choice.
  func leave(_ index: Int, _ knowledge: Knowledge) -> [[Knowledge]] {
    let node = rules.nodes[index]
    var possible = staying(knowledge, node)
    if node.takesTime {
      for place in possible.indices { passTime(&possible[place]) }
      if node.asksExit { possible = possible.flatMap { staying($0, node) } }
    }
    let ways = ways(index, node, possible)
    guard node.isOpen.contains(false) else { return ways }
    return zip(ways, node.isOpen).map { way, isOpen in isOpen ? way : [] }
  }

  private func ways(
    _ index: Int, _ node: CampaignRules.Node, _ possible: [Knowledge]
  ) -> [[Knowledge]] {
    switch rules.graph.nodes[index].kind {
    case .email:
      return [possible.compactMap { visit(node.email, $0) }]
    case .wait:
      guard let needed = node.needed.flatMap({ rules.table.find(.column($0)) }) else {
        return [possible]
      }
      return [reasoner.assume(.test(needed, .notNull), true, in: possible)]
    case .waitForEvent:
      guard let event = node.event else { return [possible, possible] }
      return [true, false].map { reasoner.assume(.test(event, .yes), $0, in: possible) }
    case .branch:
      var left = possible
      var ways: [[Knowledge]] = []
      for one in node.cases {
        ways.append(reasoner.assume(one, true, in: left))
        left = reasoner.assume(one, false, in: left)
      }
      return ways + [left]
    case .split(let split): return split.variants.map { _ in possible }
    case .action: return [possible.flatMap { act(node, $0) }]
    case .exit, .complete: return []
    }
  }

  /// Without those whom the exit rule lets go.
  func staying(_ knowledge: Knowledge, _ node: CampaignRules.Node) -> [Knowledge] {
    guard node.asksExit, let exit = rules.exit else { return [knowledge] }
    return reasoner.assume(exit, false, in: knowledge)
  }

  /// Forgets what the clock may change: what has not happened may happen, and what happened stays so.
  func passTime(_ knowledge: inout Knowledge) {
    reasoner.spend(knowledge.entries.count)
    knowledge.keep { entry in
      !isTimed(entry.term) && !(isEngagement(entry.term) && entry.values == .no)
    }
  }

  private func isTimed(_ term: TermID) -> Bool { rules.table[term].isTimed }

  private func isEngagement(_ term: TermID) -> Bool {
    switch rules.table[term].form {
    case .fact, .waitFact: true
    case .column, .now, .today, .call, .negate, .arithmetic, .visited, .less, .same, .predicate,
      .contains, .other:
      false
    }
  }

  private func isSent(_ term: TermID) -> Bool {
    switch rules.table[term].form {
    case .fact(let key), .waitFact(let key): key.isSent
    case .visited: true
    case .column, .now, .today, .call, .negate, .arithmetic, .less, .same, .predicate, .contains,
      .other:
      false
    }
  }

  /// The enrollment comes to an email: it may be sent at once, and what is assumed of it may happen at once.
  private func visit(_ email: NodeIndex?, _ known: Knowledge) -> Knowledge? {
    var knowledge = known
    knowledge.keep { entry in
      guard entry.values == .no else { return true }
      switch rules.table[entry.term].form {
      case .fact(let key), .waitFact(let key):
        return !key.isEvent && key.step >= 0 && key.step != email?.value
      case .visited(let other): return other != nil && other != email
      case .column, .now, .today, .call, .negate, .arithmetic, .less, .same, .predicate, .contains,
        .other:
        return true
      }
    }
    guard asksVisits else { return knowledge }
    for form in [Term.Form.visited(email), .visited(nil)] {
      guard let term = rules.table.find(form) else { continue }
      guard reasoner.constrain(term, to: .yes, in: &knowledge) else { return nil }
    }
    return knowledge
  }
}
