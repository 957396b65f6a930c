import CampaignGraph
import CivilTime
import LiquidTemplates

/// What a rule evaluates to for a contact. Allocates nothing.
package func evaluate(
  _ rule: RuleExpression, row: borrowing ContactRow, inputs: RuleInputs
) -> RuleValue {
  rule.value(of: Int32(rule.nodes.count - 1), row, inputs)
}

/// Whether a condition is met; nil is not.
package func holds(
  _ rule: RuleExpression, row: borrowing ContactRow, inputs: RuleInputs
) -> Bool {
  rule.isTrue(Int32(rule.nodes.count - 1), row, inputs)
}

extension RuleExpression {
  func isTrue(_ index: Int32, _ row: borrowing ContactRow, _ inputs: RuleInputs) -> Bool {
    switch nodes[Int(index)] {
    case .binary(.and, let a, let b): isTrue(a, row, inputs) && isTrue(b, row, inputs)
    case .binary(.or, let a, let b): isTrue(a, row, inputs) || isTrue(b, row, inputs)
    case .not(let a): !isTrue(a, row, inputs)
    case .binary, .literal, .column, .fact, .now, .today, .list, .negate, .call:
      value(of: index, row, inputs).isTrue
    }
  }

  func value(of index: Int32, _ row: borrowing ContactRow, _ inputs: RuleInputs) -> RuleValue {
    switch nodes[Int(index)] {
    case .literal(let literal): value(ofLiteral: literal)
    case .column(let slot): RuleValue(row.cell(at: Int(slot)))
    case .fact(let fact):
      .boolean(
        inputs.engagement.holds(
          facts[Int(fact)], asOf: inputs.now, zone: inputs.zone, entered: inputs.entered))
    case .now: .timestamp(inputs.now)
    case .today: .date(inputs.today)
    case .list(let first, let count): .list(.literal(first: first, count: count))
    case .not(let a): .boolean(!isTrue(a, row, inputs))
    case .negate(let a): value(of: a, row, inputs).negated
    case .binary(.and, _, _), .binary(.or, _, _): .boolean(isTrue(index, row, inputs))
    case .binary(.equal, let a, let b) where isNil(a) || isNil(b):
      .boolean(value(of: isNil(a) ? b : a, row, inputs).isNull)
    case .binary(.notEqual, let a, let b) where isNil(a) || isNil(b):
      .boolean(!value(of: isNil(a) ? b : a, row, inputs).isNull)
    case .binary(let operation, let a, let b):
      apply(operation, value(of: a, row, inputs), value(of: b, row, inputs), row, inputs)
    case .call(let function, let a):
      apply(function, value(of: a, row, inputs), row, inputs)
    }
  }

  /// Whether the rule says `nil` there.
  private func isNil(_ index: Int32) -> Bool {
    guard case .literal(let literal) = nodes[Int(index)] else { return false }
    if case .null = literals[Int(literal)] { return true }
    return false
  }

  private func value(ofLiteral index: Int32) -> RuleValue {
    switch literals[Int(index)] {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .decimal(let value): .decimal(value)
    case .string(let bytes): bytes.isEmpty ? .null : .text(RuleText(.literal(index)))
    case .duration(let value): .duration(value)
    case .date(let value): .date(value)
    case .timestamp(let value): .timestamp(value)
    }
  }

  private func apply(
    _ operation: RuleOperator, _ a: RuleValue, _ b: RuleValue, _ row: borrowing ContactRow,
    _ inputs: RuleInputs
  ) -> RuleValue {
    switch operation {
    case .or, .and: .null
    case .equal: .boolean(areEqual(a, b, row, inputs))
    case .notEqual: .boolean(!a.isNull && !b.isNull && !areEqual(a, b, row, inputs))
    case .less: .boolean(order(a, b, row) == .before)
    case .lessOrEqual: .boolean(order(a, b, row).map { $0 != .after } ?? false)
    case .greater: .boolean(order(a, b, row) == .after)
    case .greaterOrEqual: .boolean(order(a, b, row).map { $0 != .before } ?? false)
    case .in: .boolean(isMember(a, of: b, row, inputs) ?? false)
    case .notIn: .boolean(isMember(a, of: b, row, inputs).map { !$0 } ?? false)
    case .contains: .boolean(contains(a, b, row, inputs))
    case .startsWith: .boolean(starts(a, with: b, row))
    case .endsWith: .boolean(ends(a, with: b, row))
    case .add: a.adding(b, isNegative: false, zone: inputs.zone)
    case .subtract: a.adding(b, isNegative: true, zone: inputs.zone)
    case .multiply: a.multiplied(by: b)
    case .divide: a.divided(by: b)
    }
  }

  private func apply(
    _ function: RuleFunction, _ a: RuleValue, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> RuleValue {
    switch function {
    case .daysSince: a.days(until: inputs.today, zone: inputs.zone).map { .integer($0) } ?? .null
    case .daysUntil: a.days(until: inputs.today, zone: inputs.zone).map { .integer(-$0) } ?? .null
    case .lower:
      if case .text(let text) = a { .text(RuleText(text.source, isLowered: true)) } else { .null }
    case .size: size(of: a, row)
    }
  }

  private func size(of value: RuleValue, _ row: borrowing ContactRow) -> RuleValue {
    switch value {
    case .null: .integer(0)
    case .text(let text): .integer(Int64(scalarCount(text, row)))
    case .list(let list): .integer(Int64(list.count))
    case .boolean, .integer, .decimal, .date, .timestamp, .duration: .null
    }
  }
}

extension ContactRow {
  /// A slot past the end holds null.
  func cell(at slot: Int) -> Cell {
    slot >= 0 && slot < cells.count ? cells[slot] : .null
  }
}

extension RuleValue {
  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  var isTrue: Bool {
    if case .boolean(true) = self { true } else { false }
  }

  init(_ cell: Cell) {
    switch cell {
    case .null: self = .null
    case .text(let start, let count): self = .text(RuleText(.row(start: start, count: count)))
    case .integer(let value): self = .integer(value)
    case .decimal(let value): self = .decimal(value)
    case .boolean(let value): self = .boolean(value)
    case .date(let value): self = .date(value)
    case .timestamp(let value): self = .timestamp(value)
    case .list(let start, let count): self = .list(.row(start: start, count: count))
    }
  }
}
