/// `{% doc %} … {% enddoc %}`: describes a template to its readers; prints nothing.
struct DocTag: TemplateNode {
  var isBlank: Bool { true }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    if !head.markup.markup.isEmpty {
      parser.report(MarkupError(head.markup.markup, "'doc' takes nothing behind its name"))
    }
    switch parser.skipDoc() {
    case .found: return DocTag()
    case .nested(let range):
      parser.report(MarkupError(range, "'doc' holds no other 'doc'"))
    case .missing:
      parser.report(
        MarkupError(
          head.markup.whole, "'doc' is closed by '{% enddoc %}'",
          label: "opened here, never closed"))
    }
    parser.stop()
    return nil
  }

  func emit(into program: inout ProgramBuilder) {}
}
