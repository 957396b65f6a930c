/// `{% increment name %}` and `{% decrement name %}`: print a counter of its own, 0 and up or -1 and down.
struct CounterTag: TemplateNode {
  let name: Identifier
  let isIncrement: Bool

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    let name = parser.read(head.markup, otherwise: nil) {
      (markup) throws(MarkupError) -> Identifier? in
      try markup.identifier("the name of a counter")
    }
    guard let name else { return nil }
    parser.counted.append(name)
    return CounterTag(name: name, isIncrement: head.name.utf8.elementsEqual("increment".utf8))
  }

  func emit(into program: inout ProgramBuilder) {
    program.count(name, isIncrement: isIncrement)
  }
}
