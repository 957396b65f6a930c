import Diagnostics

extension ProgramBuilder {
  /// What a name stands for here; nil for one that is unknown.
  func meaning(of name: [UInt8]) -> NameMeaning? {
    guard dynamic == nil else { return nil }
    if let bound = frame.bound.last(where: { $0.name == name }) { return .variable(bound.slot) }
    let hasLoops = !frame.loops.isEmpty || frame.renderLoop != nil
    if hasLoops, name.elementsEqual("forloop".utf8) {
      if let loop = frame.loops.last(where: { $0.kind == .list }) {
        return .loop(depth: loop.depth)
      }
      if let depth = frame.renderLoop { return .loop(depth: depth) }
    }
    if hasLoops, name.elementsEqual("tablerowloop".utf8),
      let loop = frame.loops.last(where: { $0.kind == .table })
    {
      return .table(depth: loop.depth)
    }
    if !frame.variables.isEmpty, let slot = frame.variables[name] { return .variable(slot) }
    if !frame.counters.isEmpty, let slot = frame.counters[name] { return .variable(slot) }
    return outerMeaning(of: name)
  }

  /// What a name stands for apart from this text's own variables.
  private func outerMeaning(of name: [UInt8]) -> NameMeaning? {
    if frame.content != nil, name.elementsEqual("content".utf8) { return .content }
    for (spelling, reserved) in ReservedName.spelled where name == spelling {
      return .reserved(reserved)
    }
    return scope.slots[name].map { .column($0) }
  }

  /// What is known of a column here.
  func value(ofColumn slot: Int) -> StaticValue {
    let column = scope.columns[slot]
    let isNullable = column.isNullable && !flow.presentColumns.contains(slot)
    var value = StaticValue(StaticType(column.type), isNullable: isNullable, column: slot)
    value.mirror = slot
    value.isWebAddress = column.type == .url
    return value
  }

  func value(ofVariable slot: Int32) -> StaticValue {
    var value = flow.variables[slot] ?? .unset
    // A copy of a column that was asked for in the meantime.
    if let mirror = value.mirror, flow.presentColumns.contains(mirror) { value.isNullable = false }
    return value
  }

  /// Gives the names that `block` assigns their slots; one that hides a column begins as that column.
  mutating func declare(_ block: Block) {
    guard dynamic == nil else { return }
    let (assigned, counted) = names(of: block)
    declare(assigned)
    for name in counted where frame.counters[name.utf8] == nil {
      let slot = newVariable()
      frame.counters[name.utf8] = slot
      reset(slot)
      guard let outer = outerMeaning(of: name.utf8) else { continue }
      report(
        "type-mismatch", "'\(name.text)' is a column and cannot be counted", at: name.range,
        help: "give the counter a name of its own")
      if case .column(let column) = outer { flow.variables[slot] = value(ofColumn: column) }
    }
  }

  /// The names given values and counted in a block and in all that it includes.
  func names(of block: Block) -> (assigned: [Identifier], counted: [Identifier]) {
    var (assigned, counted) = (block.assigned, block.counted)
    var waiting = block.included
    var seen: Set<[UInt8]> = []
    while let next = waiting.popLast() {
      guard seen.insert(next.utf8).inserted,
        let partial = source.partials.first(where: { $0.name.utf8.elementsEqual(next.utf8) })
      else { continue }
      // Its mistakes are reported where it is laid in.
      var ignored = Findings()
      let inner = parsedPartials[next.utf8] ?? TemplateParser.parse(partial.text, into: &ignored)
      assigned += inner.assigned
      counted += inner.counted
      waiting += inner.included
    }
    return (assigned, counted)
  }

  /// In a loop's turn the turn before may have given it a value.
  private mutating func reset(_ slot: Int32) {
    guard loopDepth > 0 else { return }
    append(.pushConstant(constant(.null)))
    append(.store(slot))
  }

  private mutating func declare(_ names: [Identifier]) {
    for name in names where frame.variables[name.utf8] == nil {
      // What is known of each is compared wherever two ways meet.
      guard frame.variables.count < ProgramBuilder.maximumNames else {
        report(
          "liquid-syntax",
          "a template has at most \(ProgramBuilder.maximumNames) names of its own", at: name.range)
        return
      }
      let outer = outerMeaning(of: name.utf8)
      let slot = newVariable()
      if let outer {
        let value = push(outer)
        append(.store(slot))
        flow.variables[slot] = value
      } else {
        reset(slot)
      }
      frame.variables[name.utf8] = slot
    }
  }

  /// Pushes what a name stands for.
  mutating func push(_ meaning: NameMeaning) -> StaticValue {
    switch meaning {
    case .variable(let slot):
      append(.pushVariable(slot))
      readVariables.insert(slot)
      return value(ofVariable: slot)
    case .loop(let depth):
      append(.pushLoop(depth))
      return StaticValue(.loop)
    case .table(let depth):
      append(.pushLoop(depth))
      return StaticValue(.table)
    case .reserved(let name):
      note(name)
      append(.pushReserved(name))
      return StaticValue(.text)
    case .column(let slot):
      facts.columns.insert(slot)
      append(.pushColumn(Int32(slot)))
      return value(ofColumn: slot)
    case .content:
      switch frame.content {
      case .variable(let slot): append(.pushVariable(slot))
      case .reserved: append(.pushReserved(.content))
      case .inline, nil: break
      }
      return StaticValue(.markup)
    }
  }

  mutating func note(_ name: ReservedName) {
    if name == .unsubscribeURL { facts.printsUnsubscribeLink = true }
  }

  /// Takes the value on the stack into an assigned variable.
  mutating func store(_ value: StaticValue, to name: Identifier) {
    if dynamic != nil {
      append(.bind(nameIndex(name.utf8)))
      return
    }
    guard let slot = frame.variables[name.utf8] else { return }
    append(.store(slot))
    setVariable(slot, to: value)
    note(assigned: name, slot)
  }

  /// What is known of a variable's items belonged to the value that it had.
  mutating func setVariable(_ slot: Int32, to value: StaticValue) {
    flow.variables[slot] = value
    flow.presentPaths = flow.presentPaths.filter { $0.root != .variable(slot) }
  }
}
