import Diagnostics

extension ProgramBuilder {
  private static let maximumPartialDepth = 100
  /// Partials that render partials multiply.
  private static let maximumPartials = 4096

  /// Lays a partial in where it is rendered. It sees columns and its arguments, nothing else.
  mutating func render(_ tag: RenderTag) {
    let values = tag.arguments.map { push($0.value) }
    guard
      let partial = source.partials.first(where: { $0.name.utf8.elementsEqual(tag.partial.utf8) })
    else {
      reportMissing(tag.partial)
      return
    }
    guard !activePartials.contains(tag.partial.utf8) else {
      report(
        "include-cycle", "partial '\(tag.partial.text)' renders itself", at: tag.partial.range)
      return
    }
    laidIn += 1
    guard activePartials.count < ProgramBuilder.maximumPartialDepth, !isTooLarge,
      laidIn <= ProgramBuilder.maximumPartials
    else {
      reportTooLarge(at: tag.partial.range)
      return
    }
    let outer = (frame, text)
    text = partial.text
    let block = parsed(partial.text, tag.partial.utf8)
    frame = Frame()
    for (argument, value) in zip(tag.arguments, values).reversed() {
      let slot = newVariable()
      append(.store(slot))
      flow.variables[slot] = value
      // Of two arguments of one name the later counts.
      if frame.variables[argument.name.utf8] == nil { frame.variables[argument.name.utf8] = slot }
    }
    activePartials.append(tag.partial.utf8)
    declare(block.assigned)
    emit(block)
    activePartials.removeLast()
    for slot in frame.variables.values { flow.variables[slot] = nil }
    (frame, text) = outer
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
