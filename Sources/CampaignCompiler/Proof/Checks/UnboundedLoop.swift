import CampaignGraph
import Diagnostics

/// A loop that sends an email again and again, with nothing that is sure to end it.
enum UnboundedLoop: GraphCheck {
  static let description = RuleDescription(
    "unbounded-loop", .steps, .warning,
    summary: "a loop that sends email ends for every contact",
    why: """
      A loop that only an open or a click can end never ends for a contact who does nothing: the mail goes out again \
      and again, until the run gives up after ten years and counts the enrollment as failed. What ends a loop is time \
      (`days_since`, `today`), a column that an action in the loop changes, or a date with `on_past: exit`. Shown \
      with the way round. A loop that nothing at all can end is `no-exit`.
      """,
    bad: """
      steps:
        - email: reminder
          subject: Still there?
          text: Still there?
        - wait: 3 days
        - branch: reaction
          if: opened(reminder)
          then: []
          else:
            - goto: reminder
        - email: goodbye
          subject: Goodbye
          text: Goodbye!
      """,
    good: """
      steps:
        - email: reminder
          subject: Still there?
          text: Still there?
        - wait: 3 days
        - action: count
          set: { lead_score: lead_score + 1 }
        - branch: enough
          if: lead_score > 3
          then: []
          else:
            - goto: reminder
        - email: goodbye
          subject: Goodbye
          text: Goodbye!
      """,
    configure: "lint: { rules: { unbounded-loop: error } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let facts = subject.facts
    guard facts.isComplete else { return }
    let list = facts.ways.list
    let loops = list.loops.filter { $0.contains { facts.isEmail($0) } }
    guard !loops.isEmpty else { return }
    let canEnd = facts.canEnd
    var contacts = [false, true].map { IdleContact(facts, isEngaged: $0) }
    for loop in loops {
      // Where nothing at all can end it, `no-exit` says so.
      if let first = loop.first, !canEnd[first] { continue }
      for index in contacts.indices {
        guard let circle = contacts[index].circle(in: loop), let node = circle.first?.node.value
        else {
          continue
        }
        let who =
          contacts[index].isEngaged
          ? "for a contact who once did what the rules ask for, nothing ends the loop that sends"
          : "for a contact who does nothing, nothing ends the loop that sends"
        findings.report(endless(Int(node), who, WitnessPath(circle), subject))
        break
      }
    }
    if contacts.contains(where: \.isExhausted) {
      findings.report(
        NotDecided.undecided("whether loops end for a contact who does nothing", in: subject))
    }
  }

  private static func endless(
    _ node: Int, _ words: String, _ path: WitnessPath, _ subject: GraphSubject
  ) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "\(words) \(quoted(subject.graph.nodes[node].id))",
      at: subject.campaign.place(of: NodeIndex(node))
        ?? subject.campaign.analyzed.definition.heading,
      help: "end it after some rounds: count them in a column, or ask for the time that has passed"
    ).along(subject.campaign.witness(path)).about(subject.address(NodeIndex(node)))
  }
}

/// A contact who never does anything, or who has done everything once: whether it goes round for ever.
private struct IdleContact {
  private let facts: PathFacts
  private let transfer: Transfer
  /// Who has done everything once.
  let isEngaged: Bool
  /// By node: the terms that its rules ask for.
  private let asked: [[TermID]]

  var isExhausted: Bool { transfer.reasoner.isExhausted }

  init(_ facts: PathFacts, isEngaged: Bool) {
    self.facts = facts
    self.isEngaged = isEngaged
    transfer = facts.transfer(budget: PathFlow.budget)
    let exit = facts.flow.rules.exit?.terms ?? []
    asked = facts.flow.rules.nodes.map { node in
      node.cases.flatMap(\.terms) + node.assignments.flatMap(\.value.terms)
        + [node.event].compactMap { $0 } + (node.asksExit ? exit : [])
    }
  }

  /// What is so of a term of engagement for ever; nil for other terms.
  private func fixed(_ term: TermID) -> ValueSet? {
    switch facts.flow.rules.table[term].form {
    case .fact(let key) where !key.isSent, .waitFact(let key) where !key.isSent:
      isEngaged && key.within == nil ? .yes : .no
    case .fact, .waitFact, .column, .now, .today, .call, .negate, .arithmetic, .visited, .less,
      .same, .predicate, .contains, .other:
      nil
    }
  }

  /// A way round through an email that such a contact may go again and again; nil if none was found.
  mutating func circle(in loop: [Int]) -> [WitnessPath.Hop]? {
    let rules = facts.flow.rules
    let assigned = Set(loop.flatMap { rules.nodes[$0].changed(facts.graph) })
    let isExitSure = rules.exit.map { isSure($0, assigned) } ?? false
    // Numbered within the loop: thousands of loops are no reason to walk all nodes for each.
    let numbers = Dictionary(uniqueKeysWithValues: loop.enumerated().map { ($1, $0) })
    var list = WayList(ways: Array(repeating: [], count: loop.count))
    for (number, node) in loop.enumerated() {
      if isExhausted { return nil }
      if facts.endsAsPast(node) || rules.nodes[node].asksExit && isExitSure { continue }
      if rules.nodes[node].cases.contains(where: { isSure($0, assigned) }) { continue }
      let inside = facts.ways.targets(of: node).compactMap { choice, target in
        numbers[target].map { (choice: choice, target: $0) }
      }
      let isTaken = inside.isEmpty ? [] : choices(from: node)
      list.ways[number] = inside.filter { $0.choice < isTaken.count && isTaken[$0.choice] }
    }
    for group in list.loops {
      guard let email = group.first(where: { facts.isEmail(loop[$0]) }),
        let circle = list.circle(through: email)?.map({
          WitnessPath.Hop(NodeIndex(loop[Int($0.node.value)]), choice: $0.choice)
        }), isPossible(circle)
      else { continue }
      return circle
    }
    return nil
  }

  /// Whether the answer of a rule changes by itself as the contact goes round.
  private func isSure(_ rule: Guard, _ assigned: Set<Int>) -> Bool {
    rule.terms.contains { id in
      let term = facts.flow.rules.table[id]
      switch term.form {
      case .fact(let key), .waitFact(let key): return key.isSent
      case .visited, .other: return true
      case .column, .now, .today, .call, .negate, .arithmetic, .less, .same, .predicate, .contains:
        return term.isTimed || !term.columns.isDisjoint(with: assigned)
      }
    }
  }

  /// By choice, whether such a contact may leave the node by it.
  private func choices(from node: Int) -> [Bool] {
    var isTaken = [Bool](repeating: false, count: facts.graph.nodes[node].targets.count)
    for known in facts.flow.possible[node].all {
      guard let start = idle(known, at: node) else { continue }
      for (choice, way) in transfer.leave(node, start).enumerated() where !isTaken[choice] {
        isTaken[choice] = way.contains { idle($0) != nil }
      }
    }
    return isTaken
  }

  /// With what is so for ever of the terms that are known and of those that a node asks for: no other matters there.
  private func idle(_ known: Knowledge, at node: Int? = nil) -> Knowledge? {
    var knowledge = known
    for term in known.entries.map(\.term) + (node.map { asked[$0] } ?? []) {
      guard let values = fixed(term) else { continue }
      guard transfer.reasoner.constrain(term, to: values, in: &knowledge) else { return nil }
    }
    return knowledge
  }

  /// Whether one contact can go the whole way round.
  private func isPossible(_ circle: [WitnessPath.Hop]) -> Bool {
    guard let first = circle.first else { return false }
    var possible = facts.flow.possible[Int(first.node.value)].all
    for hop in circle {
      guard let choice = hop.choice else { return false }
      let node = Int(hop.node.value)
      possible = possible.flatMap { known -> [Knowledge] in
        guard let start = idle(known, at: node) else { return [] }
        let ways = transfer.leave(node, start)
        return choice < ways.count ? ways[choice].compactMap { idle($0) } : []
      }
      if possible.count > 64 { possible = Array(possible.prefix(64)) }
    }
    return !possible.isEmpty && !transfer.reasoner.isExhausted
  }
}

extension CampaignRules.Node {
  /// The columns that it changes.
  fileprivate func changed(_ graph: StepGraph) -> [Int] {
    assignments.map(\.column)
      + (addTags.isEmpty && removeTags.isEmpty
        ? [] : [graph.segment.index(of: .tags)].compactMap { $0 })
  }
}
