extension TemplateRenderer {
  /// Opens a loop; false if it takes no turn.
  mutating func beginLoop(_ loop: Program.Loop) throws(RenderStop) -> Bool {
    let offset = loop.hasOffset ? pop() : .integer(0)
    let limit = loop.hasLimit ? pop() : .null
    let collection = pop()
    keepAll()
    let all = evaluation.itemCount(of: collection)
    let start = min(try count(offset) ?? 0, all)
    let rest = min(try count(limit) ?? .max, all - start)
    guard rest > 0 else { return false }
    loops.append(
      LoopState(
        collection: collection, variable: loop.variable, start: start, count: rest,
        isReversed: loop.isReversed, hasParent: loop.hasParent, turn: -1))
    return try nextTurn()
  }

  /// Begins the next turn of the innermost loop; false if there is none left.
  mutating func nextTurn() throws(RenderStop) -> Bool {
    guard let index = loops.indices.last else { return false }
    loops[index].turn += 1
    let loop = loops[index]
    guard loop.turn < loop.count else { return false }
    turns += 1
    guard turns <= TemplateRenderer.maximumTurns else { throw .failed(.loopLimit) }
    variables[Int(loop.variable)] = evaluation.item(of: loop.collection, at: loop.place)
    return true
  }

  /// A limit or offset as a count of items; nil for nil.
  private func count(_ value: LiquidValue) throws(RenderStop) -> Int? {
    switch value {
    case .null: return nil
    case .integer(let number): return Int(clamping: max(0, number))
    case .decimal(let number): return Int(clamping: max(0, number.truncated))
    case .text:
      guard case .integer(let number) = evaluation.number(value) else {
        throw .failed(.notANumber)
      }
      return Int(clamping: max(0, number))
    case .boolean, .date, .timestamp, .list, .cells, .range, .loop, .blank, .empty:
      throw .failed(.notANumber)
    }
  }

  /// A property of `forloop`.
  func property(_ property: ValueProperty, ofLoop depth: Int32) -> LiquidValue {
    guard depth >= 0, Int(depth) < loops.count else { return .null }
    let loop = loops[Int(depth)]
    switch property {
    case .index: return .integer(Int64(loop.turn + 1))
    case .index0: return .integer(Int64(loop.turn))
    case .rindex: return .integer(Int64(loop.count - loop.turn))
    case .rindex0: return .integer(Int64(loop.count - loop.turn - 1))
    case .first: return .boolean(loop.turn == 0)
    case .last: return .boolean(loop.turn == loop.count - 1)
    case .length: return .integer(Int64(loop.count))
    case .parentloop: return loop.hasParent ? .loop(depth - 1) : .null
    case .size: return .null
    }
  }
}
