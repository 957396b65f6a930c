import CampaignGraph
import CivilTime
import LiquidTemplates

/// How two values of one kind lie to each other.
enum RuleOrder {
  case before
  case same
  case after

  init<Value: Comparable>(_ a: Value, _ b: Value) {
    self = a < b ? .before : a == b ? .same : .after
  }
}

extension RuleExpression {
  /// `==` of two values; nil equals nothing, not even nil.
  func areEqual(
    _ a: RuleValue, _ b: RuleValue, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> Bool {
    switch (a, b) {
    case (.boolean(let x), .boolean(let y)): x == y
    case (.list(let x), .list(let y)): areEqual(x, y, row, inputs)
    default: order(a, b, row) == .same
    }
  }

  /// nil where a value is nil, or where the two have no order.
  func order(_ a: RuleValue, _ b: RuleValue, _ row: borrowing ContactRow) -> RuleOrder? {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): RuleOrder(x, y)
    case (.integer(let x), .decimal(let y)): RuleOrder(ExactDecimal(x), y)
    case (.decimal(let x), .integer(let y)): RuleOrder(x, ExactDecimal(y))
    case (.decimal(let x), .decimal(let y)): RuleOrder(x, y)
    case (.date(let x), .date(let y)): RuleOrder(x, y)
    case (.timestamp(let x), .timestamp(let y)): RuleOrder(x, y)
    case (.text(let x), .text(let y)): order(x, y, row)
    default: nil
    }
  }

  /// nil where either is nil.
  func isMember(
    _ value: RuleValue, of list: RuleValue, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> Bool? {
    guard !value.isNull, case .list(let list) = list else { return nil }
    for index in 0..<list.count
    where areEqual(value, item(index, of: list, row, inputs), row, inputs) {
      return true
    }
    return false
  }

  func contains(
    _ a: RuleValue, _ b: RuleValue, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> Bool {
    switch (a, b) {
    case (.list, _): isMember(b, of: a, row, inputs) ?? false
    case (.text(let x), .text(let y)): contains(x, y, row)
    default: false
    }
  }

  func starts(_ a: RuleValue, with b: RuleValue, _ row: borrowing ContactRow) -> Bool {
    guard case (.text(let x), .text(let y)) = (a, b) else { return false }
    return starts(x, with: y, row)
  }

  func ends(_ a: RuleValue, with b: RuleValue, _ row: borrowing ContactRow) -> Bool {
    guard case (.text(let x), .text(let y)) = (a, b) else { return false }
    return ends(x, with: y, row)
  }

  private func areEqual(
    _ a: RuleList, _ b: RuleList, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> Bool {
    guard a.count == b.count else { return false }
    for index in 0..<a.count
    where !areEqual(
      item(index, of: a, row, inputs), item(index, of: b, row, inputs), row, inputs)
    {
      return false
    }
    return true
  }

  /// `index` is below the list's count.
  func item(
    _ index: Int, of list: RuleList, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> RuleValue {
    switch list {
    case .row(let start, _):
      let place = Int(start) + index
      return place < row.items.count ? RuleValue(row.items[place]) : .null
    case .literal(let first, _):
      return value(of: operands[Int(first) + index], row, inputs)
    }
  }
}
