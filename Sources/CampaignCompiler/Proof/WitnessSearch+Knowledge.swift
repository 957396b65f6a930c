import CampaignGraph
import LiquidTemplates

extension WitnessSearch {
  func key(of term: TermID) -> FactKey? {
    switch rules.table[term].form {
    case .fact(let key), .waitFact(let key): key
    case .column, .now, .today, .call, .negate, .arithmetic, .visited, .less, .same, .predicate,
      .contains, .other:
      nil
    }
  }

  func denials(_ known: Knowledge) -> [FactKey] {
    known.entries.filter { $0.values == .no }.compactMap { key(of: $0.term) }
  }

  /// Whether the way needs an email that it has come to not to be sent.
  func isUnsent(_ known: Knowledge) -> Bool {
    return known.entries.contains { entry in
      guard entry.values == .no else { return false }
      switch rules.table[entry.term].form {
      case .fact(let key) where key.isSent, .waitFact(let key) where key.isSent:
        let visited = rules.table.find(.visited(key.step < 0 ? nil : NodeIndex(Int(key.step))))
        return visited.map { known[$0] == .yes } ?? true
      case .fact, .waitFact, .column, .now, .today, .call, .negate, .arithmetic, .visited, .less,
        .same, .predicate, .contains, .other:
        return false
      }
    }
  }

  /// Whether the exit rule asks how long ago one of the events was, at steps that are reached at no known time.
  func exitLooksBack(_ events: [WitnessContact.Event]) -> Bool {
    guard let exit = facts.flow.rules.exit, !events.isEmpty else { return false }
    return exit.terms.contains { term in
      guard case .fact(let key) = rules.table[term].form, key.within != nil else {
        return false
      }
      return events.contains { FactKey($0.fact).kind == key.kind }
    }
  }

  /// Whether something must have happened, but not lately: how long ago is not known.
  func isTooLongAgo(_ known: Knowledge) -> Bool {
    var happened = trigger.map { [$0] } ?? []
    var isMissing: [FactKey] = []
    for entry in known.entries {
      switch rules.table[entry.term].form {
      case .fact(let key):
        if entry.values == .yes { happened.append(key) }
        if entry.values == .no, key.within != nil { isMissing.append(key) }
      case .waitFact(let key):
        // What came before the enrollment, a rule may count; a wait does not.
        if entry.values == .yes { happened.append(key) }
        if entry.values == .no { isMissing.append(key) }
      case .column, .now, .today, .call, .negate, .arithmetic, .visited, .less, .same, .predicate,
        .contains, .other:
        break
      }
    }
    return isMissing.contains { missing in
      happened.contains { missing.isAnswered(by: $0) }
    }
  }

  /// The event that every enrollment begins with.
  private var trigger: FactKey? {
    guard case .event(let name) = facts.graph.enrollment.start else { return nil }
    return FactKey(EngagementFact(kind: .event(name), step: nil, urlPart: nil, within: nil))
  }

  func value(of column: Int, _ known: Knowledge) -> ValueSet {
    var declared = facts.graph.segment.columns[column].values
    if facts.graph.needsToEnroll(column) { declared = declared.intersection(.notNull) }
    guard let term = rules.table.find(.column(column)) else { return declared }
    return transfer.reasoner.values(of: term, in: known).intersection(declared)
  }

  /// Whether a value for it can be written down: a column, or something that the contact does.
  func isPlain(_ term: TermID) -> Bool {
    switch rules.table[term].form {
    case .column, .fact, .waitFact, .visited: true
    case .now, .today, .call, .negate, .arithmetic, .less, .same, .predicate, .contains, .other:
      false
    }
  }
}

extension StepGraph {
  /// Whether a contact without a value in the column is left out before the first step.
  fileprivate func needsToEnroll(_ column: Int) -> Bool {
    if case .column(column) = enrollment.start { return true }
    return zone.column == column && zone.onMissing != .default
  }
}

extension FactKey {
  /// Whether what is asked may be the same as what happened.
  func isAnswered(by key: FactKey) -> Bool {
    kind == key.kind && (step < 0 || key.step < 0 || step == key.step)
  }

  /// The fact without its window; nil for what a log cannot hold.
  var fact: EngagementFact? {
    let kind: EngagementFact.Kind
    switch self.kind {
    case "opened": kind = .opened
    case "clicked": kind = .clicked
    case "replied": kind = .replied
    case "bounced": return nil
    case "sent": return nil
    default: kind = .event(String(self.kind.dropFirst(6)))
    }
    return EngagementFact(
      kind: kind, step: step < 0 ? nil : NodeIndex(Int(step)), urlPart: url, within: nil)
  }
}
