/// `{% ifchanged %} … {% endifchanged %}`: prints its inside unless that is what it printed last time.
struct IfChangedTag: TemplateNode {
  let body: Block

  var isBlank: Bool { body.isBlank }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.checkIsBare(head)
    let (body, _) = parser.block(in: head, until: ["endifchanged"])
    return IfChangedTag(body: body)
  }

  func emit(into program: inout ProgramBuilder) {
    program.ifChanged { $0.emit(body) }
  }
}
