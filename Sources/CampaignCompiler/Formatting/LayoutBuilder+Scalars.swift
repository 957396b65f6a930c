import Diagnostics
import YAMLTree

extension LayoutBuilder {
  /// A key on one line, whatever it was written in.
  func key(_ scalar: YAMLScalar) -> [UInt8] {
    let text = scalar.text.utf8
    switch scalar.style {
    case .literal, .folded: break
    case .plain, .singleQuoted, .doubleQuoted:
      let lines = flowLines(scalar)
      if lines.count == 1, let line = lines.first { return line }
    }
    return isSafeUnquoted(text) ? text : doubleQuoted(text)
  }

  mutating func value(_ scalar: YAMLScalar) -> LaidValue {
    switch scalar.style {
    case .plain, .singleQuoted, .doubleQuoted: return .scalar(flowLines(scalar))
    case .literal, .folded: return block(scalar)
    }
  }

  /// The comment beside `|` or `>`.
  mutating func takeHeaderComment(_ scalar: YAMLScalar) -> [UInt8]? {
    let header = BlockScalarHeader(source, at: scalar.range.bytes.lowerBound)
    guard let comment = header.comment, next < comments.count,
      comments[next].range.bytes.lowerBound == comment.lowerBound
    else { return nil }
    return takeNext().text
  }

  /// The lines of a plain or quoted scalar, without the blanks that YAML folds away.
  private func flowLines(_ scalar: YAMLScalar) -> [[UInt8]] {
    let written = Array(source.bytes[scalar.range.bytes])
    let lines = written.linesWithoutBreaks
    if lines.count <= 1 { return [withFewestQuotes(scalar, written)] }
    return lines.enumerated().map { index, line in
      var line = line
      if index > 0 { line = line.drop { $0 == 0x20 || $0 == 0x09 } }
      if index + 1 < lines.count {
        // A blank behind a backslash is an escaped one.
        while line.last == 0x20 || line.last == 0x09, line.dropLast().last != UInt8(ascii: "\\") {
          line.removeLast()
        }
      }
      return Array(line)
    }
  }

  private mutating func block(_ scalar: YAMLScalar) -> LaidValue {
    let bytes = scalar.range.bytes
    let header = BlockScalarHeader(source, at: bytes.lowerBound)
    let body = source.bytes[min(header.body, bytes.upperBound)..<bytes.upperBound]
    let indent =
      scalar.text.segments.first {
        source.breakLength($0.file.lowerBound) == 0
      }.map { column($0.file.lowerBound) } ?? Int.max
    var lines = Array(body).linesWithoutBreaks.map { line in
      Array(line.dropFirst(line.prefix(indent).prefix { $0 == 0x20 }.count))
    }
    // The piece behind the last line break is no line. Where the file ends without one, the text has none.
    let isCut = !(lines.last?.isEmpty ?? true)
    if !isCut, !lines.isEmpty { lines.removeLast() }
    let first = lines.first { !$0.isEmpty }?.first
    var text: [UInt8] = [source[bytes.lowerBound]]
    if first == 0x20 || first == 0x09 { text.append(UInt8(ascii: "2")) }
    switch isCut ? .strip : header.chomping {
    case .clip: break
    case .strip: text.append(UInt8(ascii: "-"))
    case .keep:
      text.append(UInt8(ascii: "+"))
      keptEnd = max(keptEnd, bytes.upperBound)
    }
    return .block(header: text, lines: lines, keepsBreaks: header.chomping == .keep && !isCut)
  }
}

extension [UInt8] {
  /// Split at LF, CR LF and CR; one piece more than there are breaks.
  fileprivate var linesWithoutBreaks: [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var i = 0
    while i < count {
      let byte = self[i]
      i += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      lines.append(self[start..<i - 1])
      if byte == 0x0D, i < count, self[i] == 0x0A { i += 1 }
      start = i
    }
    lines.append(self[start...])
    return lines
  }
}
