import CampaignGraph
import CivilTime
import LiquidTemplates

extension StepMachine {
  func branch<Receiver: EffectReceiver>(
    _ first: Int, _ count: Int, _ otherwise: NodeIndex, _ cursor: inout Cursor,
    _ contact: borrowing Contact, _ receiver: inout Receiver
  ) {
    if isExitDue(contact) { return exitByRule(&cursor, contact, &receiver) }
    cursor.pass(cursor.node)
    var target = otherwise
    var taken: Int?
    for index in 0..<count
    where holds(cases[first + index].when, row: contact.row, inputs: contact.inputs) {
      target = cases[first + index].target
      taken = index
      break
    }
    receiver.note(.branched(cursor.node, at: cursor.at, case: taken))
    cursor.node = target
  }

  func split<Receiver: EffectReceiver>(
    _ hash: Int, _ cursor: inout Cursor, _ contact: borrowing Contact, _ receiver: inout Receiver
  ) {
    guard case .split(let split) = graph[cursor.node].kind else { return }
    if isExitDue(contact) { return exitByRule(&cursor, contact, &receiver) }
    cursor.pass(cursor.node)
    let bucket = contact.withKey(split.keyColumn) { hashes[hash].bucket(for: $0) }
    let variant = split.variant(forBucket: bucket)
    guard split.variants.indices.contains(variant) else {
      return end(.failed(.endless(cursor.node)), &cursor, &receiver)
    }
    let choice = SplitChoice(split: cursor.node, variant: variant)
    cursor.variant = choice
    receiver.note(.dealt(choice, at: cursor.at))
    cursor.node = split.variants[variant].target
  }

  func act<Receiver: EffectReceiver>(
    _ next: NodeIndex, _ cursor: inout Cursor, _ contact: inout Contact,
    _ receiver: inout Receiver
  ) {
    guard case .action(let action, _) = graph[cursor.node].kind else { return }
    if isExitDue(contact) { return exitByRule(&cursor, contact, &receiver) }
    cursor.pass(cursor.node)
    assign(action.assignments, &cursor, &contact)
    if !action.addTags.isEmpty || !action.removeTags.isEmpty {
      contact.row.changeTags(
        columns.tags, adding: action.addTags, removing: action.removeTags)
      cursor.record(columns.tags, in: contact.row)
    }
    receiver.act(cursor.node, at: cursor.at, cursor: cursor, contact: contact)
    cursor.node = next
  }

  /// All rules see the values from before; of several for one column the last one stays.
  private func assign(
    _ assignments: [ActionStep.Assignment], _ cursor: inout Cursor, _ contact: inout Contact
  ) {
    let before = contact.row.cells
    var after = before
    for assignment in assignments
    where after.indices.contains(assignment.column)
      && graph.segment.columns.indices.contains(assignment.column)
    {
      contact.row.assign(
        assignment.value, to: assignment.column,
        type: graph.segment.columns[assignment.column].type, inputs: contact.inputs)
      after[assignment.column] = contact.row.cells[assignment.column]
      contact.row.cells = before
    }
    contact.row.cells = after
    checkAddress(&contact)
    for assignment in assignments { cursor.record(assignment.column, in: contact.row) }
  }
}

extension SplitStep {
  /// The variant of a bucket of 0 to 9,999: the first whose share, added to those before it, lies above it.
  func variant(forBucket bucket: Int) -> Int {
    var share = 0
    for (index, variant) in variants.enumerated() {
      share += variant.weight * 100
      if bucket < share { return index }
    }
    return variants.count - 1
  }
}

extension ContactRow {
  /// Removes tags, then adds those that are not there yet, at the end.
  mutating func changeTags(_ column: Int, adding: [String], removing: [String]) {
    guard column >= 0, column < cells.count else { return }
    var tags = list(cells[column]).filter { cell in
      !removing.contains { text(cell).elementsEqual($0.utf8) }
    }
    for tag in adding where !tags.contains(where: { text($0).elementsEqual(tag.utf8) }) {
      let cell = storeText(tag.utf8)
      if cell != .null { tags.append(cell) }
    }
    let start = items.count
    items.append(contentsOf: tags)
    cells[column] =
      tags.isEmpty
      ? .null : .list(start: Int32(clamping: start), count: Int32(clamping: tags.count))
  }
}
