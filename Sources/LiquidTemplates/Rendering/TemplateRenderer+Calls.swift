extension TemplateRenderer {
  static let maximumCalls = 100

  /// Takes what a call needs from the stack; returns the operation to go on with.
  mutating func enterCall(
    _ index: Int32, _ program: Program, next: Int
  ) throws(RenderFailure) -> Int {
    guard let dynamic = program.dynamic else { return next }
    let call = dynamic.calls[Int(index)]
    let firstArgument = callArguments.count
    let arguments = evaluation.stack.suffix(call.arguments.count)
    callArguments += arguments
    evaluation.stack.removeLast(arguments.count)
    let given = call.hasSubject ? pop() : LiquidValue.null
    var partial = call.partial
    if partial < 0 {
      guard case .text(let name) = pop() else { throw .partialName }
      let bytes = evaluation.withBytes(of: name) { Array($0) }
      guard let found = dynamic.partial(named: bytes) else { throw .noPartial }
      partial = found
    }
    let target = dynamic.partials[Int(partial)]
    guard target.entry >= 0 else { throw .partialSyntax }
    guard !call.isInclude || isolation == 0 else { throw .includeInRender }
    guard calls.count < TemplateRenderer.maximumCalls else { throw .partialDepth }
    keepAll()
    var subject = given
    if call.isInclude, !call.hasSubject {
      subject = call.ownName >= 0 ? names[call.ownName] : names[target.variable]
    }
    var count = -1
    if call.isInclude ? subject.isList : call.isLoop && subject.isIterable {
      count = evaluation.itemCount(of: subject)
    }
    let hasLoop = !call.isInclude && count >= 0
    if hasLoop {
      loops.append(
        LoopState(
          collection: subject, variable: -1, start: 0, count: count, isReversed: false,
          kind: .render, parent: -1, turn: 0))
    }
    let frame = PartialCall(
      entry: target.entry, returnTo: next, isIsolated: !call.isInclude, subject: subject,
      variable: call.alias >= 0 ? call.alias : target.variable, count: count, hasLoop: hasLoop,
      arguments: firstArgument..<callArguments.count, call: index, loops: loops.count,
      saves: savedNames.count, captures: captureStarts.count, variables: variables.count,
      variableBase: variableBase, registers: registers.count, registerBase: registerBase,
      outerNames: call.isInclude ? names.base : names.open())
    calls.append(frame)
    for _ in 0..<program.variableCount { variables.append(.null) }
    variableBase = frame.variables
    guard !call.isInclude else { return next }
    for _ in 0..<program.registerCount { registers.append(0) }
    registerBase = frame.registers
    isolation += 1
    return try startCall(program, next: next)
  }

  /// Binds an argument of an include; those behind it see it.
  mutating func bindArgument(_ name: Int32) {
    let value = pop()
    keepAll()
    savedNames.append((name, names.bind(name, value)))
  }

  /// Begins the first turn of the call.
  mutating func startCall(_ program: Program, next: Int) throws(RenderFailure) -> Int {
    guard let index = calls.indices.last else { return next }
    calls[index].returnTo = next
    let call = calls[index]
    if call.count == 0 { return leaveCall() }
    if !call.isIsolated {
      savedNames.append((call.variable, names.bind(call.variable, nil)))
    }
    try bindTurn(program)
    return Int(call.entry)
  }

  private mutating func bindTurn(_ program: Program) throws(RenderFailure) {
    guard let call = calls.last, let dynamic = program.dynamic else { return }
    turns += 1
    guard turns <= TemplateRenderer.maximumTurns else { throw .loopLimit }
    let value = call.count < 0 ? call.subject : evaluation.item(of: call.subject, at: call.turn)
    guard call.isIsolated else {
      names.bind(call.variable, value)
      return
    }
    if call.hasLoop {
      loops[call.loops - 1].turn = call.turn
      names.bind(DynamicProgram.forloop, .loop(Int32(call.loops - 1)))
    }
    let arguments = dynamic.calls[Int(call.call)].arguments
    for (name, place) in zip(arguments, call.arguments) { names.bind(name, callArguments[place]) }
    if !value.isNull { names.bind(call.variable, value) }
  }

  /// At the end of a partial: its next turn, or back.
  mutating func endCall(_ program: Program) throws(RenderFailure) -> Int {
    guard let index = calls.indices.last else { return program.ops.count - 1 }
    calls[index].turn += 1
    let call = calls[index]
    guard call.turn < call.count else { return leaveCall() }
    if call.isIsolated {
      names.clear()
      for place in call.registers..<registers.count { registers[place] = 0 }
    }
    try bindTurn(program)
    return Int(call.entry)
  }

  /// Closes the innermost call and returns the operation behind it.
  private mutating func leaveCall() -> Int {
    guard let call = calls.popLast() else { return 0 }
    while savedNames.count > call.saves, let (name, old) = savedNames.popLast() {
      names.bind(name, old)
    }
    variables.removeLast(variables.count - call.variables)
    variableBase = call.variableBase
    if call.isIsolated {
      names.close(to: call.outerNames)
      registers.removeLast(registers.count - call.registers)
      registerBase = call.registerBase
      isolation -= 1
    }
    callArguments.removeLast(callArguments.count - call.arguments.lowerBound)
    loops.removeLast(max(0, loops.count - call.loops + (call.hasLoop ? 1 : 0)))
    return call.returnTo
  }

  /// `break` or `continue` that no loop of its own text takes; returns the operation to go on with.
  mutating func interrupt(_ program: Program, isBreak: Bool) throws(RenderFailure) -> Int {
    let floor = calls.last { $0.isIsolated }?.loops ?? 0
    guard loops.count > floor, let loop = loops.last else {
      // It ends the partial, or all of the text.
      while let call = calls.last {
        closeCaptures(to: call.captures)
        if call.isIsolated { return try endCall(program) }
        _ = leaveCall()
      }
      closeCaptures(to: 0)
      return program.dynamic.map { Int($0.end) } ?? 0
    }
    while let call = calls.last, call.loops >= loops.count { _ = leaveCall() }
    closeCaptures(to: loop.captures)
    let entry = program.loops[Int(loop.table)]
    return Int(isBreak ? entry.end : entry.nextTurn)
  }

  private mutating func closeCaptures(to count: Int) {
    while captureStarts.count > count, let start = captureStarts.popLast() {
      captured.truncate(to: start)
    }
  }
}

extension LiquidValue {
  /// What `render … for` goes through: lists, objects and ranges.
  var isIterable: Bool {
    switch self {
    case .list, .cells, .array, .object, .member, .range: true
    default: false
    }
  }
}
