/// `{% echo expression | filters %}`: prints like `{{ }}`.
struct EchoTag: TemplateNode {
  let value: FilteredExpression

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    let value = parser.read(head.markup, otherwise: nil) { (markup) throws(MarkupError) in
      Optional(try markup.filteredExpression())
    }
    return value.map(EchoTag.init)
  }

  func emit(into program: inout ProgramBuilder) {
    program.printValue(value)
  }
}
