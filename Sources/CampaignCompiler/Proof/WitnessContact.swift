import CampaignGraph
import CivilTime
import LiquidTemplates

/// A contact who goes a certain way through a campaign: cells as in a CSV, and what it does on the way.
package struct WitnessContact: Sendable, Equatable {
  package struct Event: Sendable, Equatable {
    package let fact: EngagementFact
    /// The index of the hop behind which it happens: at the instant at which the enrollment is there, or during the
    /// wait that begins there; nil: at the entry.
    package let afterHop: Int?

    package init(_ fact: EngagementFact, afterHop: Int?) {
      self.fact = fact
      self.afterHop = afterHop
    }
  }

  /// By column; empty for nil. The id and the address are left to whoever runs it: a split deals by them.
  package let cells: [String]
  package let events: [Event]
  /// What splits on the way must deal to the contact.
  package let variants: [(split: NodeIndex, variant: Int)]

  package static func == (a: WitnessContact, b: WitnessContact) -> Bool {
    a.cells == b.cells && a.events == b.events
      && a.variants.elementsEqual(b.variants) { $0.split == $1.split && $0.variant == $1.variant }
  }
}

extension PathFacts {
  /// A contact who goes a way from the start; nil where the way depends on the clock, on what other contacts do, on
  /// what cannot be counted out, or is not known to be one.
  package func witnessContact(for path: WitnessPath) -> WitnessContact? {
    guard flow.isComplete, path.hops.first?.node == graph.start, canBeWanted else { return nil }
    let transfer = transfer(budget: PathFlow.budget)
    for start in transfer.entering {
      if let contact = WitnessSearch(self, transfer, path).contact(from: start) { return contact }
    }
    return nil
  }

  /// Whether what `where` asks at the launch is still known where the enrollment begins.
  private var canBeWanted: Bool {
    let asked = flow.rules.condition?.terms.map { flow.rules.table[$0] } ?? []
    return switch graph.enrollment.start {
    case .launch: true
    case .scheduled: !asked.contains(where: \.isTimed)
    case .column, .event: !asked.contains(where: \.changesInTime)
    }
  }
}

/// Follows one way, and keeps what it asks of the row as it was read.
private struct WitnessSearch {
  private let facts: PathFacts
  private let transfer: Transfer
  private let path: WitnessPath

  init(_ facts: PathFacts, _ transfer: Transfer, _ path: WitnessPath) {
    self.facts = facts
    self.transfer = transfer
    self.path = path
  }

  func contact(from start: Knowledge) -> WitnessContact? {
    guard start.entries.allSatisfy({ isPlain($0.term) }) else { return nil }
    var known = start
    var frozen: [Int: ValueSet] = [:]
    var events: [WitnessContact.Event] = []
    var variants: [(NodeIndex, Int)] = []
    var lastPause: Int?
    // Behind a wait whose time ran out, what comes of an email sent since then happens in that very second: there is
    // no hop to say so.
    var (hasTimedOut, isSecondOfTimeout) = (false, false)
    // What has been asked in this very second, and had not happened.
    var denied = Set(start.entries.lazy.filter { $0.values == .no }.map(\.term))
    for entry in start.entries where entry.values == .yes {
      guard case .fact(let key) = facts.flow.rules.table[entry.term].form else { continue }
      guard let fact = key.fact else { return nil }
      let event = WitnessContact.Event(fact, afterHop: nil)
      if !events.contains(event) { events.append(event) }
    }
    for (number, hop) in path.hops.enumerated() {
      guard let choice = hop.choice else { continue }
      let node = Int(hop.node.value)
      if case .split(let split) = facts.graph.nodes[node].kind {
        // All contacts together say who wins.
        guard split.winner == nil else { return nil }
        variants.append((hop.node, choice))
      }
      if facts.takesTime(node) {
        lastPause = number
        denied = []
        isSecondOfTimeout = false
        hasTimedOut = false
        if case .waitForEvent = facts.graph.nodes[node].kind { hasTimedOut = choice == 1 }
      } else if facts.isEmail(node) {
        isSecondOfTimeout = hasTimedOut
      }
      let assignments = facts.flow.rules.nodes[node].assignments
      // What is reckoned from other columns binds them in ways that are not kept.
      guard assignments.allSatisfy({ if case .constant = $0.value { true } else { false } }) else {
        return nil
      }
      let changed = assignments.map(\.column)
      // Who leaves by the exit rule does not come to the change.
      let staying = transfer.staying(known, facts.flow.rules.nodes[node]).first ?? known
      for column in changed where frozen[column] == nil {
        frozen[column] = value(of: column, staying)
      }
      if !facts.flow.rules.nodes[node].addTags.isEmpty
        || !facts.flow.rules.nodes[node].removeTags.isEmpty
      {
        return nil
      }
      let ways = transfer.leave(node, known)
      guard choice < ways.count, let next = ways[choice].first else { return nil }
      for entry in next.entries where entry.values == .yes && known[entry.term] != .yes {
        let key: FactKey
        switch facts.flow.rules.table[entry.term].form {
        case .fact(let asked), .waitFact(let asked): key = asked
        case .column, .now, .today, .call, .negate, .arithmetic, .visited, .less, .same,
          .predicate, .contains, .other:
          continue
        }
        if isSecondOfTimeout, !key.isEvent { return nil }
        if denied.contains(entry.term) { return nil }
        guard !key.isSent, key.within == nil, let fact = key.fact else { return nil }
        let event = WitnessContact.Event(fact, afterHop: lastPause)
        if !events.contains(event) { events.append(event) }
      }
      guard next.entries.allSatisfy({ isPlain($0.term) }), !isUnsent(next),
        !isTooLongAgo(next)
      else { return nil }
      denied.formUnion(next.entries.lazy.filter { $0.values == .no }.map(\.term))
      known = next
    }
    guard !exitLooksBack(events), !exitAsksIfSent else { return nil }
    let columns = facts.graph.segment.columns
    var cells: [String] = []
    for (slot, column) in columns.enumerated() {
      guard let text = (frozen[slot] ?? value(of: slot, known)).example(of: column) else {
        return nil
      }
      cells.append(text)
    }
    return WitnessContact(cells: cells, events: events, variants: variants)
  }

  /// Whether the way needs an email that it goes through not to be sent.
  private func isUnsent(_ known: Knowledge) -> Bool {
    let table = facts.flow.rules.table
    return known.entries.contains { entry in
      guard entry.values == .no else { return false }
      switch table[entry.term].form {
      case .fact(let key) where key.isSent, .waitFact(let key) where key.isSent:
        let visited = table.find(.visited(key.step < 0 ? nil : NodeIndex(Int(key.step))))
        return visited.map { known[$0] == .yes } ?? true
      case .fact, .waitFact, .column, .now, .today, .call, .negate, .arithmetic, .visited, .less,
        .same, .predicate, .contains, .other:
        return false
      }
    }
  }

  /// Whether the exit rule asks for an email behind one that the way goes through.
  private var exitAsksIfSent: Bool {
    guard let exit = facts.flow.rules.exit,
      path.hops.dropLast().contains(where: { facts.isEmail(Int($0.node.value)) })
    else { return false }
    return exit.terms.contains { term in
      if case .fact(let key) = facts.flow.rules.table[term].form { key.isSent } else { false }
    }
  }

  /// Whether the exit rule asks how long ago one of the events was, at steps that are reached at no known time.
  private func exitLooksBack(_ events: [WitnessContact.Event]) -> Bool {
    guard let exit = facts.flow.rules.exit, !events.isEmpty else { return false }
    return exit.terms.contains { term in
      guard case .fact(let key) = facts.flow.rules.table[term].form, key.within != nil else {
        return false
      }
      return events.contains { FactKey($0.fact).kind == key.kind }
    }
  }

  /// Whether something must have happened, but not lately: how long ago is not known.
  private func isTooLongAgo(_ known: Knowledge) -> Bool {
    let table = facts.flow.rules.table
    var happened: [FactKey] = []
    var isMissing: [FactKey] = []
    for entry in known.entries {
      switch table[entry.term].form {
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
      happened.contains { key in
        key.kind == missing.kind
          && (key.step < 0 || missing.step < 0 || key.step == missing.step)
      }
    }
  }

  private func value(of column: Int, _ known: Knowledge) -> ValueSet {
    var declared = facts.graph.segment.columns[column].values
    if facts.graph.needsToEnroll(column) { declared = declared.intersection(.notNull) }
    guard let term = facts.flow.rules.table.find(.column(column)) else { return declared }
    return transfer.reasoner.values(of: term, in: known).intersection(declared)
  }

  /// Whether a value for it can be written down: a column, or something that the contact does.
  private func isPlain(_ term: TermID) -> Bool {
    switch facts.flow.rules.table[term].form {
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
  /// The fact without its window; nil for what a log cannot hold.
  fileprivate var fact: EngagementFact? {
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

extension ValueSet {
  /// A value as a cell of a CSV spells it; empty for nil, nil where none can be found.
  fileprivate func example(of column: Column) -> String? {
    // The id and the address are the caller's.
    if column.role == .id || column.role == .address { return "" }
    if hasNull { return "" }
    switch values {
    case .none: return nil
    case .any:
      if let preview = column.preview ?? column.defaultText { return preview }
      return ValueSet.plain(column.type)
    case .booleans(let isTrue, _): return isTrue ? "true" : "false"
    case .texts(let set):
      if let first = set.listed?.first { return String(decoding: first, as: UTF8.self) }
      switch column.type {
      case .string:
        return (0...set.texts.count).lazy.map { "x\($0)" }
          .first { !set.texts.contains(Array($0.utf8)) }
      case .email, .integer, .decimal, .boolean, .date, .timestamp, .timezone, .url, .enumeration,
        .list:
        return nil
      }
    case .numbers(let set):
      let family = TermFamily(column.type)
      let candidates =
        [Number(0)]
        + set.cuts.flatMap { cut in
          [cut.number, cut.number.successor, cut.number.predecessor].compactMap { $0 }
        }
      guard let number = candidates.first(where: { set.contains($0) }) else { return nil }
      switch family {
      case .integer: return number.isWhole ? String(number.coefficient) : nil
      case .decimal: return number.words
      case .date:
        guard let days = Int32(exactly: number.coefficient) else { return nil }
        return CivilDate(days: days).description
      case .timestamp:
        guard let seconds = Int64(exactly: number.coefficient) else { return nil }
        return Instant(seconds: seconds).description
      case .text, .boolean, .list, .unknown: return nil
      }
    }
  }

  private static func plain(_ type: ColumnType) -> String? {
    switch type {
    case .string: "x"
    case .integer: "0"
    case .decimal: "0.5"
    case .boolean: "false"
    case .date: "2026-12-01"
    case .timestamp: "2026-12-01T09:00:00Z"
    case .timezone: "UTC"
    case .url: "https://example.com/"
    case .email: "contact@acme.example"
    case .enumeration(let names): names.first
    case .list: ""
    }
  }
}
