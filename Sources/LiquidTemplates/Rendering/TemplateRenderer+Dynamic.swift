extension TemplateRenderer {
  /// One operation that only conformance programs, counters or cycles have; returns the next one.
  mutating func perform(
    _ op: Op, _ program: Program, next: Int, _ encoding: OutputEncoding,
    _ output: inout ByteBuffer
  ) throws(RenderFailure) -> Int {
    switch op {
    case .pushName(let name):
      if name == DynamicProgram.scope, !names.isBound(name), names[name].isNull {
        evaluation.stack.append(.scope(Int32(names.base)))
      } else {
        evaluation.stack.append(names[name])
      }
    case .bind(let name):
      names.assign(name, pop())
      keepAll()
    case .countName(let name, let isIncrement):
      evaluation.stack.append(names.step(name, isIncrement: isIncrement))
    case .count(let slot, let isIncrement):
      var number: Int64 = 0
      if case .integer(let old) = variables[variableBase + Int(slot)] { number = old }
      let stepped = isIncrement ? number &+ 1 : number &- 1
      variables[variableBase + Int(slot)] = .integer(stepped)
      evaluation.stack.append(.integer(isIncrement ? number : stepped))
    case .cycle(let register, let count):
      cycle(count) {
        $0.registers[$0.registerBase + Int(register)]
      } store: {
        $0.registers[$0.registerBase + Int(register)] = $1
      }
    case .cycleNamed(let count): try cycleNamed(count)
    case .clearRegisters(let first, let count):
      for i in 0..<Int(count) { registers[registerBase + Int(first) + i] = 0 }
    case .member(let index):
      let value = pop()
      evaluation.stack.append(member(index, of: value, program))
    case .endCaptureValue:
      let value = try takeCapture(isMarkup: false)
      evaluation.stack.append(value)
    case .endIfChanged(let register): endIfChanged(register, encoding, &output)
    case .endCell: endCell(encoding, &output)
    case .enterCall(let call): return try enterCall(call, program, next: next)
    case .bindArgument(let name): bindArgument(name)
    case .startCall: return try startCall(program, next: next)
    case .endCall: return try endCall(program)
    case .interrupt(let isBreak): return try interrupt(program, isBreak: isBreak)
    case .fail(let failure): throw failure
    default: break
    }
    return next
  }

  private func member(
    _ index: Int32, of value: LiquidValue, _ program: Program
  ) -> LiquidValue {
    guard let dynamic = program.dynamic else { return .null }
    switch value {
    case .scope(let base): return names.value(of: index, in: Int(base))
    case .object(let start, let count):
      let name = dynamic.names[Int(index)]
      let found = name.utf8.withUnsafeBytes {
        evaluation.data.member(named: $0, hash: name.hash, ofObject: start, count: count)
      }
      if let found { return found }
      guard let property = name.property else { return .null }
      return evaluation.property(property, of: value)
    case .loop(let depth):
      guard let property = dynamic.names[Int(index)].property else { return .null }
      return self.property(property, ofLoop: depth, program)
    default:
      guard let property = dynamic.names[Int(index)].property else { return .null }
      return evaluation.property(property, of: value)
    }
  }

  /// `value[name]` where only the renderer knows the value's names.
  mutating func element(
    named name: TextReference, of value: LiquidValue, _ program: Program
  ) -> LiquidValue? {
    guard let dynamic = program.dynamic else { return nil }
    let index = evaluation.withBytes(of: name) { dynamic.index(ofKnown: $0) }
    switch value {
    case .scope(let base):
      if let index { return names.value(of: index, in: Int(base)) }
      return evaluation.property(named: name, of: evaluation.data.root)
    case .loop(let depth):
      let property = evaluation.withBytes(of: name) { ValueProperty($0) }
      return property.map { self.property($0, ofLoop: depth, program) } ?? .null
    default: return nil
    }
  }

  private mutating func cycle(
    _ count: Int32, _ place: (inout TemplateRenderer) -> Int,
    store: (inout TemplateRenderer, Int) -> Void
  ) {
    let first = max(0, evaluation.stack.count - Int(count))
    let turn = place(&self)
    let value: LiquidValue = turn < Int(count) ? evaluation.stack[first + turn] : .null
    store(&self, turn + 1 >= Int(count) ? 0 : turn + 1)
    evaluation.stack.removeLast(evaluation.stack.count - first)
    if value.isNull { nullColumn = -1 }
    evaluation.stack.append(value)
  }

  private mutating func cycleNamed(_ count: Int32) throws(RenderFailure) {
    let place = evaluation.stack.count - Int(count) - 1
    guard place >= 0 else { return }
    var key = ByteBuffer()
    // A number and the text of it are two names; so are those of two partials.
    if case .text = evaluation.stack[place] { key.append(UInt8(ascii: "'")) }
    evaluation.append(evaluation.stack[place], to: &key)
    key.append(" ")
    key.append(decimal: Int64(registerBase))
    let name = key.bytes
    guard namedCycles.count < 10_000 else { throw .memoryLimit }
    cycle(count) {
      $0.namedCycles[name] ?? 0
    } store: {
      $0.namedCycles[name] = $1
    }
    evaluation.stack.remove(at: place)
  }

  private mutating func endIfChanged(
    _ register: Int32, _ encoding: OutputEncoding, _ output: inout ByteBuffer
  ) {
    let start = captureStarts.popLast() ?? 0
    let place = registerBase + Int(register)
    let text = captured.withBytes(start..<captured.count) { Array($0) }
    captured.truncate(to: start)
    let known = registers[place]
    if known > 0, known <= changedTexts.count {
      guard changedTexts[known - 1] != text else { return }
      changedTexts[known - 1] = text
    } else {
      changedTexts.append(text)
      registers[place] = changedTexts.count
    }
    text.withUnsafeBytes { write($0, .none, encoding, &output) }
  }
}
