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
  /// A contact who goes a way from the start; nil where the way depends on the clock, on what cannot be counted out,
  /// or is not known to be one.
  package func witnessContact(for path: WitnessPath) -> WitnessContact? {
    guard flow.isComplete, path.hops.first?.node == graph.start else { return nil }
    let transfer = transfer(budget: PathFlow.budget)
    for start in transfer.entering {
      if let contact = WitnessSearch(self, transfer, path).contact(from: start) { return contact }
    }
    return nil
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
    var known = start
    var frozen: [Int: ValueSet] = [:]
    var events: [WitnessContact.Event] = []
    var variants: [(NodeIndex, Int)] = []
    var lastPause: Int?
    for entry in start.entries where entry.values == .yes {
      guard case .fact(let key) = facts.flow.rules.table[entry.term].form else { continue }
      guard let fact = key.fact else { return nil }
      events.append(.init(fact, afterHop: nil))
    }
    for (number, hop) in path.hops.enumerated() {
      guard let choice = hop.choice else { continue }
      let node = Int(hop.node.value)
      if case .split = facts.graph.nodes[node].kind { variants.append((hop.node, choice)) }
      if facts.takesTime(node) { lastPause = number }
      let assignments = facts.flow.rules.nodes[node].assignments
      // What is reckoned from other columns binds them in ways that are not kept.
      guard assignments.allSatisfy({ if case .constant = $0.value { true } else { false } }) else {
        return nil
      }
      let changed = assignments.map(\.column)
      for column in changed where frozen[column] == nil {
        frozen[column] = value(of: column, known)
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
        guard !key.isSent, key.within == nil, let fact = key.fact else { return nil }
        events.append(.init(fact, afterHop: lastPause))
      }
      guard next.entries.allSatisfy({ isPlain($0.term) }) else { return nil }
      known = next
    }
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

  private func value(of column: Int, _ known: Knowledge) -> ValueSet {
    let declared = facts.graph.segment.columns[column].values
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
