import LiquidTemplates

/// Makes the plain text part of a message from its html, in one pass over the bytes.
///
/// What a reader of the html sees: paragraphs, headings, lists, quotes, rows of tables; links as
/// `text (url)`, images as their alternative text. Any bytes will do. Keeps its memory; one a worker.
package struct TextAlternative: Sendable {
  /// The text made last, without a line break at its end.
  package internal(set) var text = ByteBuffer()

  /// Line breaks that are due before the next text.
  var breaks = 0
  /// Spaces that are due before the next text; at most one outside of `pre`.
  var spaces = 0
  /// The next text stands in another cell of the same row.
  var isInNextCell = false
  /// Bit n: the nth table outwards is there for the layout only.
  var layoutTables: UInt64 = 0
  /// Where the text of the row at hand begins.
  var rowStart = 0
  /// Open lists and quotes, outermost first.
  var levels: [Level] = []
  var preDepth = 0
  var link = OpenLink()
  var hidden = HiddenElement()
  let tags = HTMLTagTable.shared
  let entities = HTMLEntities.shared

  package init() {}

  /// Puts the text of `html`, which is UTF-8, in place of the last one.
  package mutating func make(from html: UnsafeRawBufferPointer) {
    text.removeAll()
    breaks = 0
    spaces = 0
    isInNextCell = false
    layoutTables = 0
    rowStart = 0
    levels.removeAll(keepingCapacity: true)
    preDepth = 0
    link = OpenLink()
    hidden = HiddenElement()
    var i = 0
    while i < html.count {
      if html[i] == UInt8(ascii: "<") {
        i = passMarkup(html, at: i)
      } else if hidden.depth > 0 {
        i = HTMLScan.next(UInt8(ascii: "<"), in: html, from: i)
      } else if preDepth > 0 {
        i = appendPreformatted(html, from: i)
      } else {
        i = appendWords(html, from: i, to: html.count)
      }
    }
    closeLink(html)
  }
}

extension TextAlternative {
  /// Appends text up to the next `<` or `end`, with white space collapsed; returns where it stopped.
  mutating func appendWords(
    _ html: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Int {
    var i = start
    var run = start
    while true {
      i = HTMLScan.endOfWords(in: html, from: i, to: end)
      guard i < end else {
        append(html, run..<end)
        return end
      }
      let byte = html[i]
      if byte == UInt8(ascii: "<") {
        append(html, run..<i)
        return i
      }
      if byte == UInt8(ascii: "&") {
        append(html, run..<i)
        i = appendEntity(html, at: i, to: end)
        run = i
      } else if byte >= 0x80 {
        let special = HTMLScan.special(html, at: i, to: end)
        if special.length == 0 {
          i += 1
        } else {
          append(html, run..<i)
          if special.isSpace { spaces = max(spaces, 1) }
          i += special.length
          run = i
        }
      } else {
        append(html, run..<i)
        while i < end, html[i] <= 0x20 || html[i] == 0x7F {
          if HTMLScan.isSpace(html[i]) { spaces = max(spaces, 1) }
          i += 1
        }
        run = i
      }
    }
  }

  /// Appends text up to the next `<` as it is broken into lines.
  mutating func appendPreformatted(_ html: UnsafeRawBufferPointer, from start: Int) -> Int {
    var i = start
    while i < html.count {
      let byte = html[i]
      switch byte {
      case UInt8(ascii: "<"): return i
      case UInt8(ascii: "&"):
        i = appendEntity(html, at: i, to: html.count)
        continue
      case 0x0A:
        breaks = min(breaks + 1, 3)
        spaces = 0
      case 0x09: spaces = min(spaces + 4, 200)
      case 0x20: spaces = min(spaces + 1, 200)
      case 0...0x1F, 0x7F: break
      default:
        begin()
        text.append(byte)
      }
      i += 1
    }
    return i
  }

  /// Appends a run of text in which single spaces stand between words.
  private mutating func append(_ html: UnsafeRawBufferPointer, _ range: Range<Int>) {
    var (start, end) = (range.lowerBound, range.upperBound)
    guard start < end else { return }
    if html[start] == 0x20 {
      spaces = max(spaces, 1)
      start += 1
      if start == end { return }
    }
    let endsInSpace = html[end - 1] == 0x20
    if endsInSpace { end -= 1 }
    if start < end {
      begin()
      text.append(UnsafeRawBufferPointer(rebasing: html[start..<end]))
    }
    if endsInSpace { spaces = 1 }
  }

  /// Appends what an entity stands for, or its `&` if it is none; returns where to go on.
  private mutating func appendEntity(
    _ html: UnsafeRawBufferPointer, at start: Int, to end: Int
  ) -> Int {
    guard let (scalar, next) = entities.scalar(html, at: start, to: end, inAttribute: false) else {
      begin()
      text.append(UInt8(ascii: "&"))
      return start + 1
    }
    switch HTMLEntities.kind(of: scalar) {
    case .space: spaces = preDepth > 0 ? min(spaces + 1, 200) : max(spaces, 1)
    case .invisible: break
    case .visible:
      begin()
      text.append(scalar: scalar)
    }
    return next
  }
}

extension ByteBuffer {
  /// Appends the UTF-8 of a scalar.
  mutating func append(scalar: UInt32) {
    func continuation(_ shift: UInt32) -> UInt8 {
      0x80 | UInt8(truncatingIfNeeded: (scalar >> shift) & 0x3F)
    }
    switch scalar {
    case 0..<0x80: append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
      append(continuation(0))
    case 0x800..<0x1_0000:
      append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
      append(continuation(6))
      append(continuation(0))
    default:
      append(0xF0 | UInt8(truncatingIfNeeded: (scalar >> 18) & 7))
      append(continuation(12))
      append(continuation(6))
      append(continuation(0))
    }
  }
}
