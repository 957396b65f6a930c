// libyaml reports where it could not go on; the mistake is often a line or a quote before.
extension SyntaxText {
  /// A `:` where no key can be: in an unquoted text, or below a line that lacks its own.
  mutating func describeColon(at place: Int, in text: SourceBytes) {
    let line = text.startOfLine(place)
    if hasColon(text, line..<place) {
      message = "a text that holds ': ' must be quoted"
      help = "quote the whole value"
      return
    }
    message = "a key cannot stand here"
    help = "indent the keys of a mapping alike"
    guard let above = lineAbove(line, in: text), !hasColon(text, above) else { return }
    let indent = text.skippingBlanks(line) - line
    guard above.lowerBound - text.startOfLine(above.lowerBound) == indent else { return }
    message = "a key needs a ': ' after it"
    cause = above
    related = "the next key"
    help =
      text.bytes[above].contains(UInt8(ascii: ":")) ? "write a space after the ':'" : nil
  }

  /// A quoted text that ends too early, or goes on over lines that were not meant.
  mutating func describeQuotes(_ fault: PlacedFault, in text: SourceBytes) {
    guard let scalar = fault.lastScalar, scalar.upperBound <= fault.problem,
      text[scalar.lowerBound] == UInt8(ascii: "\"") || text[scalar.lowerBound] == UInt8(ascii: "'"),
      text.skippingBlanks(scalar.upperBound) == fault.problem
    else { return }
    let quote = scalar.lowerBound..<scalar.lowerBound + 1
    if text.endOfLine(scalar.lowerBound) < scalar.upperBound {
      message = "a quoted text must be closed"
      label = "opened here"
      cause = quote
      related = "closed only before this"
      help = nil
      return
    }
    message = "nothing may follow a closing quote"
    related = "in this mapping"
    help =
      text[quote.lowerBound] == UInt8(ascii: "'")
      ? "quote the whole value; inside single quotes write '' for one"
      : "quote the whole value; inside double quotes write \\\" for one"
  }

  /// The line with text above another, without its indentation and comments.
  private func lineAbove(_ line: Int, in text: SourceBytes) -> Range<Int>? {
    var start = line
    while start > 0 {
      start = text.startOfLine(start - 1)
      let first = text.skippingBlanks(start)
      let end = text.endOfLine(first)
      if first < end, text[first] != UInt8(ascii: "#") { return first..<end }
    }
    return nil
  }

  private func hasColon(_ text: SourceBytes, _ range: Range<Int>) -> Bool {
    range.contains {
      text[$0] == UInt8(ascii: ":")
        && (text.isBlank($0 + 1) || text.breakLength($0 + 1) > 0 || $0 + 1 == text.bytes.count)
    }
  }
}
