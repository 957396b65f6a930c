/// `{% continue %}`: goes on with the next turn of the innermost loop.
struct ContinueTag: TemplateNode {
  let isInLoop: Bool
  let head: TagHead

  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.checkIsBare(head)
    return ContinueTag(isInLoop: parser.loopDepth > 0, head: head)
  }

  func emit(into program: inout ProgramBuilder) {
    program.leaveTurn(head, endsLoop: false, isInLoop: isInLoop)
  }
}
