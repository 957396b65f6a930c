/// `{% comment %} … {% endcomment %}`: prints nothing; comments and raw text inside may hold further tags.
struct CommentTag: TemplateNode {
  var isBlank: Bool { true }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    if !parser.skipComment() {
      parser.report(
        MarkupError(
          head.markup.whole, "'comment' is closed by '{% endcomment %}'",
          label: "opened here, never closed"))
      parser.stop()
    }
    return CommentTag()
  }

  func emit(into program: inout ProgramBuilder) {}
}
