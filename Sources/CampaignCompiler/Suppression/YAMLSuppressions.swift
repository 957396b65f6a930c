import Diagnostics
import YAMLTree

extension Findings {
  /// Notes the suppressions in the comments of a file, and reports those that cannot be read.
  mutating func noteSuppressions(of document: YAMLDocument) {
    let file = document.file
    var lines: CommentedLines?
    for comment in document.comments {
      let bytes = comment.range.bytes
      let text = file.range(min(bytes.lowerBound + 1, bytes.upperBound)..<bytes.upperBound)
      switch parseSuppression(text, of: comment.range) {
      case .none: continue
      case .invalid(let diagnostic): report(diagnostic)
      case .suppression(let names, let until, let reason):
        let known = lines ?? CommentedLines(document)
        lines = known
        note([
          Suppression(
            names: names, until: until, reason: reason, comment: comment.range,
            covered: known.covered(by: comment.range), removal: known.removal(of: comment.range))
        ])
      }
    }
  }
}

/// The lines of a file with comments, and the values that go over several of them.
struct CommentedLines {
  private let file: SourceFile
  /// By 0-based line on which it begins, the end of a scalar of several lines.
  private var ends: [Int: Int] = [:]
  /// For each line, the first from it on that holds more than a comment; as many as there are lines past the last.
  private let contents: [Int]

  /// Without values: a template.
  init(_ file: SourceFile) {
    self.file = file
    contents = CommentedLines.contents(of: file)
  }

  init(_ document: YAMLDocument) {
    self.init(document.file)
    collect(document.root)
  }

  private static func contents(of file: SourceFile) -> [Int] {
    var contents = Array(file.lines.starts.indices)
    var next = contents.count
    for line in contents.indices.reversed() {
      if !isBlankOrComment(line, of: file) { next = line }
      contents[line] = next
    }
    return contents
  }

  private mutating func collect(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let scalar):
      let bytes = scalar.range.bytes
      let line = file.lines.line(at: bytes.lowerBound)
      if bytes.upperBound > file.lines.bytes(ofLine: line).upperBound {
        ends[line] = max(ends[line] ?? 0, bytes.upperBound)
      }
    case .sequence(let nodes): for node in nodes { collect(node) }
    case .mapping(let entries): for entry in entries { collect(entry.value) }
    }
  }

  /// The line of a comment, or, where it stands alone, the next line that holds more than a comment;
  /// with all of a text that begins there.
  func covered(by comment: SourceRange) -> Range<Int> {
    var line = file.lines.line(at: comment.bytes.lowerBound)
    if isAlone(comment) {
      line = file.lines.line(at: max(comment.bytes.lowerBound, comment.bytes.upperBound - 1)) + 1
      line = line < contents.count ? contents[line] : line
    }
    let bytes = file.lines.bytes(ofLine: line)
    let end = max(bytes.upperBound, ends[line] ?? 0)
    // A finding may point at the very end of the file.
    return bytes.lowerBound..<(end == file.bytes.count ? end + 1 : end)
  }

  /// Nothing but blanks stands before and behind it.
  func isAlone(_ comment: SourceRange) -> Bool {
    let lines = file.lines
    let first = lines.bytes(ofLine: lines.line(at: comment.bytes.lowerBound))
    let last = lines.bytes(
      ofLine: lines.line(at: max(comment.bytes.lowerBound, comment.bytes.upperBound - 1)))
    return isBlank(first.lowerBound..<comment.bytes.lowerBound, hasMark: true)
      && isBlank(comment.bytes.upperBound..<max(comment.bytes.upperBound, last.upperBound))
  }

  /// The whole line, or the comment with the blanks before it.
  func removal(of comment: SourceRange) -> SourceRange {
    if isAlone(comment) {
      let line = file.lines.bytes(ofLine: file.lines.line(at: comment.bytes.lowerBound))
      let start =
        file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? max(line.lowerBound, 3) : line.lowerBound
      return file.range(min(start, line.upperBound)..<line.upperBound)
    }
    var start = comment.bytes.lowerBound
    while start > 0, [0x20, 0x09].contains(file.bytes[start - 1]) { start -= 1 }
    return file.range(start..<comment.bytes.upperBound)
  }

  private static func isBlankOrComment(_ line: Int, of file: SourceFile) -> Bool {
    let rest = file.bytes[file.lines.bytes(ofLine: line)].first { $0 > 0x20 }
    return rest == nil || rest == UInt8(ascii: "#")
  }

  private func isBlank(_ range: Range<Int>, hasMark: Bool = false) -> Bool {
    var bytes = file.bytes[range]
    if hasMark, range.lowerBound == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = bytes.dropFirst(3)
    }
    return bytes.allSatisfy { $0 <= 0x20 }
  }
}
