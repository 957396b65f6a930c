extension FilterDefinition {
  /// Html of a text: `& < > " '` become entities. Html stays as it is.
  static let escape = FilterDefinition(name: "escape", onMarkup: .allowed) { _ in
    .markup
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    try evaluation.escaped(input, keepsEntities: false)
  }

  /// Another name of `escape`.
  static let h = FilterDefinition(
    name: "h", onMarkup: .allowed, result: escape.result, apply: escape.apply)

  /// Like `escape`, but entities that stand in the text already stay entities.
  static let escapeOnce = FilterDefinition(name: "escape_once", onMarkup: .allowed) { _ in
    .markup
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    try evaluation.escaped(input, keepsEntities: true)
  }

  /// Says that the text is html already: it is printed without escaping.
  static let raw = FilterDefinition(name: "raw", onMarkup: .allowed) { _ in
    .markup
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    var text = try evaluation.text(of: input)
    text.isMarkup = evaluation.isEscaping
    return .text(text)
  }

  /// `<br />` before every line break; the text is escaped first where the template makes html.
  static let newlineToBr = FilterDefinition(
    name: "newline_to_br", onMarkup: .allowed, grows: true
  ) { _ in
    .markup
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    let isMarkdown = evaluation.context.isMarkdown
    let escape = text.isMarkup ? Escape.none : evaluation.context.escapeOfMarkup
    let isMarkup = evaluation.context.hasMarkup
    return try evaluation.makeText(isMarkup: isMarkup) { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        bytes.eachLine { line, hasBreak in
          output.append(line, escape: escape, encoding: .plain)
          // What Markdown has for a hard line break.
          if hasBreak { if isMarkdown { output.append("\\\n") } else { output.append("<br />\n") } }
        }
      }
    }
  }
}

extension Evaluation {
  /// In html and url templates some texts are escaped already and others not.
  fileprivate var isEscaping: Bool {
    switch context {
    case .html, .markdown, .markdownWithHTML, .url: true
    case .text, .header: false
    }
  }

  fileprivate mutating func escaped(
    _ input: LiquidValue, keepsEntities: Bool
  ) throws(RenderFailure) -> LiquidValue {
    if isMarkup(input) { return input }
    let text = try text(of: input)
    let escape = context.isMarkdown ? Escape.markdown : .html
    return try makeText(isMarkup: context.hasMarkup) { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        guard keepsEntities else {
          output.append(bytes, escape: escape, encoding: .plain)
          return
        }
        bytes.eachEntity { piece, isEntity in
          output.append(piece, escape: isEntity ? .none : escape, encoding: .plain)
        }
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[range.clamped(to: 0..<count)])
  }

  /// Lines without their breaks (LF or CR LF), each with whether a break follows.
  func eachLine(_ body: (UnsafeRawBufferPointer, Bool) -> Void) {
    var start = 0
    for i in 0..<count where self[i] == 0x0A {
      let end = i > start && self[i - 1] == 0x0D ? i - 1 : i
      body(slice(start..<end), true)
      start = i + 1
    }
    body(slice(start..<count), false)
  }

  /// Text cut into entities (`&amp;`, `&#39;`, `&#x27;`) and what stands between them.
  fileprivate func eachEntity(_ body: (UnsafeRawBufferPointer, _ isEntity: Bool) -> Void) {
    var start = 0
    var i = 0
    while i < count {
      guard self[i] == UInt8(ascii: "&"), let end = entityEnd(i) else {
        i += 1
        continue
      }
      body(slice(start..<i), false)
      body(slice(i..<end), true)
      i = end
      start = end
    }
    body(slice(start..<count), false)
  }

  private func entityEnd(_ start: Int) -> Int? {
    var i = start + 1
    let isNumeric = i < count && self[i] == UInt8(ascii: "#")
    if isNumeric { i += 1 }
    let first = i
    // No entity has a name longer than this.
    while i < count, i - first <= 32, MarkupLexer.isWord(self[i]) { i += 1 }
    guard i > first, i < count, self[i] == UInt8(ascii: ";") else { return nil }
    return i + 1
  }
}
