import Diagnostics

extension ProgramBuilder {
  private static let maximumPartialDepth = 100
  /// Partials that render partials multiply.
  private static let maximumPartials = 4096

  /// Lays a partial in where it is rendered. It sees columns and its arguments, nothing else.
  mutating func render(_ use: PartialUse) {
    guard dynamic == nil else { return call(use) }
    guard let name = use.partial else { return }
    var bound: [(name: [UInt8], slot: Int32)] = []
    for argument in use.arguments {
      bound.append((argument.name.utf8, store(push(argument.value))))
    }
    guard let subject = use.subject else {
      layIn(name) { $0.emit(isolated: $1, bound, loop: nil) }
      return
    }
    let variable = use.alias?.utf8 ?? PartialUse.variable(ofPartial: name.utf8)
    let value = push(subject)
    guard use.isLoop, isIterable(value) else {
      bound.append((variable, store(value)))
      layIn(name) { $0.emit(isolated: $1, bound, loop: nil) }
      return
    }
    loop(over: value, subject, name, variable, .render) { program, slot, depth in
      program.layIn(name) { $0.emit(isolated: $1, bound + [(variable, slot)], loop: depth) }
    }
  }

  /// Lays a partial in that shares all names with what includes it.
  mutating func include(_ use: PartialUse) {
    guard dynamic == nil else { return call(use) }
    guard let name = use.partial else { return }
    let outer = frame.bound.count
    defer { frame.bound.removeSubrange(min(outer, frame.bound.count)...) }
    let variable = use.alias?.utf8 ?? PartialUse.variable(ofPartial: name.utf8)
    let value = use.subject.map { push($0) }
    let subject = value.map { isIterable($0) ? -1 : store($0) }
    // Each argument sees those before it; the list of a loop stays on the stack meanwhile.
    for argument in use.arguments {
      frame.bound.append((argument.name.utf8, store(push(argument.value))))
    }
    guard let value, let expression = use.subject, let subject else {
      layIn(name) { $0.emit(included: $1) }
      return
    }
    guard subject < 0 else {
      frame.bound.append((variable, subject))
      layIn(name) { $0.emit(included: $1) }
      return
    }
    loop(over: value, expression, name, variable, .include) { program, _, _ in
      program.layIn(name) { $0.emit(included: $1) }
    }
  }

  private mutating func loop(
    over value: StaticValue, _ subject: Expression, _ partial: Identifier, _ variable: [UInt8],
    _ kind: LoopHead.Kind,
    _ body: (inout ProgramBuilder, _ variable: Int32, _ depth: Int32) -> Void
  ) {
    let head = LoopHead(
      kind: kind, variable: Identifier(utf8: variable, range: partial.range), collection: subject)
    let depth = Int32(loopDepth)
    let block = kind == .include ? parsed(partial) : nil
    if let block { declare(block) }
    loop(head, over: block, value) { program in
      guard let slot = program.frame.bound.last?.slot else { return }
      body(&program, slot, depth)
    } otherwise: { _ in
    }
  }

  /// Takes the value on the stack into a variable of its own.
  private mutating func store(_ value: StaticValue) -> Int32 {
    let slot = newVariable()
    append(.store(slot))
    flow.variables[slot] = value
    return slot
  }

  private func isIterable(_ value: StaticValue) -> Bool {
    if case .list = value.type { true } else { false }
  }

  private mutating func emit(
    isolated block: Block, _ bound: [(name: [UInt8], slot: Int32)], loop: Int32?
  ) {
    let outer = frame
    defer { frame = outer }
    frame = Frame(renderLoop: loop)
    // Of two arguments of one name the later counts.
    for (name, slot) in bound { frame.variables[name] = slot }
    declare(block)
    let place = reserveOp()
    let first = registerCount
    emit(block)
    replace(at: place, with: .clearRegisters(first, count: registerCount - first))
    let own = Set(bound.map(\.slot))
    for slot in Array(frame.variables.values) + Array(frame.counters.values)
    where !own.contains(slot) {
      flow.variables[slot] = nil
    }
  }

  private mutating func emit(included block: Block) {
    declare(block)
    includes += 1
    emit(block)
    includes -= 1
  }

  /// Lays a partial in, unless it would lay in itself or there is none of the name.
  private mutating func layIn(
    _ name: Identifier, _ body: (inout ProgramBuilder, Block) -> Void
  ) {
    guard let partial = source.partials.first(where: { $0.name.utf8.elementsEqual(name.utf8) })
    else {
      reportMissing(name)
      return
    }
    guard !activePartials.contains(name.utf8) else {
      report("include-cycle", "partial '\(name.text)' renders itself", at: name.range)
      return
    }
    laidIn += 1
    guard activePartials.count < ProgramBuilder.maximumPartialDepth, !isTooLarge,
      laidIn <= ProgramBuilder.maximumPartials
    else {
      reportTooLarge(at: name.range)
      return
    }
    let outer = text
    text = partial.text
    let block = parsed(partial.text, name.utf8)
    activePartials.append(name.utf8)
    body(&self, block)
    activePartials.removeLast()
    text = outer
  }

  private mutating func parsed(_ name: Identifier) -> Block? {
    source.partials.first { $0.name.utf8.elementsEqual(name.utf8) }
      .map { parsed($0.text, name.utf8) }
  }

  private mutating func parsed(_ text: MappedText, _ name: [UInt8]) -> Block {
    if let block = parsedPartials[name] { return block }
    let block = TemplateParser.parse(text, into: &findings)
    parsedPartials[name] = block
    return block
  }

  private mutating func reportMissing(_ name: Identifier) {
    let near = nearest(to: name.text, among: source.partials.map(\.name))
    report(
      "missing-file", "there is no partial '\(name.text)'", at: name.range,
      label: near.map { "a partial '\($0)' exists" } ?? "")
  }
}
