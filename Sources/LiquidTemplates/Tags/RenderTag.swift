/// `{% render 'name', argument: value %}`: a partial, which sees columns and its arguments and nothing else.
struct RenderTag: TemplateNode {
  struct Argument: Sendable {
    let name: Identifier
    let value: Expression
  }

  /// The partial's name as bytes, and where it stands.
  let partial: Identifier
  let arguments: [Argument]

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.read(head.markup, otherwise: nil) { (markup) throws(MarkupError) -> RenderTag? in
      guard markup.current.kind == .string,
        case .text(let name) = try markup.expression().literal
      else {
        throw markup.expected("the partial's name in quotes")
      }
      let start = head.markup.markup.lowerBound
      let partial = Identifier(utf8: name, range: start..<start + name.count + 2)
      var arguments: [Argument] = []
      if markup.isWord("for"), markup.following.kind != .colon {
        throw MarkupError(markup.current.range, "'render … for' is not supported yet")
      }
      if markup.isWord("with"), markup.following.kind != .colon {
        arguments.append(try RenderTag.subject(&markup, partial))
      }
      while markup.current.kind != .end {
        _ = markup.skip(.comma)
        let name = try markup.identifier("the name of an argument")
        guard markup.skip(.colon) else { throw markup.expected("':'") }
        arguments.append(Argument(name: name, value: try markup.expression()))
      }
      return RenderTag(partial: partial, arguments: arguments)
    }
  }

  /// `with expression as name`; without `as`, the partial's own name.
  private static func subject(
    _ markup: inout MarkupParser, _ partial: Identifier
  ) throws(MarkupError) -> Argument {
    markup.advance()
    let value = try markup.expression()
    guard markup.skip(word: "as") else { return Argument(name: partial, value: value) }
    return Argument(name: try markup.identifier("a name"), value: value)
  }

  func emit(into program: inout ProgramBuilder) {
    program.render(self)
  }
}
