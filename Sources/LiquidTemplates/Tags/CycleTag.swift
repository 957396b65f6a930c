/// `{% cycle 'a', 'b' %}`: prints its values in turn, with `{% cycle name: 'a', 'b' %}` in one turn with all of that name.
struct CycleTag: TemplateNode {
  let group: Expression?
  let values: [Expression]
  let range: Range<Int>

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.read(head.markup, otherwise: nil) { (markup) throws(MarkupError) -> CycleTag? in
      let first = try markup.expression()
      var group: Expression?
      var values: [Expression] = []
      if markup.skip(.colon) {
        group = first
        // A name without values is accepted and cycles through nothing but nil.
        values.append(try markup.expression())
      } else {
        values.append(first)
      }
      while markup.skip(.comma) {
        if markup.current.kind == .end { break }
        guard values.count < 1000 else {
          throw MarkupError(markup.current.range, "'cycle' takes at most 1000 values")
        }
        values.append(try markup.expression())
      }
      return CycleTag(group: group, values: values, range: head.markup.markup)
    }
  }

  func emit(into program: inout ProgramBuilder) {
    program.cycle(self)
  }
}
