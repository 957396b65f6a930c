import CampaignGraph
import Diagnostics

/// A rule of a step that asks what a contact did with an email.
struct AskedEmail {
  let node: NodeIndex
  let fact: EngagementFact
  /// The emails one of which would do: an `or` may ask about several. Empty: any email.
  let alternatives: Set<NodeIndex>
  let rule: MappedText
  /// Whether the rule also asks if the email was sent at all.
  let asksIfSent: Bool
  /// Whether it is a wait for an event.
  let isWait: Bool
}

extension AskedEmail {
  /// Every question about emails at a step that some run comes to, in the order of the file.
  static func all(in campaign: CompiledCampaign, _ facts: PathFacts) -> [AskedEmail] {
    let graph = campaign.graph
    var asked: [AskedEmail] = []
    for (index, node) in graph.nodes.enumerated() where facts.ways.isReached[index] {
      switch node.kind {
      case .branch, .action, .waitForEvent: break
      case .email, .wait, .split, .exit, .complete: continue
      }
      guard let step = campaign.analyzed.step(of: NodeIndex(index)) else { continue }
      let definition = campaign.analyzed.outline.steps[step].definition.kind
      switch (node.kind, definition) {
      case (.branch(let branch), .branch(let written)):
        for (one, text) in zip(branch.cases, written.cases) {
          guard let when = text.when else { continue }
          asked += AskedEmail.all(of: one.when, at: NodeIndex(index), written: when)
        }
      case (.action(let action, _), .action(let written)):
        for (one, text) in zip(action.assignments, written.assignments) {
          asked += AskedEmail.all(of: one.value, at: NodeIndex(index), written: text.value)
        }
      case (.waitForEvent(let wait), .wait(.event(let text, _, _, _))):
        guard wait.fact.isAboutMail else { continue }
        asked.append(
          AskedEmail(
            node: NodeIndex(index), fact: wait.fact,
            alternatives: wait.fact.step.map { [$0] } ?? [], rule: text, asksIfSent: false,
            isWait: true))
      default: continue
      }
    }
    return asked
  }
}

extension AskedEmail {
  fileprivate static func all(
    of rule: RuleExpression, at node: NodeIndex, written: MappedText
  ) -> [AskedEmail] {
    guard !rule.facts.isEmpty else { return [] }
    let sent = rule.facts.filter { $0.kind == .sent }
    return rule.groups.flatMap { group in
      let facts = group.map { rule.facts[$0] }.filter(\.isAboutMail)
      let emails = Set(facts.compactMap(\.step))
      let isAny = facts.contains { $0.step == nil }
      return facts.map { fact in
        AskedEmail(
          node: node, fact: fact, alternatives: isAny ? [] : emails, rule: written,
          asksIfSent: fact.kind != .sent
            && sent.contains { $0.step == nil || $0.step == fact.step },
          isWait: false)
      }
    }
  }

  /// Where the rule names the email, or the whole rule.
  func range(_ graph: StepGraph) -> SourceRange {
    guard let step = fact.step else { return rule.whole }
    let name = Array(graph[step].id.utf8)
    let text = rule.utf8
    guard text.count >= name.count else { return rule.whole }
    func isWord(_ byte: UInt8) -> Bool {
      byte == 0x5F || byte == 0x2D || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
        || byte >= 0x80
    }
    for start in 0...(text.count - name.count) where text[start...].starts(with: name) {
      let end = start + name.count
      let isWhole =
        (start == 0 || !isWord(text[start - 1])) && (end == text.count || !isWord(text[end]))
      if isWhole { return rule.range(start..<end) }
    }
    return rule.whole
  }
}

extension RuleExpression {
  /// The facts of the rule, by index: those of one chain of `or` together.
  fileprivate var groups: [[Int]] {
    var groups: [[Int]] = []
    func collect(_ index: Int32, into group: inout [Int]) {
      switch nodes[Int(index)] {
      case .fact(let fact): group.append(Int(fact))
      case .binary(.or, let a, let b):
        collect(a, into: &group)
        collect(b, into: &group)
      case .literal, .column, .now, .today, .list, .not, .negate, .binary, .call: begin(index)
      }
    }
    func begin(_ index: Int32) {
      switch nodes[Int(index)] {
      case .fact, .binary(.or, _, _):
        var group: [Int] = []
        collect(index, into: &group)
        if !group.isEmpty { groups.append(group) }
      case .literal, .column, .now, .today, .list, .not, .negate, .binary, .call:
        for operand in nodes[Int(index)].operands(in: operands) { begin(operand) }
      }
    }
    begin(Int32(nodes.count - 1))
    return groups
  }
}

extension EngagementFact {
  /// Not asked by the name of an event of the contact's own.
  var isAboutMail: Bool {
    if case .event = kind { false } else { true }
  }
}
