import Diagnostics

extension ProgramBuilder {
  /// A loop: `body` for each turn, `otherwise` if there is none.
  mutating func loop(
    _ head: LoopHead, over block: Block,
    _ body: (inout ProgramBuilder) -> Void, otherwise: (inout ProgramBuilder) -> Void
  ) {
    let collection = push(head.collection)
    check(collection, head)
    pushCount(head.limit)
    pushCount(head.offset)
    pushCount(head.columns)
    loop(head, over: block, collection, body, otherwise: otherwise)
  }

  /// A loop over the list on the stack.
  mutating func loop(
    _ head: LoopHead, over block: Block?, _ collection: StaticValue,
    _ body: (inout ProgramBuilder) -> Void, otherwise: (inout ProgramBuilder) -> Void
  ) {
    if let block { forget(block) }
    let variable = dynamic == nil ? newVariable() : nameIndex(head.variable.utf8)
    let isTable = head.kind == .table
    let loop = Frame.OpenLoop(
      variable: head.variable, slot: variable, depth: Int32(loopDepth), nextTurn: label(),
      end: label(), captures: frame.captures.count, kind: head.kind)
    addToTable(head, loop)
    let none = label()
    let end = label()
    let top = label()
    let entry = flow
    flow.markup.expectValueInLink()
    append(.beginLoop(Int32(loopTable.count - 1), to: none))
    place(top)
    flow.variables[variable] = element(of: collection)
    if isTable { pass("<tr class=\"row1\">\n<td class=\"col1\">") }
    let turnPlace = flow.markup
    frame.loops.append(loop)
    frame.bound.append((head.variable.utf8, variable))
    loopDepth += 1
    body(&self)
    loopDepth -= 1
    frame.bound.removeLast()
    let closed = frame.loops.removeLast()
    place(loop.nextTurn)
    flow = flow.joined(with: closed.continued)
    requirePlace(turnPlace, at: text.range(head.variable.range), "a turn of this loop begins")
    if isTable { append(.endCell) }
    append(.nextTurn(to: top))
    if isTable {
      let over = label()
      jump(to: over)
      place(loop.end)
      append(.literal(literalIndex(Array("</td>".utf8))))
      place(over)
    } else {
      place(loop.end)
    }
    append(.endLoop)
    jump(to: end)
    var after = flow.joined(with: closed.broken)
    if isTable { after.markup.advance(over: Array("</td></tr>\n".utf8)) }
    place(none)
    flow = entry
    otherwise(&self)
    place(end)
    flow = after.joined(with: flow)
    flow.variables[variable] = nil
    facts.canFail = true
  }

  private mutating func addToTable(_ head: LoopHead, _ loop: Frame.OpenLoop) {
    var entry = Program.Loop(
      variable: loop.slot, hasLimit: head.limit != nil, hasOffset: head.offset != nil,
      isReversed: head.isReversed,
      hasParent: dynamic != nil || frame.loops.contains { $0.kind == .list }, kind: head.kind,
      hasColumns: head.columns != nil)
    entry.nextTurn = loop.nextTurn
    entry.end = loop.end
    if head.kind == .list {
      entry.offsetRegister = register(Array("for ".utf8) + head.name)
      entry.continues = head.continues
      entry.name = constant(text: head.name)
    }
    loopTable.append(entry)
  }

  /// Text that the rendering itself prints.
  private mutating func pass(_ text: StaticString) {
    guard context == .html else { return }
    flow.markup.advance(
      over: Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)))
  }

  /// `break` or `continue`.
  mutating func leaveTurn(_ tag: TagHead, endsLoop: Bool, isInLoop: Bool) {
    guard isInLoop || dynamic == nil, let index = frame.loops.indices.last else {
      if dynamic != nil {
        append(.interrupt(isBreak: endsLoop))
      } else {
        report(
          "liquid-syntax",
          "'\(tag.name.text)' stands inside '{% for %}' or '{% tablerow %}' only",
          at: tag.markup.whole)
      }
      return
    }
    for place in (frame.loops[index].captures..<frame.captures.count).reversed() {
      if frame.captures[place] == ProgramBuilder.unnamedCapture {
        append(.endIfChanged(register(Array("ifchanged".utf8))))
      } else {
        endCapture(frame.captures[place])
        flow.markup = frame.places[place]
      }
    }
    if endsLoop {
      frame.loops[index].broken = flow.joined(with: frame.loops[index].broken)
      jump(to: frame.loops[index].end)
    } else {
      frame.loops[index].continued = flow.joined(with: frame.loops[index].continued)
      jump(to: frame.loops[index].nextTurn)
    }
    flow.isReachable = false
  }

  /// Nothing is known of what a loop's body assigns, since a turn before may have.
  private mutating func forget(_ block: Block) {
    guard dynamic == nil else { return }
    let (assigned, counted) = names(of: block)
    for name in assigned {
      guard let slot = frame.variables[name.utf8] else { continue }
      var value = StaticValue.any
      value.isUnset = self.value(ofVariable: slot).isUnset
      setVariable(slot, to: value)
    }
    for name in counted {
      guard let slot = frame.counters[name.utf8] else { continue }
      flow.variables[slot] = StaticValue(.integer, isNullable: true)
    }
  }

  private func element(of collection: StaticValue) -> StaticValue {
    guard case .list(let element) = collection.type else { return .any }
    return StaticValue(element)
  }

  private mutating func check(_ collection: StaticValue, _ head: LoopHead) {
    guard dynamic == nil else { return }
    let isLoop = collection.type == .loop || collection.type == .table
    switch collection.type.kind {
    case .any where !isLoop, .list: break
    case .any, .text, .number, .boolean, .date, .timestamp:
      report(
        "type-mismatch",
        "'\(head.kind == .table ? "tablerow" : "for")' goes through a list or a range, and this is \(collection.type.description)",
        at: head.collection.range)
    }
  }

  private mutating func pushCount(_ expression: Expression?) {
    guard let expression else { return }
    let value = push(expression)
    guard value.type.kind == .any || value.type.kind == .number else {
      report(
        "type-mismatch", "'limit' and 'offset' are numbers, and this is \(value.type.description)",
        at: expression.range)
      return
    }
  }
}
