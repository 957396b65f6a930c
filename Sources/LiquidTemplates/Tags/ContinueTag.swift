/// `{% continue %}`: goes on with the next turn of the innermost loop.
struct ContinueTag: TemplateNode {
  var isBlank: Bool { false }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    parser.checkLoopTag(head) ? ContinueTag() : nil
  }

  func emit(into program: inout ProgramBuilder) {
    program.leaveTurn(endsLoop: false)
  }
}
