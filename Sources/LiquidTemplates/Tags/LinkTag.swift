/// `{% unsubscribe_url %}` and `{% view_in_browser_url %}`: print the link, as the variables of these names do.
struct LinkTag: TemplateNode {
  let value: FilteredExpression

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    if !head.markup.markup.isEmpty {
      parser.report(
        MarkupError(
          head.markup.markup, "'\(head.name.text)' takes nothing behind its name",
          help: "filters go with the variable: {{ \(head.name.text) | … }}"))
    }
    let base = Expression(kind: .variable(head.name, path: []), range: head.name.range)
    return LinkTag(value: FilteredExpression(base: base, filters: [], range: head.name.range))
  }

  func emit(into program: inout ProgramBuilder) {
    program.printValue(value)
  }
}
