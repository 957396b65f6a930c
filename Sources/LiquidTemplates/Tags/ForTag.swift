/// `{% for item in list reversed limit: n offset: n %}` with its `else`.
struct ForTag: TemplateNode {
  let head: LoopHead
  let body: Block
  let otherwise: Block?

  var isBlank: Bool { body.isBlank && otherwise?.isBlank ?? true }

  static func parse(_ parser: inout TemplateParser, _ tag: TagHead) -> (any TemplateNode)? {
    let head = parser.read(tag.markup, otherwise: nil) {
      (markup) throws(MarkupError) -> LoopHead? in
      try LoopHead(&markup, kind: .list)
    }
    parser.loopDepth += 1
    let (body, bodyEnd) = parser.block(in: tag, until: ["else", "endfor"])
    parser.loopDepth -= 1
    var end = bodyEnd
    var otherwise: Block?
    while let clause = end, clause.name.text == "else" {
      if otherwise != nil, parser.syntax.isChecked {
        parser.report(MarkupError(clause.markup.whole, "'else' is the last part of 'for'"))
      }
      let (block, next) = parser.block(in: tag, until: ["else", "endfor"])
      // The last one counts.
      otherwise = block
      end = next
    }
    return head.map { ForTag(head: $0, body: body, otherwise: otherwise) }
  }

  func emit(into program: inout ProgramBuilder) {
    program.loop(head, over: body) { program in
      body.emit(into: &program, dropsText: isBlank)
    } otherwise: { program in
      otherwise?.emit(into: &program, dropsText: isBlank)
    }
  }
}
