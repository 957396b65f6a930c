/// The `{{ … }}` and `{% … %}` of a template text, found without parsing them: enough to see which
/// partials and names it uses before it is compiled.
///
/// Text inside `raw`, `comment` and `doc` is left out. Broken markup ends the search quietly: the
/// parser reports it.
struct TemplateMarkup {
  /// Offsets of what stands between the delimiters.
  let outputs: [Range<Int>]
  let tags: [Range<Int>]
  /// What prints nothing: tags, and hidden text with the tags around it; delimiters included.
  private let silent: [Range<Int>]

  init(_ text: [UInt8]) {
    var outputs: [Range<Int>] = []
    var tags: [Range<Int>] = []
    var silent: [Range<Int>] = []
    var hidden: [UInt8]?
    var hiddenStart = 0
    // Without these, text full of openers and no closer would be searched to its end for each of them.
    var hasTagEnds = true
    var hasOutputEnds = true
    var i = 0
    while i + 1 < text.count {
      guard text[i] == UInt8(ascii: "{") else {
        i += 1
        continue
      }
      let isTag = text[i + 1] == UInt8(ascii: "%")
      let isOpener = isTag ? hasTagEnds : hasOutputEnds && hidden == nil && text[i + 1] == text[i]
      let word = isOpener && isTag ? TemplateMarkup.word(text, from: i + 2) : []
      if !isOpener || (hidden != nil && word != hidden) {
        i += 1
        continue
      }
      guard let end = TemplateMarkup.end(in: text, from: i + 2, isTag: isTag) else {
        if isTag { hasTagEnds = false } else { hasOutputEnds = false }
        i += 1
        continue
      }
      let inside = TemplateMarkup.trimDashes(text, (i + 2)..<end)
      if let word = hidden {
        // The text of `raw` is printed, the tags around it are not.
        let isRaw = word.elementsEqual("endraw".utf8)
        silent.append(isRaw ? i..<end + 2 : hiddenStart..<end + 2)
        hidden = nil
      } else if isTag, TemplateMarkup.hiding.contains(word) {
        hidden = Array("end".utf8) + word
        hiddenStart = i
        silent.append(i..<end + 2)
      } else if isTag {
        tags.append(inside)
        silent.append(i..<end + 2)
      } else {
        outputs.append(inside)
      }
      i = end + 2
    }
    self.outputs = outputs
    self.tags = tags
    self.silent = silent
  }

  /// The text with `HTMLTags.output` and `HTMLTags.nothing` in the place of outputs, and of what prints nothing.
  static func masked(_ text: [UInt8]) -> [UInt8] {
    let markup = TemplateMarkup(text)
    var masked = text.map { $0 == HTMLTags.output || $0 == HTMLTags.nothing ? 0x20 : $0 }
    for range in markup.silent {
      for i in range { masked[i] = HTMLTags.nothing }
    }
    for range in markup.outputs {
      // The delimiters, and the dashes in them.
      var lower = range.lowerBound - 2
      if lower > 0, text[lower + 1] == UInt8(ascii: "-") { lower -= 1 }
      var upper = range.upperBound + 2
      if range.upperBound < text.count, text[range.upperBound] == UInt8(ascii: "-") { upper += 1 }
      lower = max(0, lower)
      upper = max(lower, min(text.count, upper))
      for i in lower..<upper { masked[i] = HTMLTags.output }
    }
    return masked
  }

  private static let hiding: [[UInt8]] = ["raw", "comment", "doc"].map { Array($0.utf8) }

  /// The offset of the closing `%}` or `}}`.
  private static func end(in text: [UInt8], from start: Int, isTag: Bool) -> Int? {
    let mark = isTag ? UInt8(ascii: "%") : UInt8(ascii: "}")
    var i = start
    while i + 1 < text.count {
      if text[i] == mark, text[i + 1] == UInt8(ascii: "}") { return i }
      i += 1
    }
    return nil
  }

  private static func trimDashes(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    if lower < upper, text[lower] == UInt8(ascii: "-") { lower += 1 }
    if lower < upper, text[upper - 1] == UInt8(ascii: "-") { upper -= 1 }
    return lower..<upper
  }

  private static func word(_ text: [UInt8], from start: Int) -> [UInt8] {
    var rest = text[min(start, text.count)...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    return Array(rest.drop { isSpace($0) }.prefix { isWordByte($0) })
  }
}

extension TemplateMarkup {
  /// The names of the partials that `{% render 'name' %}` and `{% include 'name' %}` ask for, and
  /// where.
  static func partials(in text: [UInt8]) -> [(name: String, range: Range<Int>)] {
    var found: [(name: String, range: Range<Int>)] = []
    guard text.holds("render") || text.holds("include") else { return found }
    for tag in TemplateMarkup(text).tags {
      // A `liquid` tag holds one tag a line.
      for line in text[tag].split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
        var rest = line.drop { isSpace($0) }
        if rest.starts(with: "liquid ".utf8) { rest = rest.dropFirst(7).drop { isSpace($0) } }
        let word = rest.prefix { isWordByte($0) }
        guard word.elementsEqual("render".utf8) || word.elementsEqual("include".utf8) else {
          continue
        }
        let argument = rest[word.endIndex...].drop { isSpace($0) }
        guard let quote = argument.first, quote == 0x22 || quote == 0x27,
          let end = argument.dropFirst().firstIndex(of: quote)
        else { continue }
        let range = (argument.startIndex + 1)..<end
        found.append((String(decoding: text[range], as: UTF8.self), range))
      }
    }
    return found
  }

  /// Whether any output or tag of the text names `name`.
  static func uses(_ name: String, in text: [UInt8]) -> Bool {
    guard text.holds(name) else { return false }
    let name = Array(name.utf8)
    let markup = TemplateMarkup(text)
    return (markup.outputs + markup.tags).contains { containsWord(name, in: text[$0]) }
  }

  /// Whether `word` stands in the text with nothing of a word beside it.
  static func containsWord(_ word: [UInt8], in text: ArraySlice<UInt8>) -> Bool {
    guard !word.isEmpty, text.count >= word.count else { return false }
    for start in text.startIndex...(text.endIndex - word.count)
    where text[start..<(start + word.count)].elementsEqual(word) {
      let end = start + word.count
      let isFree =
        (start == text.startIndex || !isWordByte(text[start - 1]))
        && (end == text.endIndex || !isWordByte(text[end]))
      if isFree { return true }
    }
    return false
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0D).contains(byte)
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
    true
  default: byte >= 0x80
  }
}
