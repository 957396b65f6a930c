import Diagnostics

/// A syntax error of libyaml with its marks as byte offsets.
struct PlacedFault {
  let text: String
  let problem: Int
  let contextText: String
  let context: Int?
  /// The last scalar before the error.
  let lastScalar: Range<Int>?

  init(_ fault: SyntaxFault, _ index: CodePointIndex, lastScalar: Range<Int>?) {
    self.lastScalar = lastScalar
    text = fault.problem
    problem = index.offset(ofCodePoint: fault.problemMark.index)
    contextText = fault.context
    context = fault.contextMark.map { index.offset(ofCodePoint: $0.index) }
  }

  /// The value to blame: on the line of the error, or where what it broke begins.
  func unquotedTemplate(in source: PatchedSource) -> UnquotedTemplate? {
    if let found = findUnquotedTemplate(in: source.text, lineOf: problem) { return found }
    guard let context, opensTemplate(source.text, context) || contextText.contains("simple key")
    else { return nil }
    return findUnquotedTemplate(in: source.text, lineOf: context)
  }

  func diagnostic(in source: PatchedSource) -> Diagnostic {
    let fault = SyntaxText(self, in: source.text)
    let primary = fault.isContextPrimary ? context ?? problem : problem
    var related: [Diagnostic.Related] = []
    if fault.cause != nil {
      related.append(.init(character(at: problem, in: source), fault.related))
    } else if let context, context != problem {
      let other = fault.isContextPrimary ? problem : context
      related.append(.init(character(at: other, in: source), fault.related))
    }
    let place = fault.cause.map { source.file.range($0) } ?? character(at: primary, in: source)
    return Diagnostic(
      .yamlSyntax, .error, fault.message, at: place,
      label: fault.label,
      related: related, help: fault.help)
  }

  /// The character at a place; nothing at the end of a line or of the file.
  private func character(at place: Int, in source: PatchedSource) -> SourceRange {
    let bytes = source.text.bytes
    var end = place
    if place < bytes.count, source.text.breakLength(place) == 0 {
      end += 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    }
    return source.file.range(place..<end)
  }
}
