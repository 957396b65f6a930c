import Diagnostics

/// `{% raw %} … {% endraw %}`: the text as it stands, braces and all.
struct RawTag: TemplateNode {
  let bytes: [UInt8]

  var isBlank: Bool { bytes.isEmpty }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    if !head.markup.markup.isEmpty {
      parser.report(MarkupError(head.markup.markup, "'raw' takes nothing behind its name"))
    }
    guard let range = parser.skipRaw() else {
      parser.report(
        MarkupError(
          head.markup.whole, "'raw' is closed by '{% endraw %}'",
          label: "opened here, never closed"))
      parser.stop()
      return nil
    }
    return RawTag(bytes: Array(parser.text.utf8[range]))
  }

  func emit(into program: inout ProgramBuilder) {
    program.literal(bytes)
  }
}
