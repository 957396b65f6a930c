/// Cuts a template into text, outputs and tags, one piece at a time.
struct TemplateScanner {
  let bytes: [UInt8]
  private(set) var position = 0
  /// The last tag ended in `-`: white space before the next piece goes.
  private var trimsNext = false
  private(set) var errors: [MarkupError] = []

  /// More mistakes than anyone reads.
  private static let maximumErrors = 100

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next piece, or nil at the end. What cannot be read is reported in `errors` and left out.
  mutating func next() -> TemplatePiece? {
    while position < bytes.count, errors.count < TemplateScanner.maximumErrors {
      let start = position
      guard let opener = opener(from: start) else {
        position = bytes.count
        if let text = trimmed(start..<bytes.count, trimsEnd: false) { return .text(text) }
        continue
      }
      if opener > start {
        position = opener
        let trimsEnd = opener + 2 < bytes.count && bytes[opener + 2] == UInt8(ascii: "-")
        if let text = trimmed(start..<opener, trimsEnd: trimsEnd) { return .text(text) }
        continue
      }
      if let piece = delimited() { return piece }
    }
    return nil
  }

  private mutating func trimmed(_ text: Range<Int>, trimsEnd: Bool) -> Range<Int>? {
    var lower = text.lowerBound
    var upper = text.upperBound
    if trimsNext {
      while lower < upper, [UInt8].isWhitespace(bytes[lower]) { lower += 1 }
    }
    trimsNext = false
    if trimsEnd {
      while upper > lower, [UInt8].isWhitespace(bytes[upper - 1]) { upper -= 1 }
    }
    return lower < upper ? lower..<upper : nil
  }

  /// The first `{{` or `{%` at or after `start`.
  private func opener(from start: Int) -> Int? {
    var i = start
    while i + 1 < bytes.count {
      if bytes[i] == UInt8(ascii: "{"),
        bytes[i + 1] == UInt8(ascii: "{") || bytes[i + 1] == UInt8(ascii: "%")
      {
        return i
      }
      i += 1
    }
    return nil
  }

  private mutating func delimited() -> TemplatePiece? {
    let start = position
    let isTag = bytes[start + 1] == UInt8(ascii: "%")
    guard let end = closer(from: start, isTag: isTag) else { return nil }
    position = end
    let whole = start..<end
    var lower = start + 2
    var upper = end - 2
    if lower < upper, bytes[lower] == UInt8(ascii: "-") { lower += 1 }
    trimsNext = upper > lower && bytes[upper - 1] == UInt8(ascii: "-")
    if trimsNext { upper -= 1 }
    let markup = stripped(lower..<upper)
    guard isTag else { return .output(DelimitedMarkup(markup: markup, whole: whole)) }
    var nameEnd = markup.lowerBound
    if nameEnd < markup.upperBound, bytes[nameEnd] == UInt8(ascii: "#") {
      nameEnd += 1
    } else {
      while nameEnd < markup.upperBound, MarkupLexer.isWord(bytes[nameEnd]) { nameEnd += 1 }
    }
    let name = markup.lowerBound..<nameEnd
    guard !name.isEmpty else {
      errors.append(MarkupError(whole, "a tag begins with its name"))
      return nil
    }
    return .tag(
      name: Identifier(utf8: Array(bytes[name]), range: name),
      DelimitedMarkup(markup: stripped(nameEnd..<markup.upperBound), whole: whole))
  }

  /// Where the output or tag that opens at `start` ends; reports it, and moves on, if it does not.
  private mutating func closer(from start: Int, isTag: Bool) -> Int? {
    let first = isTag ? UInt8(ascii: "%") : UInt8(ascii: "}")
    var quote: UInt8 = 0
    var inner: Int?
    var i = start + 2
    scan: while i + 1 < bytes.count {
      let byte = bytes[i]
      if byte == first, bytes[i + 1] == UInt8(ascii: "}") {
        return i + 2
      }
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "{"),
        // An output inside of a tag is told of where the tag is read.
        (bytes[i + 1] == UInt8(ascii: "{") && !isTag) || bytes[i + 1] == UInt8(ascii: "%")
      {
        inner = i
        break scan
      }
      i += 1
    }
    errors.append(
      MarkupError(
        start..<start + 2, isTag ? "a '{%' is closed by '%}'" : "a '{{' is closed by '}}'"))
    position = inner ?? start + 2
    trimsNext = false
    return nil
  }

  private func stripped(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, [UInt8].isWhitespace(bytes[lower]) { lower += 1 }
    while upper > lower, [UInt8].isWhitespace(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }
}

extension TemplateScanner {
  /// Moves past `{% endraw %}`; returns the text before it as it stands, or nil, unmoved, if there is none.
  mutating func skipRaw() -> Range<Int>? {
    let start = position
    var i = start
    // Braces in raw text need not match: go on within.
    while let (name, opener, nameEnd) = nextTagName(from: i) {
      i = opener + 2
      if name.elementsEqual("endraw".utf8) {
        guard let end = tagEnd(from: nameEnd) else { return nil }
        leave(at: end)
        return start..<opener
      }
    }
    return nil
  }

  /// Moves past the `{% endcomment %}` that belongs to a comment just opened; false, unmoved, if there is none.
  ///
  /// By the standard an output inside that is not closed takes the rest with it; `isLenient` passes over it.
  mutating func skipComment(isLenient: Bool) -> Bool {
    var i = position
    var depth = 1
    var isRaw = false
    while let (name, _, nameEnd) = nextToken(from: i, isRaw: isRaw || isLenient),
      let end = tagEnd(from: nameEnd)
    {
      i = end
      if isRaw {
        isRaw = !name.elementsEqual("endraw".utf8)
      } else if name.elementsEqual("raw".utf8) {
        isRaw = true
      } else if name.elementsEqual("comment".utf8) {
        depth += 1
      } else if name.elementsEqual("endcomment".utf8) {
        depth -= 1
        if depth == 0 {
          leave(at: end)
          return true
        }
      }
    }
    return false
  }

  enum DocEnd {
    case found
    case missing
    /// Another `{% doc %}` begins inside.
    case nested(Range<Int>)
  }

  /// Moves past the `{% enddoc %}` of a doc just opened; unmoved unless it is found.
  mutating func skipDoc() -> DocEnd {
    var i = position
    while let (name, opener, nameEnd) = nextTagName(from: i) {
      i = opener + 2
      guard let end = tagEnd(from: nameEnd) else { return .missing }
      if name.elementsEqual("doc".utf8) { return .nested(opener..<end) }
      if name.elementsEqual("enddoc".utf8) {
        leave(at: end)
        return .found
      }
    }
    return .missing
  }

  /// The tags in the lines of a `{% liquid %}`, one a line.
  func lines(of markup: DelimitedMarkup, into errors: inout [MarkupError]) -> [TemplatePiece] {
    var pieces: [TemplatePiece] = []
    var start = markup.markup.lowerBound
    while start < markup.markup.upperBound {
      var end = start
      while end < markup.markup.upperBound, bytes[end] != 0x0A { end += 1 }
      let line = stripped(start..<end)
      start = end + 1
      guard !line.isEmpty else { continue }
      var nameEnd = line.lowerBound
      if bytes[nameEnd] == UInt8(ascii: "#") {
        nameEnd += 1
      } else {
        while nameEnd < line.upperBound, MarkupLexer.isWord(bytes[nameEnd]) { nameEnd += 1 }
      }
      let name = line.lowerBound..<nameEnd
      guard !name.isEmpty else {
        errors.append(MarkupError(line, "a line of 'liquid' begins with the name of a tag"))
        continue
      }
      pieces.append(
        .tag(
          name: Identifier(utf8: Array(bytes[name]), range: name),
          DelimitedMarkup(markup: stripped(nameEnd..<line.upperBound), whole: line)))
    }
    return pieces
  }

  /// The next tag, passing over outputs whole as they are cut; in raw text there are none.
  private func nextToken(
    from start: Int, isRaw: Bool
  ) -> (name: ArraySlice<UInt8>, opener: Int, nameEnd: Int)? {
    if isRaw { return nextTagName(from: start) }
    var i = start
    while let opener = opener(from: i) {
      if bytes[opener + 1] == UInt8(ascii: "%") { return nextTagName(from: opener) }
      // An output ends at the first brace that closes, or with the first tag in it.
      i = opener + 2
      output: while i < bytes.count {
        switch bytes[i] {
        case UInt8(ascii: "}"):
          i += i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "}") ? 2 : 1
          break output
        case UInt8(ascii: "{") where i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "%"):
          guard let end = tagEnd(from: i + 2) else { return nil }
          i = end
          break output
        default: i += 1
        }
      }
    }
    return nil
  }

  private mutating func leave(at end: Int) {
    position = end
    trimsNext = bytes[end - 3] == UInt8(ascii: "-")
  }

  /// The name, which may be empty, of the first tag that opens at or after `start`.
  private func nextTagName(
    from start: Int
  ) -> (name: ArraySlice<UInt8>, opener: Int, nameEnd: Int)? {
    var i = start
    while i + 1 < bytes.count {
      if bytes[i] == UInt8(ascii: "{"), bytes[i + 1] == UInt8(ascii: "%") {
        var name = i + 2
        if name < bytes.count, bytes[name] == UInt8(ascii: "-") { name += 1 }
        while name < bytes.count, [UInt8].isWhitespace(bytes[name]) { name += 1 }
        var nameEnd = name
        while nameEnd < bytes.count, MarkupLexer.isWord(bytes[nameEnd]) { nameEnd += 1 }
        return (bytes[name..<nameEnd], i, nameEnd)
      }
      i += 1
    }
    return nil
  }

  private func tagEnd(from start: Int) -> Int? {
    var i = start
    while i + 1 < bytes.count {
      if bytes[i] == UInt8(ascii: "%"), bytes[i + 1] == UInt8(ascii: "}") { return i + 2 }
      i += 1
    }
    return nil
  }
}
