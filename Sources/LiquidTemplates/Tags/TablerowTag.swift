/// `{% tablerow item in list cols: n limit: n offset: n %}`: the rows and cells of a table, one cell a turn.
struct TablerowTag: TemplateNode {
  let head: LoopHead
  let body: Block

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ tag: TagHead) -> (any TemplateNode)? {
    let head = parser.read(tag.markup, otherwise: nil) {
      (markup) throws(MarkupError) -> LoopHead? in
      try LoopHead(&markup, kind: .table)
    }
    parser.loopDepth += 1
    let (body, _) = parser.block(in: tag, until: ["endtablerow"])
    parser.loopDepth -= 1
    return head.map { TablerowTag(head: $0, body: body) }
  }

  func emit(into program: inout ProgramBuilder) {
    program.loop(head, over: body) { program in
      body.emit(into: &program)
    } otherwise: { _ in
    }
  }
}
