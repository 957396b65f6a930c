import CampaignGraph
import CivilTime

extension PathFacts {
  /// What is known at a node of what a guard asks about, in words: "'plan' is "free" here"; nil if that is nothing.
  func known(of guarded: Guard, at node: NodeIndex) -> [String] {
    let all = flow.possible[Int(node.value)].all
    guard let first = all.first else { return [] }
    let joined = all.dropFirst().reduce(first) { $0.joined($1, flow.rules.table) }
    var words: [String] = []
    for entry in joined.entries where guarded.terms.contains(entry.term) {
      guard let text = describe(entry.term, entry.values), !words.contains(text) else { continue }
      words.append(text)
    }
    return words
  }

  /// A term with its values: "'plan' is "free" or "pro"", "'opened(welcome)' is true".
  private func describe(_ term: TermID, _ values: ValueSet) -> String? {
    guard let name = name(of: term) else { return nil }
    let family = flow.rules.table[term].family
    if values.isNull { return "'\(name)' is empty" }
    let words: String
    switch values.values {
    case .none: return nil
    case .any: return values.hasNull ? nil : "'\(name)' is not empty"
    case .booleans(let isTrue, _): words = isTrue ? "is true" : "is false"
    case .texts(let set):
      let texts = set.texts.sorted { $0.lexicographicallyPrecedes($1) }
        .prefix(6).map { "\"\(String(decoding: $0, as: UTF8.self))\"" }
      let list = texts.joined(separator: set.isComplement ? " nor " : " or ")
      words = set.isComplement ? "is not \(list)" : "is \(list)"
    case .numbers(let set):
      guard let range = range(set, family) else { return nil }
      words = range
    }
    return "'\(name)' \(words)\(values.hasNull ? ", or empty" : "")"
  }

  private func range(_ set: NumberSet, _ family: TermFamily) -> String? {
    func text(_ number: Number) -> String {
      switch family {
      case .date: CivilDate(days: Int32(truncatingIfNeeded: number.coefficient)).description
      case .timestamp:
        Instant(seconds: Int64(truncatingIfNeeded: number.coefficient)).description
      case .text, .integer, .decimal, .boolean, .list, .unknown: number.words
      }
    }
    if let single = set.single { return "is \(text(single))" }
    guard set.cuts.count <= 2 else { return nil }
    let (lower, upper) = (set.lowerEnd, set.upperEnd)
    // The ends of what the type holds say nothing.
    let bottom = lower.flatMap { $0.number == Number(.min) ? nil : $0 }
    let top = upper.flatMap { $0.number == Number(.max).successor ? nil : $0 }
    if let bottom, let top {
      return "lies from \(text(bottom.number)) to "
        + text(top.isAfter || !family.isWhole ? top.number : top.number.predecessor ?? top.number)
    }
    if let bottom {
      return "is \(bottom.isAfter ? "more than" : "at least") \(text(bottom.number))"
    }
    if let top {
      let isMost = top.isAfter || family.isWhole
      let number =
        top.isAfter || !family.isWhole ? top.number : top.number.predecessor ?? top.number
      return "is \(isMost ? "at most" : "less than") \(text(number))"
    }
    return nil
  }

  private func name(of term: TermID) -> String? {
    let table = flow.rules.table
    switch table[term].form {
    case .column(let slot):
      return graph.segment.columns.indices.contains(slot) ? graph.segment.columns[slot].name : nil
    case .now: return "now"
    case .today: return "today"
    case .call(let function, let operand):
      return name(of: operand).map { "\(function.rawValue)(\($0))" }
    case .fact(let key): return key.words(graph)
    case .contains(.term(let list), .constant(.text(let item))):
      return name(of: list).map { "\($0) contains \"\(String(decoding: item, as: UTF8.self))\"" }
    case .predicate(let operation, let text, let part):
      return name(of: text).map {
        "\($0) \(operation.rawValue) \"\(String(decoding: part, as: UTF8.self))\""
      }
    case .waitFact, .visited, .negate, .arithmetic, .less, .same, .contains, .other: return nil
    }
  }
}

extension FactKey {
  fileprivate func words(_ graph: StepGraph) -> String {
    var arguments: [String] = []
    if isEvent { arguments.append("\"\(kind.dropFirst(6))\"") }
    if step >= 0 { arguments.append(graph[NodeIndex(Int(step))].id) }
    if let url { arguments.append("\"\(url)\"") }
    if let within { arguments.append("within: \(within.words)") }
    return "\(isEvent ? "event" : kind)(\(arguments.joined(separator: ", ")))"
  }
}

extension Number {
  /// `-12.5`
  var words: String {
    var digits = String(coefficient.magnitude)
    if scale > 0 {
      digits = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -Int(scale)))
    }
    return coefficient < 0 ? "-" + digits : digits
  }
}
