/// `{% assign name = expression | filters %}`.
struct AssignTag: TemplateNode {
  let name: Identifier
  let value: FilteredExpression

  var isBlank: Bool { true }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    let tag = parser.read(head.markup, otherwise: nil) {
      (markup) throws(MarkupError) -> AssignTag? in
      let name = try markup.assignedName()
      guard !name.text.utf8.contains(UInt8(ascii: "?")) else {
        throw MarkupError(name.range, "a name to assign to has no '?'")
      }
      guard markup.skip(.assignment) else { throw markup.expected("'='") }
      return AssignTag(name: name, value: try markup.filteredExpression())
    }
    if let tag { parser.assigned.append(tag.name) }
    return tag
  }

  func emit(into program: inout ProgramBuilder) {
    program.noteFallback(value, program.meaning(of: value.base), isPrinted: false)
    let value = program.push(value)
    program.store(value, to: name)
  }
}

extension MarkupParser {
  fileprivate mutating func assignedName() throws(MarkupError) -> Identifier {
    // Elsewhere `strict` gives a value to `123`, which nothing can ask for.
    if syntax == .strict, current.kind == .number, following.kind == .assignment {
      let range = current.range
      advance()
      return Identifier(utf8: Array(bytes[range]), range: range)
    }
    return try identifier("the name to assign to")
  }
}
