extension TemplateRenderer {
  /// One operation on the stack.
  mutating func evaluate(
    _ op: Op, _ program: Program, _ reserved: borrowing ReservedTexts
  ) throws(RenderFailure) {
    switch op {
    case .pushConstant(let index): evaluation.stack.append(program.constants[Int(index)])
    case .pushColumn(let slot):
      let cells = evaluation.row.cells
      let value = Int(slot) < cells.count ? evaluation.value(of: cells[Int(slot)]) : .null
      if value.isNull { nullColumn = slot }
      evaluation.stack.append(value)
    case .pushReserved(let name):
      let value = try evaluation.makeText(isMarkup: name == .content) { (_, text) in
        reserved.withText(of: name) { text.append($0) }
      }
      evaluation.stack.append(reserved.isMissing(name) ? .null : value)
    case .pushVariable(let slot): evaluation.stack.append(variables[variableBase + Int(slot)])
    case .pushLoop(let depth): evaluation.stack.append(.loop(depth))
    case .property(let property):
      let value = pop()
      if case .loop(let depth) = value {
        evaluation.stack.append(self.property(property, ofLoop: depth, program))
      } else {
        evaluation.stack.append(evaluation.property(property, of: value))
      }
    case .index:
      let index = pop()
      let value = pop()
      if case .text(let name) = index, let found = element(named: name, of: value, program) {
        evaluation.stack.append(found)
      } else {
        evaluation.stack.append(evaluation.element(of: value, at: index))
      }
    case .range:
      let upper = evaluation.number(pop()).exact.truncated
      let lower = evaluation.number(pop()).exact.truncated
      evaluation.stack.append(.range(lower, upper))
    case .compare(let comparison):
      let b = pop()
      let a = pop()
      evaluation.stack.append(.boolean(try evaluation.compare(a, comparison, b)))
      try evaluation.charge(a, b)
    case .filter(let index): try filter(program.filters[Int(index)])
    default: break
    }
  }

  private mutating func filter(_ call: Program.FilterCall) throws(RenderFailure) {
    let base = evaluation.stack.count - call.parameters
    guard base >= 1 else { return }
    let input = evaluation.stack[base - 1]
    let arguments = FilterArguments(base: base, given: call.given)
    var isNull = input.isNull && !call.takesNull
    if !call.takesNull {
      for i in 0..<call.parameters {
        let bit = UInt8(1) << UInt8(i)
        if call.given & bit != 0, call.mayBeNull & bit == 0, evaluation.stack[base + i].isNull {
          isNull = true
        }
      }
    }
    let result: LiquidValue = isNull ? .null : try call.apply(&evaluation, input, arguments)
    evaluation.stack.removeLast(call.parameters + 1)
    evaluation.stack.append(result)
    try evaluation.charge(result, input)
  }
}

extension Evaluation {
  /// Work grows with the texts worked on.
  mutating func charge(_ a: LiquidValue, _ b: LiquidValue) throws(RenderFailure) {
    var bytes = 0
    if case .text(let text) = a { bytes += Int(text.count) }
    if case .text(let text) = b { bytes += Int(text.count) }
    if case .list(_, let count) = a { bytes += Int(count) * 64 }
    try charge(bytes: bytes)
  }
}
