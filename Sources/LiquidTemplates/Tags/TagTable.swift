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
    "cycle": CycleTag.parse,
    "decrement": CounterTag.parse,
    "doc": DocTag.parse,
    "echo": EchoTag.parse,
    "for": ForTag.parse,
    "if": IfTag.parse,
    "ifchanged": IfChangedTag.parse,
    "include": IncludeTag.parse,
    "increment": CounterTag.parse,
    "raw": RawTag.parse,
    "render": RenderTag.parse,
    "tablerow": TablerowTag.parse,
    "unless": IfTag.parse,
    "unsubscribe_url": LinkTag.parse,
    "view_in_browser_url": LinkTag.parse,
  ]

  /// `liquid` has no file: the parser takes its lines for tags of the block that it stands in.
  static let names = (all.keys.filter { $0 != "#" } + ["liquid"]).sorted()

  /// Tags that belong to a block.
  private static let clauses: [String: String] = [
    "elsif": "if", "else": "if", "endif": "if", "endunless": "unless", "when": "case",
    "endcase": "case", "endfor": "for", "endcapture": "capture", "endcomment": "comment",
    "endraw": "raw", "enddoc": "doc", "endifchanged": "ifchanged", "endtablerow": "tablerow",
  ]

  /// The error for a tag that stands where it has no meaning.
  static func unknown(_ name: Identifier) -> MarkupError {
    let text = name.text
    if let block = clauses[text] {
      return MarkupError(name.range, "'\(text)' belongs to '{% \(block) %}', and none is open here")
    }
    if let foreign = ForeignTags.help(text) {
      return MarkupError(name.range, foreign.message, help: foreign.help)
    }
    let near = nearest(to: text, among: names + clauses.keys.sorted())
    return MarkupError(
      name.range, "there is no tag '\(text)'", label: near.map { "a tag '\($0)' exists" } ?? "")
  }
}
