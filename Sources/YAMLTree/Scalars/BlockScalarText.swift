/// The first line of a block scalar: `|`, `>`, `|-`, `>2+`, and a comment.
package struct BlockScalarHeader {
  package enum Chomping {
    case clip
    case strip
    case keep
  }

  package private(set) var chomping = Chomping.clip
  /// The indentation that the header states, against that of the parent.
  package private(set) var increment: Int?
  /// Where its indicators end.
  package let end: Int
  /// From `#` to the end of the line.
  package let comment: Range<Int>?
  /// Where the line below begins.
  package let body: Int

  package init(_ source: SourceBytes, at start: Int) {
    var i = start + 1
    while true {
      if source[i] == UInt8(ascii: "-") {
        chomping = .strip
      } else if source[i] == UInt8(ascii: "+") {
        chomping = .keep
      } else if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(source[i]) {
        increment = Int(source[i] - UInt8(ascii: "0"))
      } else {
        break
      }
      i += 1
    }
    end = i
    let rest = source.skippingBlanks(i)
    let endOfLine = source.endOfLine(rest)
    comment = source[rest] == UInt8(ascii: "#") ? rest..<endOfLine : nil
    body = endOfLine + source.breakLength(endOfLine)
  }
}

/// Reads a literal or folded block scalar, following the folding rules of libyaml 0.2.5.
struct BlockScalarReader {
  private let source: SourceBytes
  private let isLiteral: Bool
  private var text: ScalarText
  private var i: Int
  /// 0 until the first line with text tells it.
  private var indent: Int
  private let parentIndent: Int
  /// The break that ends the last line of text, and those of the empty lines below it.
  private var leadingBreak: Int?
  private var trailingBreaks: [Int] = []

  /// - Parameters:
  ///   - start: the place of `|` or `>`.
  ///   - parentIndent: the column of the block collection that holds the scalar; -1 at the root.
  init(_ source: SourceBytes, at start: Int, isLiteral: Bool, parentIndent: Int) {
    self.source = source
    self.isLiteral = isLiteral
    self.parentIndent = parentIndent
    text = ScalarText(source.bytes)
    i = start
    indent = 0
  }

  mutating func read() -> ScalarText {
    let header = BlockScalarHeader(source, at: i)
    i = header.body
    if let increment = header.increment { indent = max(parentIndent, 0) + increment }
    var isLeadingBlank = false
    while let column = nextLine(), column == indent {
      let isBlank = source.isBlank(i)
      let folds =
        !isLiteral && !isLeadingBlank && !isBlank
        && leadingBreak.map { source.breakText($0) == [0x0A] } ?? false
      if folds, let place = leadingBreak {
        if trailingBreaks.isEmpty { text.put([0x20], for: place..<i) }
      } else {
        putLeadingBreak()
      }
      putTrailingBreaks()
      isLeadingBlank = isBlank
      let end = source.endOfLine(i)
      text.copy(i..<end)
      leadingBreak = source.breakLength(end) > 0 ? end : nil
      i = end + source.breakLength(end)
    }
    if header.chomping != .strip { putLeadingBreak() }
    if header.chomping == .keep { putTrailingBreaks() }
    return text
  }

  /// Goes over indentation and empty lines to the next line with text, and returns its column;
  /// nil at the end of the file.
  private mutating func nextLine() -> Int? {
    var deepest = 0
    var column = 0
    while true {
      column = 0
      while indent == 0 || column < indent, source[i] == UInt8(ascii: " ") {
        i += 1
        column += 1
      }
      deepest = max(deepest, column)
      let length = source.breakLength(i)
      guard length > 0 else { break }
      trailingBreaks.append(i)
      i += length
    }
    if indent == 0 { indent = max(deepest, parentIndent + 1, 1) }
    return i < source.bytes.count ? column : nil
  }

  private mutating func putLeadingBreak() {
    guard let place = leadingBreak else { return }
    putBreak(place)
    leadingBreak = nil
  }

  private mutating func putTrailingBreaks() {
    for place in trailingBreaks { putBreak(place) }
    trailingBreaks.removeAll(keepingCapacity: true)
  }

  private mutating func putBreak(_ place: Int) {
    if source[place] == 0x0A { return text.copy(place..<place + 1) }
    text.put(source.breakText(place), for: place..<place + source.breakLength(place))
  }
}
