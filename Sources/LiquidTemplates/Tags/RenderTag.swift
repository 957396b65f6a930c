/// `{% render 'name', argument: value %}`: a partial, which sees columns and its arguments and nothing else.
struct RenderTag: TemplateNode {
  let use: PartialUse

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.read(head.markup, otherwise: nil) { (markup) throws(MarkupError) -> RenderTag? in
      RenderTag(use: try PartialUse(&markup, isInclude: false))
    }
  }

  func emit(into program: inout ProgramBuilder) {
    program.render(use)
  }
}
