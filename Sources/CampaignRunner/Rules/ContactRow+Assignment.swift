import CampaignGraph
import LiquidTemplates

extension ContactRow {
  /// Evaluates `rule` and puts its value into a column, as `set` does. nil empties the cell.
  ///
  /// An integer becomes a decimal in a decimal column; text that is no web address is nil in a url column,
  /// so that no data makes a link a script. An empty list is nil where the column may be empty. A slot
  /// past the end changes nothing.
  package mutating func assign(
    _ rule: RuleExpression, to column: Int, type: ColumnType, isNullable: Bool = true,
    inputs: RuleInputs
  ) {
    guard cells.indices.contains(column) else { return }
    let value = evaluate(rule, row: self, inputs: inputs)
    let cell = store(value, of: rule, as: type, inputs)
    guard case .list = type else {
      cells[column] = cell
      return
    }
    let isEmpty = list(cell).isEmpty
    cells[column] = isEmpty ? isNullable ? .null : .list(start: 0, count: 0) : cell
  }

  /// nil for what a url column must not hold.
  private mutating func store(
    _ text: RuleText, of rule: RuleExpression, as type: ColumnType
  ) -> Cell {
    let cell = store(text, of: rule)
    guard type == .url else { return cell }
    return CellParser.isWebAddress(self.text(cell).span) ? cell : .null
  }

  private mutating func store(
    _ value: RuleValue, of rule: RuleExpression, as type: ColumnType, _ inputs: RuleInputs
  ) -> Cell {
    switch value {
    case .null, .duration: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): type == .decimal ? .decimal(ExactDecimal(value)) : .integer(value)
    case .decimal(let value): .decimal(value)
    case .date(let value): .date(value)
    case .timestamp(let value): .timestamp(value)
    case .text(let text): store(text, of: rule, as: type)
    case .list(let list): store(list, of: rule, as: type, inputs)
    }
  }

  private mutating func store(_ text: RuleText, of rule: RuleExpression) -> Cell {
    if case .row(let start, let count) = text.source, !text.isLowered {
      return .text(start: start, count: count)
    }
    let bytes = rule.withBytes(of: text, self) { bytes in
      var rest = CasedBytes(bytes, isLowered: text.isLowered)
      var result: [UInt8] = []
      while let byte = rest.next() { result.append(byte) }
      return result
    }
    return storeText(bytes)
  }

  private mutating func store(
    _ list: RuleList, of rule: RuleExpression, as type: ColumnType, _ inputs: RuleInputs
  ) -> Cell {
    var item = type
    if case .list(let of, _) = type { item = of }
    if case .row(let start, let count) = list, item != .decimal, item != .url {
      return .list(start: start, count: count)
    }
    var stored: [Cell] = []
    for index in 0..<list.count {
      let value = rule.item(index, of: list, self, inputs)
      let cell = store(value, of: rule, as: item, inputs)
      if cell != .null { stored.append(cell) }
    }
    let start = items.count
    items.append(contentsOf: stored)
    return stored.isEmpty ? .null : .list(start: Int32(start), count: Int32(stored.count))
  }
}
