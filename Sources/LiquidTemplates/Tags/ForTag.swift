/// `{% for item in list reversed limit: n offset: n %}` with its `else`.
struct ForTag: TemplateNode {
  struct Head: Sendable {
    let variable: Identifier
    let collection: Expression
    var isReversed = false
    var limit: Expression?
    var offset: Expression?
  }

  let head: Head
  let body: Block
  let otherwise: Block?

  var isBlank: Bool { body.isBlank && otherwise?.isBlank ?? true }

  static func parse(_ parser: inout TemplateParser, _ tag: TagHead) -> (any TemplateNode)? {
    let head = parser.read(tag.markup, otherwise: nil) { (markup) throws(MarkupError) -> Head? in
      try ForTag.head(&markup)
    }
    parser.loopDepth += 1
    let (body, bodyEnd) = parser.block(in: tag, until: ["else", "endfor"])
    parser.loopDepth -= 1
    var end = bodyEnd
    var otherwise: Block?
    while let clause = end, clause.name.text == "else" {
      if otherwise != nil {
        parser.report(MarkupError(clause.markup.whole, "'else' is the last part of 'for'"))
      }
      let (block, next) = parser.block(in: tag, until: ["else", "endfor"])
      otherwise = otherwise ?? block
      end = next
    }
    return head.map { ForTag(head: $0, body: body, otherwise: otherwise) }
  }

  private static func head(_ markup: inout MarkupParser) throws(MarkupError) -> Head {
    let variable = try markup.identifier("the name of the loop's variable")
    guard markup.skip(word: "in") else { throw markup.expected("'in'") }
    var head = Head(variable: variable, collection: try markup.expression())
    head.isReversed = markup.skip(word: "reversed")
    while markup.current.kind != .end {
      _ = markup.skip(.comma)
      let name = try markup.identifier("'limit:' or 'offset:'")
      guard name.text == "limit" || name.text == "offset" else {
        throw MarkupError(
          name.range, "'for' has no '\(name.text)'",
          label: name.text == "reversed" ? "'reversed' stands before 'limit' and 'offset'" : "",
          help: "it takes 'reversed', 'limit:' and 'offset:'")
      }
      guard markup.skip(.colon) else { throw markup.expected("':'") }
      if name.text == "limit" {
        head.limit = try markup.expression()
      } else if markup.isWord("continue") {
        throw MarkupError(markup.current.range, "'offset: continue' is not supported yet")
      } else {
        head.offset = try markup.expression()
      }
    }
    return head
  }

  func emit(into program: inout ProgramBuilder) {
    program.loop(head, assigning: body.assigned) { program in
      body.emit(into: &program, dropsText: isBlank)
    } otherwise: { program in
      otherwise?.emit(into: &program, dropsText: isBlank)
    }
  }
}
