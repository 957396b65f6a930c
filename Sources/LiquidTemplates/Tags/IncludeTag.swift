/// `{% include 'name', argument: value %}`: a partial that shares all names with what includes it.
struct IncludeTag: TemplateNode {
  let use: PartialUse

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    let tag = parser.read(head.markup, otherwise: nil) {
      (markup) throws(MarkupError) -> IncludeTag? in
      IncludeTag(use: try PartialUse(&markup, isInclude: true))
    }
    if let partial = tag?.use.partial { parser.included.append(partial) }
    return tag
  }

  func emit(into program: inout ProgramBuilder) {
    program.include(use)
  }
}
