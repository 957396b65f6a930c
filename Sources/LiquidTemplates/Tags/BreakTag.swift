/// `{% break %}`: leaves the innermost loop.
struct BreakTag: TemplateNode {
  /// Outside of a loop of its own text it ends a loop around what includes the text.
  let isInLoop: Bool
  let head: TagHead

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.checkIsBare(head)
    return BreakTag(isInLoop: parser.loopDepth > 0, head: head)
  }

  func emit(into program: inout ProgramBuilder) {
    program.leaveTurn(head, endsLoop: true, isInLoop: isInLoop)
  }
}

extension TemplateParser {
  /// Reports what stands behind the name of a tag that takes nothing.
  mutating func checkIsBare(_ head: TagHead) {
    guard syntax.isChecked, !head.markup.markup.isEmpty else { return }
    report(MarkupError(head.markup.markup, "'\(head.name.text)' takes nothing behind its name"))
  }
}
