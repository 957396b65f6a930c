import Diagnostics
import LiquidTemplates

/// The tags of one template text, with the text of its links: enough for what can be said of html without
/// running the template. Outputs and Liquid tags in it are known as such, and comments are left out.
struct HTMLTags {
  struct Attribute {
    let name: [UInt8]
    /// In the masked text; nil for one without a value.
    let value: Range<Int>?
  }

  struct Tag {
    let name: [UInt8]
    let isEnd: Bool
    /// From `<` to `>`.
    let range: Range<Int>
    let attributes: [Attribute]

    func attribute(_ name: StaticString) -> Attribute? {
      attributes.first { $0.name.elementsEqual(UnsafeBufferPointer(name)) }
    }
  }

  let text: MappedText
  /// The text with a byte of its own for each byte of an output or of a Liquid tag.
  let masked: [UInt8]
  private(set) var tags: [Tag] = []

  /// A byte of an output, which prints what nobody knows here.
  static let output: UInt8 = 0x01
  /// A byte of a Liquid tag or comment, which prints nothing itself.
  static let nothing: UInt8 = 0x02

  init(_ text: MappedText) {
    self.text = text
    masked = TemplateMarkup.masked(text.utf8)
    var i = 0
    while let start = masked[i...].firstIndex(of: UInt8(ascii: "<")) {
      i = read(from: start)
    }
  }

  /// Reads what begins with `<`; where to go on.
  private mutating func read(from start: Int) -> Int {
    let rest = masked[start...]
    if masked.count > start + 1, masked[start + 1] == UInt8(ascii: "!"),
      rest.starts(with: "<!--".utf8)
    {
      // What Outlook is shown is markup like any other.
      if rest.starts(with: "<!--[if".utf8) { return end(from: start, ">") }
      return end(from: start + 4, "-->")
    }
    var i = start + 1
    let isEnd = i < masked.count && masked[i] == UInt8(ascii: "/")
    if isEnd { i += 1 }
    let name = word(&i)
    guard !name.isEmpty else { return start + 1 }
    var attributes: [Attribute] = []
    while i < masked.count, masked[i] != UInt8(ascii: ">") {
      let before = i
      if let attribute = attribute(&i) { attributes.append(attribute) }
      if i == before { i += 1 }
    }
    let close = min(i + 1, masked.count)
    tags.append(Tag(name: name, isEnd: isEnd, range: start..<close, attributes: attributes))
    let isCode = name.elementsEqual("style".utf8) || name.elementsEqual("script".utf8)
    return isCode && !isEnd ? end(from: close, "</") - 2 : close
  }

  private func word(_ i: inout Int) -> [UInt8] {
    let start = i
    while i < masked.count, HTMLTags.isNameByte(masked[i]) { i += 1 }
    return masked[start..<i].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  private func attribute(_ i: inout Int) -> Attribute? {
    while i < masked.count, !HTMLTags.isNameByte(masked[i]), masked[i] != UInt8(ascii: ">") {
      i += 1
    }
    let name = word(&i)
    guard !name.isEmpty else { return nil }
    skipSpaces(&i)
    guard i < masked.count, masked[i] == UInt8(ascii: "=") else {
      return Attribute(name: name, value: nil)
    }
    i += 1
    skipSpaces(&i)
    guard i < masked.count else { return Attribute(name: name, value: i..<i) }
    let quote = masked[i]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = i + 1
      let end = masked[start...].firstIndex(of: quote) ?? masked.count
      i = min(end + 1, masked.count)
      return Attribute(name: name, value: start..<end)
    }
    let start = i
    while i < masked.count, masked[i] > 0x20, masked[i] != UInt8(ascii: ">") { i += 1 }
    // Without quotes, a byte of an output is a part of the value.
    while i < masked.count, masked[i] == HTMLTags.output || masked[i] == HTMLTags.nothing { i += 1 }
    return Attribute(name: name, value: start..<i)
  }

  private func skipSpaces(_ i: inout Int) {
    while i < masked.count, masked[i] == 0x20 || (0x09...0x0D).contains(masked[i]) { i += 1 }
  }

  /// Behind the next `mark`; the end of the text if there is none.
  private func end(from start: Int, _ mark: StaticString) -> Int {
    let mark = Array(UnsafeBufferPointer(mark))
    var i = start
    while i + mark.count <= masked.count {
      if masked[i..<(i + mark.count)].elementsEqual(mark) { return i + mark.count }
      i += 1
    }
    return masked.count + (mark.elementsEqual("</".utf8) ? 2 : 0)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: ":"),
      UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "@"):
      true
    default: false
    }
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  fileprivate init(_ text: StaticString) {
    self.init(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }
}

extension AnalyzedCampaign {
  /// Of html bodies, their layouts and partials, and of the layouts of Markdown bodies.
  var htmlTexts: [MappedText] {
    unique(
      emails.flatMap { sources in
        (sources?.html?.texts ?? []) + (sources?.markdown?.layoutTexts ?? [])
      })
  }

  fileprivate func unique(_ texts: [MappedText]) -> [MappedText] {
    var seen: Set<Place> = []
    return texts.filter { seen.insert(Place($0)).inserted }
  }

  private struct Place: Hashable {
    let file: ObjectIdentifier
    let bytes: Range<Int>

    init(_ text: MappedText) {
      file = ObjectIdentifier(text.file)
      bytes = text.whole.bytes
    }
  }
}

extension LintSubject {
  /// Of Markdown bodies and their partials.
  var markdownTexts: [MappedText] {
    campaign.unique(
      campaign.emails.flatMap { sources -> [MappedText] in
        guard let source = sources?.markdown?.source else { return [] }
        return [source.main] + source.partials.map(\.text)
      })
  }
}

extension EmailSources.Body {
  fileprivate var layoutTexts: [MappedText] {
    guard let layout else { return [] }
    return [layout.main] + layout.partials.map(\.text)
  }
}

extension HTMLTags {
  /// `<img` of `<img src="…">`.
  func name(of tag: Tag) -> Range<Int> {
    let length = tag.name.count + (tag.isEnd ? 2 : 1)
    return tag.range.lowerBound..<min(tag.range.upperBound, tag.range.lowerBound + length)
  }

  /// What stands in a value or text: trimmed, with nothing for what prints nothing.
  func words(_ range: Range<Int>) -> [UInt8] {
    var bytes = masked[range].filter { $0 != HTMLTags.nothing }[...]
    while let first = bytes.first, first == 0x20 || (0x09...0x0D).contains(first) {
      bytes.removeFirst()
    }
    while let last = bytes.last, last == 0x20 || (0x09...0x0D).contains(last) {
      bytes.removeLast()
    }
    return Array(bytes)
  }

  /// Each `<a href>` with the range between it and `</a>`, tags in it included; nil without an end.
  var links: [(tag: Tag, inside: Range<Int>?)] {
    var links: [(tag: Tag, inside: Range<Int>?)] = []
    for (i, tag) in tags.enumerated() where !tag.isEnd && tag.name.elementsEqual("a".utf8) {
      let next = tags[(i + 1)...].first { $0.name.elementsEqual("a".utf8) }
      let inside = next.flatMap { $0.isEnd ? tag.range.upperBound..<$0.range.lowerBound : nil }
      links.append((tag, inside))
    }
    return links
  }
}
