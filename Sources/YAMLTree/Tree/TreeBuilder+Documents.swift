import Diagnostics

extension TreeBuilder {
  /// Reads on after the only document: nothing but comments and `...` may follow.
  mutating func refuseSecondDocument(after end: Int, root: YAMLNode) throws(Stop) {
    let text = source.text
    var i = end
    // The event of the end already holds the first `...`.
    var isEnded = text.bytes[..<end].suffix(3).elementsEqual("...".utf8)
    while i < text.bytes.count {
      let start = text.skippingBlanks(i)
      let line = text.endOfLine(start)
      if start < line, text[start] != UInt8(ascii: "#") {
        guard text.bytes[start..<line].starts(with: "...".utf8) else {
          return try refuse(lineAt: start..<line, isEnded: isEnded, root)
        }
        isEnded = true
      }
      i = line + text.breakLength(line)
    }
  }

  private mutating func refuse(
    lineAt line: Range<Int>, isEnded: Bool, _ root: YAMLNode
  ) throws(Stop) {
    let text = source.text.bytes[line]
    let isMarked = text.starts(with: "---".utf8) || text.first == UInt8(ascii: "%")
    if !isMarked, !isEnded {
      // Directives are read only where they are counted; all else is libyaml's to judge.
      guard case .documentStart = try next().kind else { return }
    }
    let mark = isMarked ? line.lowerBound..<min(line.lowerBound + 3, line.upperBound) : line
    findings.report(
      .secondDocument(
        at: source.file.range(mark), first: firstLine(of: root.range)))
  }

  private func firstLine(of range: SourceRange) -> SourceRange {
    let end = source.text.endOfLine(range.bytes.lowerBound)
    return source.file.range(range.bytes.clamped(to: 0..<end))
  }
}

/// The place of the first directive over the limit; directives stand before all else in a file.
func excessDirective(in text: SourceBytes, from start: Int) -> Int? {
  var count = 0
  var i = start
  while i < text.bytes.count {
    let first = text.skippingBlanks(i)
    let line = text.endOfLine(first)
    if text[i] == UInt8(ascii: "%") {
      count += 1
      if count > YAMLLimits.directives { return i }
    } else if first < line, text[first] != UInt8(ascii: "#") {
      return nil
    }
    i = line + text.breakLength(line)
  }
  return nil
}
