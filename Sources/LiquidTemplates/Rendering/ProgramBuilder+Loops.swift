import Diagnostics

extension ProgramBuilder {
  /// A loop: `body` for each turn, `otherwise` if there is none.
  mutating func loop(
    _ head: ForTag.Head, assigning names: [Identifier],
    _ body: (inout ProgramBuilder) -> Void, otherwise: (inout ProgramBuilder) -> Void
  ) {
    let collection = push(head.collection)
    check(collection, head.collection)
    pushCount(head.limit)
    pushCount(head.offset)
    forget(names)
    let variable = newVariable()
    loopTable.append(
      Program.Loop(
        variable: variable, hasLimit: head.limit != nil, hasOffset: head.offset != nil,
        isReversed: head.isReversed, hasParent: !frame.loops.isEmpty))
    let none = label()
    let end = label()
    let top = label()
    let loop = Frame.OpenLoop(
      variable: head.variable, slot: variable, depth: Int32(loopDepth), nextTurn: label(),
      end: label(), captures: frame.captures.count)
    let entry = flow
    append(.beginLoop(Int32(loopTable.count - 1), to: none))
    place(top)
    flow.variables[variable] = element(of: collection)
    frame.loops.append(loop)
    loopDepth += 1
    body(&self)
    loopDepth -= 1
    let closed = frame.loops.removeLast()
    place(loop.nextTurn)
    flow = flow.joined(with: closed.continued)
    append(.nextTurn(to: top))
    place(loop.end)
    append(.endLoop)
    jump(to: end)
    let after = flow.joined(with: closed.broken)
    place(none)
    flow = entry
    otherwise(&self)
    place(end)
    flow = after.joined(with: flow)
    flow.variables[variable] = nil
    // A turn may never come to its end and still have printed: the place in the markup is the body's.
    if after.isReachable { flow.markup = after.markup.joined(with: flow.markup) }
    facts.canFail = true
  }

  /// `break` or `continue`.
  mutating func leaveTurn(endsLoop: Bool) {
    guard let index = frame.loops.indices.last else { return }
    for slot in frame.captures[frame.loops[index].captures...].reversed() { endCapture(slot) }
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
  private mutating func forget(_ names: [Identifier]) {
    for name in names {
      if let slot = frame.variables[name.utf8] { flow.variables[slot] = .any }
    }
  }

  private func element(of collection: StaticValue) -> StaticValue {
    guard case .list(let element) = collection.type else { return .any }
    return StaticValue(element)
  }

  private mutating func check(_ collection: StaticValue, _ expression: Expression) {
    switch collection.type.kind {
    case .any where collection.type != .loop, .list: break
    case .any, .text, .number, .boolean, .date, .timestamp:
      report(
        "type-mismatch",
        "'for' goes through a list or a range, and this is \(collection.type.description)",
        at: expression.range)
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
