import Diagnostics
import YAMLTree

/// Reads a tree and its comments into a layout; each comment goes to what it describes.
///
/// An own-line comment belongs to what follows. One that is indented deeper than what follows belongs to
/// the end of the block in whose column it stands. A comment beside something belongs to that line.
struct LayoutBuilder {
  /// What comes after a block: a comment that is indented deeper does not describe it.
  struct Following {
    let offset: Int
    let column: Int
  }

  let source: SourceBytes
  let lines: LineIndex
  let comments: [YAMLComment]
  let shapes: KeyShapes
  /// The next comment that has no place yet.
  var next = 0
  /// Where the last block scalar ends that keeps the line breaks below it.
  var keptEnd = 0
  /// Where the first line begins, behind a byte order mark.
  private let start: Int

  init(_ document: YAMLDocument, _ shapes: KeyShapes) {
    source = SourceBytes(document.file.bytes)
    lines = document.file.lines
    comments = document.comments
    self.shapes = shapes
    start = document.file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The layout of a whole file.
  mutating func build(
    _ entries: [YAMLEntry], _ root: SourceRange, isFlow: Bool
  ) -> (head: LaidHead, root: LaidCollection) {
    let first = entries.first?.key.range.bytes.lowerBound ?? 0
    let head = takeHead(before: first)
    let below = next < comments.count ? min(first, comments[next].range.bytes.lowerBound) : first
    let isHeadSpaced = isSpaced(at: below)
    let end = Following(offset: source.bytes.count, column: -1)
    var collection = mapping(entries, root, isFlow: isFlow, place: 0, following: end)
    collection.tail += takeComments(before: source.bytes.count)
    if !head.isEmpty, !collection.items.isEmpty {
      // The empty line below the head stays, whichever key comes first.
      collection.items[0].isFirstSpaced = isHeadSpaced
    }
    return (head, collection)
  }

  /// Comments on the file: those of editors, and all above the last empty line before the first key.
  private mutating func takeHead(before first: Int) -> LaidHead {
    var head = LaidHead()
    var markerEnd = 0
    var line = 0
    while lines.bytes(ofLine: line).lowerBound < first {
      let begin = max(lines.bytes(ofLine: line).lowerBound, start)
      let isDirective = source[begin] == UInt8(ascii: "%")
      if isDirective || source.bytes[begin...].starts(with: "---".utf8) {
        markerEnd = isDirective ? source.endOfLine(begin) : begin + 3
        head.marker += source.bytes[begin..<markerEnd] + [0x0A]
      }
      line += 1
    }
    var count = 0
    var above = 0
    for (index, comment) in comments.enumerated() {
      let place = comment.range.bytes
      guard place.lowerBound < first else { break }
      let hasNext = comments.indices.contains(index + 1)
      let below = hasNext ? min(first, comments[index + 1].range.bytes.lowerBound) : first
      let isAboveMarker =
        !head.marker.isEmpty
        && (place.lowerBound < markerEnd || isSameLine(markerEnd, place.lowerBound))
      if isAboveMarker { above = index + 1 }
      if isAboveMarker || isForEditors(place) || isSpaced(at: below) { count = index + 1 }
    }
    head.above = (0..<above).map { _ in takeNext() }
    head.below = (above..<count).map { _ in takeNext() }
    return head
  }

  private func isForEditors(_ comment: Range<Int>) -> Bool {
    let text = source.bytes[comment].drop { $0 == UInt8(ascii: "#") || $0 == 0x20 }
    return text.starts(with: "yaml-language-server:".utf8) || text.starts(with: "vim:".utf8)
      || text.starts(with: "-*-".utf8) || text.starts(with: "yamllint ".utf8)
      || (comment.lowerBound == start && text.first == UInt8(ascii: "!"))
  }

  // MARK: Places

  func column(_ offset: Int) -> Int {
    let line = lines.bytes(ofLine: lines.line(at: offset)).lowerBound
    return offset - (line == 0 ? start : line)
  }

  /// Whether nothing that matters stands between two places but blanks.
  func isSameLine(_ from: Int, _ to: Int) -> Bool {
    from <= to && lines.line(at: from) == lines.line(at: to)
  }

  /// Whether an empty line stands above the line of a place.
  func isSpaced(at offset: Int) -> Bool {
    let line = lines.line(at: min(offset, source.bytes.count))
    guard line > 0 else { return false }
    let above = lines.bytes(ofLine: line - 1)
    guard above.lowerBound >= keptEnd else { return false }
    return source.bytes[max(above.lowerBound, line == 1 ? start : 0)..<above.upperBound].allSatisfy
    {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
    }
  }

  /// The next place that is neither blank, nor a line break, nor in a comment.
  func nextToken(_ offset: Int) -> Int {
    var i = offset
    while i < source.bytes.count {
      if source[i] == UInt8(ascii: "#") {
        i = source.endOfLine(i)
      } else if source.isBlank(i) {
        i += 1
      } else {
        let length = source.breakLength(i)
        if length == 0 { return i }
        i += length
      }
    }
    return i
  }

  // MARK: Comments

  func text(_ comment: YAMLComment) -> [UInt8] {
    var text = source.bytes[comment.range.bytes]
    while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
    return Array(text)
  }

  mutating func takeNext() -> LaidComment {
    defer { next += 1 }
    let comment = comments[next]
    return LaidComment(
      text: text(comment), isSpaced: isSpaced(at: comment.range.bytes.lowerBound))
  }

  mutating func takeComments(before offset: Int) -> [LaidComment] {
    var taken: [LaidComment] = []
    while next < comments.count, comments[next].range.bytes.lowerBound < offset {
      taken.append(takeNext())
    }
    return taken
  }

  /// The comment beside what ends at `offset`, a comma between them or not.
  mutating func takeTrailing(after offset: Int, isFlow: Bool = false) -> [UInt8]? {
    guard next < comments.count else { return nil }
    let comment = comments[next].range.bytes.lowerBound
    guard isSameLine(offset, comment),
      source.bytes[offset..<comment].allSatisfy({
        $0 == 0x20 || $0 == 0x09 || (isFlow && $0 == UInt8(ascii: ","))
      })
    else { return nil }
    return takeNext().text
  }

  /// Comments below a block that stand in its column or deeper, and deeper than what follows.
  mutating func takeTail(column: Int, following: Following) -> [LaidComment] {
    var taken: [LaidComment] = []
    while next < comments.count {
      let comment = comments[next].range.bytes.lowerBound
      let own = self.column(comment)
      guard comment < following.offset, own >= column, own > following.column else { break }
      taken.append(takeNext())
    }
    return taken
  }
}
