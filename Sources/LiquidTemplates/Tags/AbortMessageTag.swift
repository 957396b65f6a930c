/// `{% abort_message 'reason' %}`: this contact gets no message but a skip with the reason.
struct AbortMessageTag: TemplateNode {
  let reason: [UInt8]

  var isBlank: Bool { true }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.read(head.markup, otherwise: nil) { (markup) throws(MarkupError) in
      let isParenthesised = markup.skip(.openParenthesis)
      guard markup.current.kind == .string, case .text(let reason) = try markup.expression().literal
      else {
        throw markup.expected("the reason in quotes")
      }
      if isParenthesised, !markup.skip(.closeParenthesis) { throw markup.expected("')'") }
      return AbortMessageTag(reason: reason)
    }
  }

  func emit(into program: inout ProgramBuilder) {
    program.abort(reason: String(decoding: reason, as: UTF8.self))
  }
}
