import Diagnostics

extension ProgramBuilder {
  /// The index of a name in a conformance program.
  mutating func nameIndex(_ name: [UInt8]) -> Int32 { dynamic?.index(of: name) ?? 0 }

  /// Pushes what a name stands for when it is rendered, nil if for nothing.
  mutating func pushDynamic(_ name: Identifier, _ path: [PathElement]) {
    append(.pushName(nameIndex(name.utf8)))
    for element in path {
      switch element {
      case .property(let property): append(.member(nameIndex(property.utf8)))
      case .index(let index):
        _ = push(index)
        append(.index)
      }
    }
  }

  /// Runs a filter on whatever there is; an unknown one does nothing.
  mutating func applyDynamic(_ use: FilterUse) {
    guard let filter = FilterTable.all[use.name.text] else { return }
    let positions = filter.parameters.indices.filter { !filter.parameters[$0].isKeyword }
    let needed = positions.filter { filter.parameters[$0].isRequired }.count
    var values = [Expression?](repeating: nil, count: filter.parameters.count)
    var position = 0
    var fits = true
    for argument in use.arguments {
      if let keyword = argument.keyword {
        let index = filter.parameters.firstIndex {
          $0.isKeyword && $0.name.utf8.elementsEqual(keyword.utf8)
        }
        if let index { values[index] = argument.value } else { fits = false }
      } else {
        if position < positions.count { values[positions[position]] = argument.value }
        position += 1
      }
    }
    guard fits, position >= needed, position <= positions.count else {
      append(.fail(.filterArguments))
      return
    }
    var given: UInt8 = 0
    for (i, value) in values.enumerated() {
      if let value {
        given |= UInt8(1) << UInt8(truncatingIfNeeded: i)
        _ = push(value)
      } else {
        append(.pushConstant(constant(.null)))
      }
    }
    filters.append(
      Program.FilterCall(
        apply: filter.apply, parameters: values.count, given: given, mayBeNull: .max,
        takesNull: true))
    append(.filter(Int32(filters.count - 1)))
  }

  mutating func captureByName(_ name: Identifier, _ body: (inout ProgramBuilder) -> Void) {
    let index = nameIndex(name.utf8)
    append(.beginCapture)
    frame.captures.append(index)
    body(&self)
    frame.captures.removeLast()
    endCapture(index)
  }

  /// Calls a partial, which is laid down once and may call itself.
  mutating func call(_ use: PartialUse) {
    guard var known = dynamic else { return }
    var partial: Int32 = -1
    if let name = use.partial {
      guard let index = known.partial(named: name.utf8) else {
        append(.fail(.noPartial))
        return
      }
      partial = index
    }
    let own = use.partial.map { known.index(of: $0.utf8) } ?? -1
    let alias = use.alias.map { known.index(of: $0.utf8) } ?? -1
    let names = use.arguments.map { known.index(of: $0.name.utf8) }
    known.calls.append(
      DynamicProgram.Call(
        partial: partial, isInclude: use.isInclude, hasSubject: use.subject != nil,
        isLoop: use.isLoop, alias: alias, arguments: use.isInclude ? [] : names, ownName: own))
    let call = Int32(known.calls.count - 1)
    dynamic = known
    if use.partial == nil { _ = push(use.nameExpression) }
    if let subject = use.subject { _ = push(subject) }
    guard use.isInclude else {
      for argument in use.arguments { _ = push(argument.value) }
      append(.enterCall(call))
      return
    }
    append(.enterCall(call))
    for (argument, name) in zip(use.arguments, names) {
      _ = push(argument.value)
      append(.bindArgument(name))
    }
    append(.startCall)
  }

  /// Lays down all partials behind the main text.
  mutating func emitPartials(_ main: Block) {
    for partial in source.partials {
      let name = Array(partial.name.utf8)
      let variable = nameIndex(PartialUse.variable(ofPartial: name))
      dynamic?.partials.append(
        DynamicProgram.Partial(name: name, variable: variable, entry: -1))
    }
    emit(main)
    append(.stop)
    dynamic?.end = Int32(ops.count - 1)
    for (i, partial) in source.partials.enumerated() {
      var ignored = Findings()
      let block = TemplateParser.parse(partial.text, syntax: syntax, into: &ignored)
      guard !ignored.hasErrors else { continue }
      let entry = label()
      dynamic?.partials[i].entry = entry
      place(entry)
      text = partial.text
      // Registers are one for all texts: includes share them.
      frame = Frame(registers: frame.registers)
      flow = Flow()
      emit(block)
      append(.endCall)
    }
  }
}
