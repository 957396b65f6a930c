/// `{% break %}`: leaves the innermost loop.
struct BreakTag: TemplateNode {
  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.checkLoopTag(head) ? BreakTag() : nil
  }

  func emit(into program: inout ProgramBuilder) {
    program.leaveTurn(endsLoop: true)
  }
}

extension TemplateParser {
  /// Reports a `break` or `continue` outside a loop, or with something behind it.
  mutating func checkLoopTag(_ head: TagHead) -> Bool {
    if !head.markup.markup.isEmpty {
      report(MarkupError(head.markup.markup, "'\(head.name.text)' takes nothing behind its name"))
    }
    if loopDepth == 0 {
      report(MarkupError(head.markup.whole, "'\(head.name.text)' stands inside '{% for %}' only"))
    }
    return loopDepth > 0
  }
}
