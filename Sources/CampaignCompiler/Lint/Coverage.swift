import CampaignGraph
import LiquidTemplates

/// Whether at least one of some rules holds for every contact.
enum Coverage: Equatable {
  case complete
  /// No rule holds for such a contact: `plan == "team"`.
  case open(example: String)
  /// Not decided: the rules ask for more than enum and boolean columns, or there are too many
  /// combinations.
  case unknown

  /// Combinations of values that are tried.
  private static let budget = 4096

  init(of rules: [RuleExpression], over schema: SegmentSchema) {
    var columns: [Int] = []
    for rule in rules {
      for case .column(let slot) in rule.nodes where !columns.contains(Int(slot)) {
        columns.append(Int(slot))
      }
    }
    var choices: [[RuleLiteral]] = []
    var combinations = 1
    for slot in columns {
      guard schema.columns.indices.contains(slot), let values = values(of: schema.columns[slot])
      else {
        self = .unknown
        return
      }
      choices.append(values)
      combinations *= values.count
      guard combinations > 0, combinations <= Coverage.budget else {
        self = .unknown
        return
      }
    }
    for number in 0..<combinations {
      var rest = number
      var contact: [Int: RuleLiteral] = [:]
      for (slot, values) in zip(columns, choices) {
        contact[slot] = values[rest % values.count]
        rest /= values.count
      }
      var holds = false
      for rule in rules {
        guard let value = evaluate(rule, contact) else {
          self = .unknown
          return
        }
        holds = holds || value == .boolean(true)
      }
      guard holds else {
        let facts = columns.compactMap { slot in
          contact[slot].map { "\(schema.columns[slot].name) \(spelled($0))" }
        }
        self = facts.isEmpty ? .unknown : .open(example: facts.joined(separator: " and "))
        return
      }
    }
    self = .complete
  }
}

/// Every value that a cell of the column can have; nil if they cannot be listed.
private func values(of column: Column) -> [RuleLiteral]? {
  var values: [RuleLiteral]
  switch column.type {
  case .boolean: values = [.boolean(true), .boolean(false)]
  case .enumeration(let names): values = names.map { .string(Array($0.utf8)) }
  case .string, .email, .integer, .decimal, .date, .timestamp, .timezone, .url, .list: return nil
  }
  if column.isNullable, column.defaultText == nil { values.append(.null) }
  return values
}

private func spelled(_ value: RuleLiteral) -> String {
  switch value {
  case .null: "without a value"
  case .boolean(let flag): flag ? "true" : "false"
  case .string(let bytes): "\"\(String(decoding: bytes, as: UTF8.self))\""
  case .integer, .decimal, .duration, .date, .timestamp: "…"
  }
}

extension RuleExpression {
  /// Whether a node is `nil` as written.
  fileprivate func isNil(_ node: Int32) -> Bool {
    guard case .literal(let i) = nodes[Int(node)] else { return false }
    return literals[Int(i)] == .null
  }
}

/// The value of a rule for a contact of whom these columns are known; nil if it asks for anything
/// else.
private func evaluate(_ rule: RuleExpression, _ contact: [Int: RuleLiteral]) -> RuleLiteral? {
  var values: [RuleLiteral?] = []
  var lists: [Int: [RuleLiteral]] = [:]
  for (index, node) in rule.nodes.enumerated() {
    func value(_ operand: Int32) -> RuleLiteral? { values[Int(operand)] }
    switch node {
    case .literal(let i): values.append(rule.literals[Int(i)])
    case .column(let slot): values.append(contact[Int(slot)])
    case .not(let a): values.append(value(a).map { .boolean($0 != .boolean(true)) })
    case .list(let first, let count):
      let items = rule.operands[Int(first)..<Int(first) + Int(count)].compactMap { value($0) }
      guard items.count == Int(count) else { return nil }
      lists[index] = items
      values.append(nil)
    case .binary(let operation, let a, let b):
      let asksForNil = rule.isNil(a) || rule.isNil(b)
      values.append(
        evaluate(operation, value(a), value(b), list: lists[Int(b)], asksForNil: asksForNil))
    case .fact, .now, .today, .negate, .call: values.append(nil)
    }
  }
  return values.last ?? nil
}

private func evaluate(
  _ operation: RuleOperator, _ a: RuleLiteral?, _ b: RuleLiteral?, list: [RuleLiteral]?,
  asksForNil: Bool
) -> RuleLiteral? {
  switch operation {
  case .or, .and:
    let decisive = RuleLiteral.boolean(operation == .or)
    if a == decisive || b == decisive { return decisive }
    guard a != nil, b != nil else { return nil }
    return .boolean(operation == .and)
  case .equal, .notEqual:
    guard let a, let b else { return nil }
    // A comparison with nil is false unless nil is written.
    if !asksForNil, a == .null || b == .null { return .boolean(false) }
    return .boolean((a == b) == (operation == .equal))
  case .in, .notIn:
    guard let a, let list else { return nil }
    if a == .null { return .boolean(false) }
    return .boolean(list.contains(a) == (operation == .in))
  case .less, .lessOrEqual, .greater, .greaterOrEqual, .contains, .startsWith, .endsWith, .add,
    .subtract, .multiply, .divide:
    return nil
  }
}
