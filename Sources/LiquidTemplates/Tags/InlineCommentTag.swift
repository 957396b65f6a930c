import Diagnostics

/// `{% # a remark %}`: prints nothing.
struct InlineCommentTag: TemplateNode {
  var isBlank: Bool { true }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    let markup =
      head.name.range
      .upperBound..<max(
        head.name.range.upperBound, head.markup.markup.upperBound)
    var isLineStart = false
    for i in markup {
      let byte = parser.text.utf8[i]
      if byte == 0x0A {
        isLineStart = true
      } else if isLineStart, ![UInt8].isWhitespace(byte) {
        isLineStart = false
        if byte != UInt8(ascii: "#") {
          parser.report(
            MarkupError(i..<markup.upperBound, "every line of a '#' comment begins with '#'"))
          break
        }
      }
    }
    return InlineCommentTag()
  }

  func emit(into program: inout ProgramBuilder) {}
}
