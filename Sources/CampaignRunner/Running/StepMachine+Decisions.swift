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
    let key = contact.keyColumn(of: split, id: columns.id)
    let bucket = contact.withKey(key) { hashes[hash].bucket(for: $0) }
    let isSampled = bucket < split.totalWeight * 100
    let variant = split.variant(forBucket: bucket)
    // A holdout stays one, whatever has won.
    if split.winner == nil
      || isSampled && split.variants.indices.contains(variant) && split.variants[variant].isHoldout
    {
      return deal(variant, of: split, &cursor, &receiver)
    }
    let decision = decisions[Int(cursor.node.value)]
    let isDecided = decision?.at.map { $0 <= cursor.at } ?? false
    if isDecided, let winner = decision?.winner {
      deal(winner, of: split, isWinner: true, &cursor, &receiver)
    } else if isDecided || !isSampled {
      // Asked again at the decision: what the cursor has passed is noted then.
      cursor.timing = []
      cursor.status = .awaitingWinner(until: decision?.at)
      receiver.note(.awaitsWinner(cursor.node, from: cursor.at, until: decision?.at))
    } else {
      deal(variant, of: split, &cursor, &receiver)
    }
  }

  private func deal<Receiver: EffectReceiver>(
    _ variant: Int, of split: SplitStep, isWinner: Bool = false, _ cursor: inout Cursor,
    _ receiver: inout Receiver
  ) {
    guard split.variants.indices.contains(variant) else {
      return end(.failed(.endless(cursor.node)), &cursor, &receiver)
    }
    cursor.pass(cursor.node)
    let choice = SplitChoice(split: cursor.node, variant: variant)
    cursor.variant = choice
    receiver.note(isWinner ? .gotWinner(choice, at: cursor.at) : .dealt(choice, at: cursor.at))
    cursor.node = split.variants[variant].target
  }

  /// When those who wait at a split get its winner; nil while it is not decided.
  func winnerInstant(_ cursor: borrowing Cursor) -> Instant? {
    guard let decision = decisions[Int(cursor.node.value)], decision.winner != nil else {
      return nil
    }
    return decision.at.map { max($0, cursor.at) }
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
        columns.tags, adding: action.addTags, removing: action.removeTags,
        isNullable: isNullable(columns.tags))
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
        type: graph.segment.columns[assignment.column].type,
        isNullable: isNullable(assignment.column), inputs: contact.inputs)
      after[assignment.column] = contact.row.cells[assignment.column]
      contact.row.cells = before
    }
    contact.row.cells = after
    checkAddress(&contact)
    for assignment in assignments { cursor.record(assignment.column, in: contact.row) }
  }

  private func isNullable(_ column: Int) -> Bool {
    !graph.segment.columns.indices.contains(column) || graph.segment.columns[column].isNullable
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
  ///
  /// A list without items is empty as a cell of the column is: null, or, where that may not be, a list.
  mutating func changeTags(
    _ column: Int, adding: [String], removing: [String], isNullable: Bool
  ) {
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
      tags.isEmpty && isNullable
      ? .null : .list(start: Int32(clamping: start), count: Int32(clamping: tags.count))
  }
}
