extension TemplateRenderer {
  /// Goes through the operations until the last.
  mutating func run(
    _ program: Program, row: borrowing ContactRow, reserved: borrowing ReservedTexts,
    allowsMissing: Bool, encoding: OutputEncoding, output: inout ByteBuffer
  ) throws(RenderStop) {
    let limit = output.count + TemplateRenderer.maximumOutput
    var next = 0
    var operations = 0
    while true {
      operations += 1
      guard operations + evaluation.operations <= Evaluation.maximumOperations else {
        throw .failed(.operationLimit)
      }
      let op = program.ops[next]
      next += 1
      switch op {
      case .literal(let index):
        write(program, index, encoding, &output)
      case .column(let slot, let escape):
        let cell = TemplateRenderer.cell(row, slot)
        if cell == .null {
          if !allowsMissing { throw .missing(Int(slot)) }
        } else {
          write(cell, row, escape, encoding, &output)
        }
      case .columnOrLiteral(let slot, let escape, let index):
        let cell = TemplateRenderer.cell(row, slot)
        if cell == .null {
          write(program, index, encoding, &output)
        } else {
          write(cell, row, escape, encoding, &output)
        }
      case .reserved(let name, let escape):
        let isMissing = reserved.isMissing(name)
        if isMissing, !allowsMissing { throw .missing(nil) }
        reserved.withText(of: name) { text in
          write(text, escape, encoding, &output)
        }
      case .jump(let to): next = Int(to)
      case .jumpIfColumn(let slot, let to):
        if TemplateRenderer.isTrue(TemplateRenderer.cell(row, slot)) { next = Int(to) }
      case .jumpUnlessColumn(let slot, let to):
        if !TemplateRenderer.isTrue(TemplateRenderer.cell(row, slot)) { next = Int(to) }
      case .jumpIfText(let slot, let literal, let to):
        if program.holds(row, slot, literal) { next = Int(to) }
      case .jumpUnlessText(let slot, let literal, let to):
        if !program.holds(row, slot, literal) { next = Int(to) }
      case .stop: return
      case .abort(let reason): throw .aborted(Int(reason))
      case .print(let escape, let column):
        let value = pop()
        if value.isNull {
          if column != -2, !allowsMissing {
            let blamed = nullColumn >= 0 ? nullColumn : column
            throw .missing(blamed >= 0 ? Int(blamed) : nil)
          }
        } else {
          write(value, escape, encoding, &output)
        }
        endStatement()
      case .jumpIf(let to):
        if pop().isTrue { next = Int(to) }
        endStatement()
      case .jumpUnless(let to):
        if !pop().isTrue { next = Int(to) }
        endStatement()
      case .beginLoop(let loop, let to):
        if try !beginLoop(loop, program, encoding, &output) { next = Int(to) }
      case .nextTurn(let to):
        if try nextTurn(program, encoding, &output) { next = Int(to) }
      case .endLoop: endLoop(program, encoding, &output)
      case .pushConstant, .pushColumn, .pushReserved, .pushVariable, .pushLoop, .property, .index,
        .range, .filter, .compare:
        do throws(RenderFailure) {
          try evaluate(op, program, reserved)
        } catch {
          throw .failed(error)
        }
      case .store(let slot):
        variables[variableBase + Int(slot)] = pop()
        keepValues()
      case .beginCapture: captureStarts.append(captured.count)
      case .endCapture(let slot, let isMarkup):
        try endCapture(slot, isMarkup)
      default:
        do throws(RenderFailure) {
          next = try perform(op, program, next: next, encoding, &output)
        } catch {
          throw .failed(error)
        }
      }
      guard output.count <= limit, captured.count <= TemplateRenderer.maximumOutput else {
        throw .failed(.outputLimit)
      }
    }
  }

  static func cell(_ row: borrowing ContactRow, _ slot: Int32) -> Cell {
    Int(slot) < row.cells.count ? row.cells[Int(slot)] : .null
  }

  static func isTrue(_ cell: Cell) -> Bool {
    switch cell {
    case .null, .boolean(false): false
    default: true
    }
  }

  mutating func pop() -> LiquidValue { evaluation.stack.popLast() ?? .null }

  /// A partial's arguments are stored one by one: what is left on the stack is still wanted.
  private mutating func keepValues() {
    keptScratch = evaluation.scratch.count
    keptItems = evaluation.items.count
    if evaluation.stack.isEmpty { nullColumn = -1 }
  }

  private mutating func endCapture(_ slot: Int32, _ isMarkup: Bool) throws(RenderStop) {
    do throws(RenderFailure) {
      variables[variableBase + Int(slot)] = try takeCapture(isMarkup: isMarkup)
    } catch {
      throw .failed(error)
    }
    keepAll()
  }

  /// What the innermost capture has printed, which it ends.
  mutating func takeCapture(isMarkup: Bool) throws(RenderFailure) -> LiquidValue {
    let start = captureStarts.popLast() ?? 0
    var output = ByteBuffer()
    swap(&output, &captured)
    defer { swap(&output, &captured) }
    let value = try evaluation.makeText(isMarkup: isMarkup) { (_, text) in
      output.withBytes(start..<max(start, output.count)) { text.append($0) }
    }
    output.truncate(to: start)
    return value
  }
}
