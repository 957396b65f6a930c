import Diagnostics

extension ProgramBuilder {
  /// `increment` or `decrement`.
  mutating func count(_ name: Identifier, isIncrement: Bool) {
    if dynamic != nil {
      append(.countName(nameIndex(name.utf8), isIncrement: isIncrement))
    } else if let slot = frame.counters[name.utf8] {
      append(.count(slot, isIncrement: isIncrement))
      flow.variables[slot] = StaticValue(.integer)
    }
    append(.print(.none, column: -1))
    finishPrint(
      StaticValue(.integer),
      FilteredExpression(
        base: Expression(kind: .variable(name, path: []), range: name.range), filters: [],
        range: name.range), isRaw: false)
    facts.canFail = true
  }

  /// Prints one of its values, each in its turn.
  mutating func cycle(_ tag: CycleTag) {
    var isNamed = false
    let register: Int32
    if let group = tag.group {
      if let literal = group.literal {
        register = self.register(Array("named ".utf8) + ProgramBuilder.key(literal))
      } else {
        let name = push(group)
        if name.type.kind == .list || name.type == .loop || name.type == .table {
          report(
            "type-mismatch",
            "the name of a cycle is one text, and this is \(name.type.description)",
            at: group.range)
        }
        isNamed = true
        register = -1
      }
    } else {
      let literals = tag.values.map(\.literal)
      var key = Array("cycle".utf8)
      for literal in literals {
        guard let literal else { continue }
        key += ProgramBuilder.key(literal)
      }
      // One with variables is like no other, not even like one of the same text.
      register = literals.allSatisfy { $0 != nil } ? self.register(key) : newRegister()
    }
    var known: StaticValue?
    for value in tag.values {
      let next = push(value)
      if next.type == .loop || next.type == .table {
        report("type-mismatch", "a loop is not printed, but its parts are", at: value.range)
      }
      known = known?.joined(with: next) ?? next
    }
    let count = Int32(tag.values.count)
    append(isNamed ? .cycleNamed(count: count) : .cycle(register, count: count))
    let value = known ?? .any
    quoteMarkup(value)
    append(
      .print(escape(for: value.type), column: value.isNullable ? Int32(value.column ?? -1) : -2))
    let printed = tag.values.first { $0.literal == nil } ?? tag.values[0]
    finishPrint(
      value, FilteredExpression(base: printed, filters: [], range: tag.range), isRaw: false)
    facts.canFail = true
  }

  /// Different for every literal.
  private static func key(_ literal: Literal) -> [UInt8] {
    switch literal {
    case .text(let bytes): Array("'\(bytes.count)'".utf8) + bytes
    case .null: Array("nil,".utf8)
    case .boolean(let flag): Array("\(flag),".utf8)
    case .integer(let number): Array("\(number),".utf8)
    case .decimal(let number): Array("\(number.coefficient)e\(number.scale),".utf8)
    case .blank: Array("blank,".utf8)
    case .empty: Array("empty,".utf8)
    }
  }

  /// Prints what `body` prints unless it is what was printed last.
  mutating func ifChanged(_ body: (inout ProgramBuilder) -> Void) {
    let register = self.register(Array("ifchanged".utf8))
    let entry = flow
    append(.beginCapture)
    frame.captures.append(ProgramBuilder.unnamedCapture)
    frame.places.append(flow.markup)
    body(&self)
    frame.captures.removeLast()
    frame.places.removeLast()
    append(.endIfChanged(register))
    flow = flow.joined(with: entry)
    facts.grows = true
    facts.canFail = true
  }

  /// Stands for the capture of `ifchanged` among those that have a variable.
  static let unnamedCapture: Int32 = -1
}
