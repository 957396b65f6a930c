import CampaignGraph
import Diagnostics

/// A loop that sends an email again and again, with nothing that is sure to end it.
enum UnboundedLoop: GraphCheck {
  static let description = RuleDescription(
    "unbounded-loop", .steps,
    summary: "a loop that sends email ends for every contact",
    why: """
      A loop that only an open or a click can end never ends for a contact who does nothing: the mail goes out again \
      and again, until the run gives up after ten years and counts the enrollment as failed. What ends a loop is time \
      (`days_since`, `today`), a column that an action in the loop changes, or a date with `on_past: exit`. An error \
      where nothing can end it; a warning where it depends on what contacts do, with the way round.
      """,
    bad: """
      steps:
        - email: reminder
          subject: Still there?
          text: Still there?
        - wait: 3 days
        - goto: reminder
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
    configure: "lint: { rules: { unbounded-loop: warning } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let facts = subject.facts
    guard facts.isComplete else { return }
    let loops = facts.ways.list.loops.filter { $0.contains { facts.isEmail($0) } }
    guard !loops.isEmpty else { return }
    let canEnd = facts.canEnd
    for loop in loops {
      if let first = loop.first(where: { facts.isEmail($0) }), !canEnd[first] {
        let circle = facts.ways.list.circle(through: first) ?? []
        findings.report(
          endless(first, "nothing ends the loop that sends", .error, WitnessPath(circle), subject))
        continue
      }
      for isEngaged in [false, true] {
        var idle = IdleContact(facts, isEngaged: isEngaged)
        guard let circle = idle.circle(in: loop), let node = circle.first?.node.value else {
          continue
        }
        let who =
          isEngaged
          ? "for a contact who once did what the rules ask for, nothing ends the loop that sends"
          : "for a contact who does nothing, nothing ends the loop that sends"
        findings.report(endless(Int(node), who, .warning, WitnessPath(circle), subject))
        break
      }
    }
  }

  private static func endless(
    _ node: Int, _ words: String, _ severity: Severity, _ path: WitnessPath,
    _ subject: GraphSubject
  ) -> Diagnostic {
    Diagnostic(
      description.id, severity, "\(words) \(quoted(subject.graph.nodes[node].id))",
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
  /// The terms of engagement, with what is so of them for ever.
  private let fixed: [(term: TermID, values: ValueSet)]

  init(_ facts: PathFacts, isEngaged: Bool) {
    self.facts = facts
    transfer = facts.transfer(budget: PathFlow.budget)
    fixed = facts.flow.rules.table.terms.enumerated().compactMap { id, term in
      switch term.form {
      case .fact(let key) where !key.isSent, .waitFact(let key) where !key.isSent:
        (TermID(id), isEngaged && key.within == nil ? .yes : .no)
      case .fact, .waitFact, .column, .now, .today, .call, .negate, .arithmetic, .visited, .less,
        .same, .predicate, .contains, .other:
        nil
      }
    }
  }

  /// A way round through an email that such a contact may go again and again; nil if none was found.
  mutating func circle(in loop: [Int]) -> [WitnessPath.Hop]? {
    let rules = facts.flow.rules
    let isInside = Set(loop)
    let assigned = Set(loop.flatMap { rules.nodes[$0].changed(facts.graph) })
    let isExitSure = rules.exit.map { isSure($0, assigned) } ?? false
    var list = WayList(ways: Array(repeating: [], count: facts.graph.nodes.count))
    for node in loop {
      if facts.endsAsPast(node) || rules.nodes[node].asksExit && isExitSure { continue }
      if rules.nodes[node].cases.contains(where: { isSure($0, assigned) }) { continue }
      list.ways[node] = facts.ways.targets(of: node).filter { choice, target in
        isInside.contains(target)
          && facts.flow.possible[node].all.contains { goes(from: node, by: choice, $0) }
      }
    }
    for group in list.loops {
      guard let email = group.first(where: { facts.isEmail($0) }),
        let circle = list.circle(through: email), isPossible(circle)
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

  private func goes(from node: Int, by choice: Int, _ known: Knowledge) -> Bool {
    guard let start = idle(known) else { return false }
    let ways = transfer.leave(node, start)
    return choice < ways.count && ways[choice].contains { idle($0) != nil }
  }

  private func idle(_ known: Knowledge) -> Knowledge? {
    var knowledge = known
    for (term, values) in fixed {
      guard transfer.reasoner.constrain(term, to: values, in: &knowledge) else { return nil }
    }
    return knowledge
  }

  /// Whether one contact can go the whole way round.
  private func isPossible(_ circle: [WitnessPath.Hop]) -> Bool {
    guard let first = circle.first else { return false }
    var possible = facts.flow.possible[Int(first.node.value)].all.compactMap { idle($0) }
    for hop in circle {
      guard let choice = hop.choice else { return false }
      possible = possible.flatMap { known -> [Knowledge] in
        let ways = transfer.leave(Int(hop.node.value), known)
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
