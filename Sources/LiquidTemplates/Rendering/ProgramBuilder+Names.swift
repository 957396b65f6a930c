import Diagnostics

extension ProgramBuilder {
  /// What a name stands for here; nil for one that is unknown.
  func meaning(of name: [UInt8]) -> NameMeaning? {
    for loop in frame.loops.reversed() where loop.variable.utf8 == name {
      return .variable(loop.slot)
    }
    if let loop = frame.loops.last, name.elementsEqual("forloop".utf8) {
      return .loop(depth: loop.depth)
    }
    if let slot = frame.variables[name] { return .variable(slot) }
    return outerMeaning(of: name)
  }

  /// What a name stands for apart from this text's own variables.
  private func outerMeaning(of name: [UInt8]) -> NameMeaning? {
    if frame.content != nil, name.elementsEqual("content".utf8) { return .content }
    for reserved in ReservedName.allCases where name.elementsEqual(reserved.rawValue.utf8) {
      return .reserved(reserved)
    }
    return columnSlots[name].map { .column($0) }
  }

  /// What is known of a column here.
  func value(ofColumn slot: Int) -> StaticValue {
    let column = scope.columns[slot]
    let isNullable = column.isNullable && !flow.presentColumns.contains(slot)
    return StaticValue(StaticType(column.type), isNullable: isNullable, column: slot)
  }

  func value(ofVariable slot: Int32) -> StaticValue {
    flow.variables[slot] ?? StaticValue(.null, isNullable: true)
  }

  /// Gives the names that `block` assigns their slots; one that hides a column begins as that column.
  mutating func declare(_ names: [Identifier]) {
    for name in names where frame.variables[name.utf8] == nil {
      let outer = outerMeaning(of: name.utf8)
      let slot = newVariable()
      if let outer {
        let value = push(outer)
        append(.store(slot))
        flow.variables[slot] = value
      }
      frame.variables[name.utf8] = slot
    }
  }

  /// Pushes what a name stands for.
  mutating func push(_ meaning: NameMeaning) -> StaticValue {
    switch meaning {
    case .variable(let slot):
      append(.pushVariable(slot))
      return value(ofVariable: slot)
    case .loop(let depth):
      append(.pushLoop(depth))
      return StaticValue(.loop)
    case .reserved(let name):
      note(name)
      append(.pushReserved(name))
      return StaticValue(.text)
    case .column(let slot):
      facts.columns.insert(slot)
      append(.pushColumn(Int32(slot)))
      return value(ofColumn: slot)
    case .content:
      if case .variable(let slot) = frame.content { append(.pushVariable(slot)) }
      return StaticValue(.markup)
    }
  }

  mutating func note(_ name: ReservedName) {
    if name == .unsubscribeURL { facts.printsUnsubscribeLink = true }
  }

  /// Takes the value on the stack into an assigned variable.
  mutating func store(_ value: StaticValue, to name: Identifier) {
    guard let slot = frame.variables[name.utf8] else { return }
    append(.store(slot))
    flow.variables[slot] = value
  }

  mutating func reportUnknown(_ name: Identifier) {
    if name.utf8.elementsEqual("forloop".utf8) {
      report("unknown-column", "'forloop' has a meaning inside '{% for %}' only", at: name.range)
      return
    }
    if name.utf8.elementsEqual("content".utf8) {
      report("unknown-column", "'content' has a meaning in a layout only", at: name.range)
      return
    }
    let columns = scope.columns.prefix(1000).map(\.name)
    let reserved = ReservedName.allCases.map(\.rawValue)
    let own = frame.variables.keys.map { String(decoding: $0, as: UTF8.self) }.sorted()
    let known = suggestions < ProgramBuilder.maximumSuggestions ? columns + own + reserved : []
    let near = nearest(to: name.text, among: known)
    suggestions += 1
    let what = near.map {
      columns.contains($0) ? "a column" : own.contains($0) ? "a variable" : "a name"
    }
    report(
      "unknown-column", "segment '\(scope.segment)' has no column '\(name.text)'", at: name.range,
      label: near.map { "\(what ?? "a name") '\($0)' exists" } ?? "")
  }
}
