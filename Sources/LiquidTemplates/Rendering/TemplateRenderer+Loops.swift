extension TemplateRenderer {
  /// Opens a loop; false if it takes no turn.
  mutating func beginLoop(
    _ table: Int32, _ program: Program, _ encoding: OutputEncoding, _ output: inout ByteBuffer
  ) throws(RenderStop) -> Bool {
    let loop = program.loops[Int(table)]
    let isTable = loop.kind == .table
    let columns = loop.hasColumns ? pop() : .null
    let offset = loop.hasOffset ? pop() : .integer(0)
    let limit = loop.hasLimit ? pop() : .null
    let collection = pop()
    keepAll()
    let all = evaluation.itemCount(of: collection)
    var from = try count(offset, of: loop) ?? 0
    if loop.continues { from = registers[registerBase + Int(loop.offsetRegister)] }
    var most = try count(limit, of: loop)
    if case .text = collection {
      // A text is one item, which no limit reaches.
      from = 0
      most = nil
    }
    let (end, overflows) = from.addingReportingOverflow(most ?? .max)
    let start = max(0, min(from, all))
    let rest = max(0, min(overflows ? .max : end, all) - start)
    if loop.offsetRegister >= 0 {
      registers[registerBase + Int(loop.offsetRegister)] = from &+ rest
    }
    if isTable {
      guard collection.isTrue else { return false }
      write("<tr class=\"row1\">\n", encoding, &output)
      if rest == 0 { write("</tr>\n", encoding, &output) }
    }
    guard rest > 0 else { return false }
    let floor = calls.last { $0.isIsolated }?.loops ?? 0
    let parent = loop.hasParent ? loops.lastIndex { $0.kind == .list } : nil
    var state = LoopState(
      collection: collection, variable: loop.variable, start: start, count: rest,
      isReversed: loop.isReversed, kind: loop.kind,
      parent: parent.map { $0 >= floor ? Int32($0) : -1 } ?? -1, turn: -1)
    state.table = table
    state.captures = captureStarts.count
    if isTable {
      state.columns = loop.hasColumns ? try count(columns, of: loop) ?? 0 : rest
    }
    loops.append(state)
    if let helper = dynamicHelper(loop, program) {
      let index = loops.count - 1
      loops[index].savedVariable = names.bind(loop.variable, nil)
      loops[index].savedHelper = names.bind(helper, .loop(Int32(index)))
    }
    return try nextTurn(program, encoding, &output)
  }

  /// The name of `forloop` or `tablerowloop`, which conformance programs bind.
  private func dynamicHelper(_ loop: Program.Loop, _ program: Program) -> Int32? {
    guard program.dynamic != nil else { return nil }
    return loop.kind == .table ? DynamicProgram.tablerowloop : DynamicProgram.forloop
  }

  /// Begins the next turn of the innermost loop; false if there is none left.
  mutating func nextTurn(
    _ program: Program, _ encoding: OutputEncoding, _ output: inout ByteBuffer
  ) throws(RenderStop) -> Bool {
    guard let index = loops.indices.last else { return false }
    loops[index].turn += 1
    let loop = loops[index]
    guard loop.turn < loop.count else { return false }
    turns += 1
    guard turns <= TemplateRenderer.maximumTurns else { throw .failed(.loopLimit) }
    let item = evaluation.item(of: loop.collection, at: loop.place)
    if program.dynamic == nil {
      variables[Int(loop.variable)] = item
    } else {
      names.bind(loop.variable, item)
    }
    if loop.kind == .table {
      write("<td class=\"col", encoding, &output)
      writeNumber(loop.column, &output)
      write("\">", encoding, &output)
    }
    return true
  }

  /// Closes the innermost loop.
  mutating func endLoop(
    _ program: Program, _ encoding: OutputEncoding, _ output: inout ByteBuffer
  ) {
    guard let loop = loops.popLast() else { return }
    if loop.kind == .table { write("</tr>\n", encoding, &output) }
    if let helper = dynamicHelper(program.loops[Int(loop.table)], program) {
      names.bind(helper, loop.savedHelper)
      names.bind(loop.variable, loop.savedVariable)
    }
  }

  /// Closes a table's cell, and its row if that is full and more is to come.
  mutating func endCell(_ encoding: OutputEncoding, _ output: inout ByteBuffer) {
    guard let loop = loops.last else { return }
    write("</td>", encoding, &output)
    guard loop.isLastColumn, loop.turn + 1 < loop.count else { return }
    write("</tr>\n<tr class=\"row", encoding, &output)
    writeNumber(loop.row + 1, &output)
    write("\">", encoding, &output)
  }

  private mutating func write(
    _ text: StaticString, _ encoding: OutputEncoding, _ output: inout ByteBuffer
  ) {
    let bytes = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    write(bytes, .none, encoding, &output)
  }

  private mutating func writeNumber(_ number: Int, _ output: inout ByteBuffer) {
    if captureStarts.isEmpty {
      output.append(decimal: Int64(number))
    } else {
      captured.append(decimal: Int64(number))
    }
  }

  /// A limit or offset as a count of items; nil for nil.
  ///
  /// Tables take the number that a text begins with; loops want nothing but a whole number.
  private func count(_ value: LiquidValue, of loop: Program.Loop) throws(RenderStop) -> Int? {
    switch value {
    case .null: return nil
    case .integer(let number): return Int(clamping: number)
    case .decimal(let number) where loop.kind == .table || !evaluation.isConformance:
      return Int(clamping: number.truncated)
    case .text where loop.kind == .table:
      return Int(clamping: evaluation.number(value).exact.truncated)
    case .text(let text):
      guard let number = evaluation.withBytes(of: text, { TemplateRenderer.wholeNumber($0) })
      else { throw .failed(.notANumber) }
      return Int(clamping: number)
    default: throw .failed(.notANumber)
    }
  }

  /// A text that is a whole number, with white space around it at most.
  private static func wholeNumber(_ text: UnsafeRawBufferPointer) -> Int64? {
    var lower = 0
    var upper = text.count
    while lower < upper, [UInt8].isWhitespace(text[lower]) { lower += 1 }
    while upper > lower, [UInt8].isWhitespace(text[upper - 1]) { upper -= 1 }
    guard lower < upper else { return nil }
    return Int64(String(decoding: text[lower..<upper], as: UTF8.self))
  }

  /// A property of `forloop` or `tablerowloop`.
  func property(
    _ property: ValueProperty, ofLoop depth: Int32, _ program: Program
  ) -> LiquidValue {
    guard depth >= 0, Int(depth) < loops.count else { return .null }
    let loop = loops[Int(depth)]
    let isTable = loop.kind == .table
    switch property {
    case .index: return .integer(Int64(loop.turn + 1))
    case .index0: return .integer(Int64(loop.turn))
    case .rindex: return .integer(Int64(loop.count - loop.turn))
    case .rindex0: return .integer(Int64(loop.count - loop.turn - 1))
    case .first: return .boolean(loop.turn == 0)
    case .last: return .boolean(loop.turn == loop.count - 1)
    case .length: return .integer(Int64(loop.count))
    case .parentloop: return loop.parent >= 0 ? .loop(loop.parent) : .null
    case .name:
      guard loop.table >= 0 else { return .null }
      let name = program.loops[Int(loop.table)].name
      return name < 0 ? .null : program.constants[Int(name)]
    case .col: return isTable ? .integer(Int64(loop.column)) : .null
    case .col0: return isTable ? .integer(Int64(loop.column - 1)) : .null
    case .colFirst: return isTable ? .boolean(loop.column == 1) : .null
    case .colLast: return isTable ? .boolean(loop.isLastColumn) : .null
    case .row: return isTable ? .integer(Int64(loop.row)) : .null
    case .size: return .null
    }
  }
}
