import CampaignGraph
import Diagnostics

extension GraphSubject {
  /// What stands in the way of a rule having an answer at a node: places that rule it out, and what is known there.
  ///
  /// Looked for in this order: `where`, the exit rule, cases and waits on a way to the node. What no single place
  /// rules out is left to the notes.
  func causes(
    that guarded: Guard, isNot answer: Bool, at node: NodeIndex, _ reasoner: Reasoner
  ) -> (related: [Diagnostic.Related], notes: [String]) {
    let rules = facts.flow.rules
    let settings = campaign.analyzed.settings
    let notes = facts.known(of: guarded, at: node).prefix(4).map { "\($0) here, on every way" }
    func rulesOut(_ known: [Knowledge]) -> Bool {
      reasoner.assume(guarded, answer, in: known).isEmpty
    }
    if let condition = rules.condition, let text = settings.condition,
      rulesOut(reasoner.assume(condition, true, in: Knowledge()))
    {
      let words = "only contacts for whom this holds are enrolled"
      return ([.init(text.whole, words)], notes)
    }
    if let exit = rules.exit, let text = settings.exit?.when,
      rulesOut(reasoner.assume(exit, false, in: Knowledge()))
    {
      return ([.init(text.whole, "contacts for whom this holds have left the campaign")], notes)
    }
    guard let witness = witness(to: node) else { return ([], notes) }
    for hop in witness.hops.reversed() {
      guard let choice = hop.choice, hop.node != node else { continue }
      if let related = cause(hop.node, choice, rulesOut, reasoner) { return ([related], notes) }
    }
    return ([], notes)
  }

  /// The place that sent a run this way, if that alone rules something out.
  private func cause(
    _ node: NodeIndex, _ choice: Int, _ rulesOut: ([Knowledge]) -> Bool, _ reasoner: Reasoner
  ) -> Diagnostic.Related? {
    let rule = facts.flow.rules.nodes[Int(node.value)]
    guard let place = campaign.place(of: node) else { return nil }
    let name = quoted(graph[node].id)
    switch graph[node].kind {
    case .branch:
      guard let step = campaign.analyzed.step(of: node),
        case .branch(let definition) = campaign.analyzed.outline.steps[step].definition.kind
      else { return nil }
      for (number, one) in rule.cases.enumerated() where number <= choice {
        let isTaken = number == choice
        guard rulesOut(reasoner.assume(one, isTaken, in: Knowledge())),
          definition.cases.indices.contains(number)
        else { continue }
        return .init(
          definition.cases[number].when?.whole ?? place,
          isTaken ? "this holds on the way here" : "this does not hold on the way here")
      }
      return nil
    case .waitForEvent:
      guard let event = rule.event,
        rulesOut(reasoner.assume(.test(event, .yes), choice == 0, in: Knowledge()))
      else { return nil }
      return .init(
        place, choice == 0 ? "the event has come on the way here" : "the time ran out before")
    case .action:
      let transfer = Transfer(facts.flow.rules, reasoner)
      guard rulesOut(transfer.act(rule, Knowledge())) else { return nil }
      return .init(place, "\(name) sets it on the way here")
    case .wait:
      guard let needed = rule.needed.flatMap({ facts.flow.rules.table.find(.column($0)) }),
        rulesOut(reasoner.assume(.test(needed, .notNull), true, in: Knowledge()))
      else { return nil }
      return .init(place, "nobody without a date gets past it")
    case .email, .split, .exit, .complete: return nil
    }
  }
}
