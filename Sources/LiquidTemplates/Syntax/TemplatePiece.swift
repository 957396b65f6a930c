/// One piece of a template's text. All ranges are bytes of that text.
enum TemplatePiece: Sendable {
  /// Printed as it is; white space control has been applied. Never empty.
  case text(Range<Int>)
  case output(DelimitedMarkup)
  case tag(name: Identifier, DelimitedMarkup)
  /// Behind the last line of `{% liquid %}`.
  case endOfLines
}

/// What stands between `{{` and `}}`, or after the name in `{% … %}`.
struct DelimitedMarkup: Sendable {
  /// Without white space around it; may be empty.
  let markup: Range<Int>
  /// From the opening to the closing braces, both included.
  let whole: Range<Int>
}
