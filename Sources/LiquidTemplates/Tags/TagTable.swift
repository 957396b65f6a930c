import Diagnostics

/// The tags by name. A new tag is a file here and a line in `all`.
enum TagTable {
  /// Reads the tag whose name and markup have been read, and, for a block, up to its end.
  typealias Parse = @Sendable (inout TemplateParser, TagHead) -> (any TemplateNode)?

  static let all: [String: Parse] = [
    "#": InlineCommentTag.parse,
    "abort_message": AbortMessageTag.parse,
    "assign": AssignTag.parse,
    "break": BreakTag.parse,
    "capture": CaptureTag.parse,
    "case": CaseTag.parse,
    "comment": CommentTag.parse,
    "continue": ContinueTag.parse,
    "echo": EchoTag.parse,
    "for": ForTag.parse,
    "if": IfTag.parse,
    "raw": RawTag.parse,
    "render": RenderTag.parse,
    "unless": IfTag.parse,
  ]

  static let names = all.keys.filter { $0 != "#" }.sorted()

  /// Standard tags without a file here.
  private static let notYet: Set<String> = [
    "cycle", "decrement", "doc", "ifchanged", "include", "increment", "liquid", "tablerow",
  ]

  /// Tags that belong to a block.
  private static let clauses: [String: String] = [
    "elsif": "if", "else": "if", "endif": "if", "endunless": "unless", "when": "case",
    "endcase": "case", "endfor": "for", "endcapture": "capture", "endcomment": "comment",
    "endraw": "raw",
  ]

  /// The error for a tag that stands where it has no meaning.
  static func unknown(_ name: Identifier) -> MarkupError {
    let text = name.text
    if let block = clauses[text] {
      return MarkupError(name.range, "'\(text)' belongs to '{% \(block) %}', and none is open here")
    }
    if notYet.contains(text) {
      return MarkupError(name.range, "tag '\(text)' is not supported yet")
    }
    if text == "elseif" || text == "elif" {
      return MarkupError(name.range, "there is no tag '\(text)'", label: "write 'elsif'")
    }
    let near = nearest(to: text, among: names + clauses.keys.sorted())
    return MarkupError(
      name.range, "there is no tag '\(text)'", label: near.map { "a tag '\($0)' exists" } ?? "")
  }
}
