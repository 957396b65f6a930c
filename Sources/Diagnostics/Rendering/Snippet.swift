/// The line of a file that a range begins on, as it is printed, and where to underline it.
struct Snippet {
  /// 1-based.
  let line: Int
  let text: String
  /// Columns before the underline, and its columns, at least one.
  let indent: Int
  let length: Int

  /// - Parameter width: columns for the text; longer lines are cut around the range, with `…`.
  init(_ range: SourceRange, width: Int) {
    let file = range.file
    let index = file.lines.line(at: range.bytes.lowerBound)
    line = index + 1
    let all = Self.withoutBreak(file.bytes, file.lines.bytes(ofLine: index))
    let start = min(range.bytes.lowerBound, all.upperBound)
    let end = min(max(range.bytes.upperBound, start), all.upperBound)

    // Only what can be seen is decoded: one line may be the whole file.
    let first = Self.boundary(file.bytes, atOrAfter: max(all.lowerBound, start - 4 * width))
    let characters = visibleCharacters(
      file.bytes, from: first, to: all.upperBound, limit: 4 * width + 2 * width)
    let window = Window(
      characters, startsLine: first == all.lowerBound, endOfLine: all.upperBound,
      range: start..<end, width: width)
    text = window.text
    indent = window.indent
    length = window.length
  }

  private static func withoutBreak(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return line.lowerBound..<end
  }

  private static func boundary(_ bytes: [UInt8], atOrAfter start: Int) -> Int {
    var i = start
    while i < bytes.count, i < start + 3, bytes[i] & 0xC0 == 0x80 { i += 1 }
    return i
  }
}

/// The part of a line that fits a width and shows the beginning of a range.
private struct Window {
  var text = ""
  var indent = 0
  var length = 0

  init(
    _ all: [VisibleCharacter], startsLine: Bool, endOfLine: Int, range: Range<Int>, width: Int
  ) {
    let place = all.firstIndex { $0.bytes.upperBound > range.lowerBound } ?? all.count
    let rangeEnd = all[place...].firstIndex { $0.bytes.lowerBound >= range.upperBound } ?? all.count
    var first = 0
    let before = all[..<rangeEnd].reduce(0) { $0 + $1.width }
    let total = all[rangeEnd...].reduce(before) { $0 + $1.width }
    if !startsLine || (total > width && before >= width) {
      first = place
      var lead = 0
      while first > 0, lead + all[first - 1].width <= width / 3 {
        first -= 1
        lead += all[first].width
      }
    }
    let isCut = first > 0 || !startsLine
    if isCut { text = "…" }
    var used = isCut ? 1 : 0
    indent = used
    var last = first
    while last < all.count, used + all[last].width <= width || last == place {
      let character = all[last]
      text += character.text
      if last < place { indent += character.width }
      if last >= place, last < rangeEnd { length += character.width }
      used += character.width
      last += 1
    }
    if last < all.count || (all.last.map { $0.bytes.upperBound < endOfLine } ?? false) {
      text += "…"
    }
    length = max(length, 1)
  }
}
