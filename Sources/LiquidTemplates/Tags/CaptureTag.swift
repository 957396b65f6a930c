/// `{% capture name %} … {% endcapture %}`: gives what is printed inside a name. In an html body that is html.
struct CaptureTag: TemplateNode {
  let name: Identifier
  let body: Block

  var isBlank: Bool { true }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    let name = parser.read(head.markup, otherwise: nil) {
      (markup) throws(MarkupError) -> Identifier? in
      if markup.current.kind == .string {
        let inside = markup.current.range.lowerBound + 1..<markup.current.range.upperBound - 1
        markup.advance()
        return Identifier(utf8: Array(markup.bytes[inside]), range: inside)
      }
      return try markup.identifier("the name to capture into")
    }
    let (body, _) = parser.block(in: head, until: ["endcapture"])
    guard let name else { return nil }
    parser.assigned.append(name)
    return CaptureTag(name: name, body: body)
  }

  func emit(into program: inout ProgramBuilder) {
    program.capture(into: name) { $0.emit(body) }
  }
}
