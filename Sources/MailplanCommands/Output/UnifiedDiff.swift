/// The difference of two versions of a file as `git apply` and `patch -p1` read it, with three lines of context;
/// empty for none.
///
/// Lines end with LF; other bytes are kept as they are. A last line without its LF is marked as such.
///
/// - Parameter path: as the file is shown; names that need it are quoted as git does.
package func unifiedDiff(old: [UInt8], new: [UInt8], path: String) -> [UInt8] {
  guard old != new else { return [] }
  let (before, after) = (linesOfText(old), linesOfText(new))
  let hunks = DiffHunk.all(of: differences(of: before, and: after), context: 3)
  var output = Array("--- \(headerName("a", path))\n+++ \(headerName("b", path))\n".utf8)
  for hunk in hunks { output += hunk.text(before, after) }
  return output
}

/// A file in lines, each with its LF but perhaps the last.
private func linesOfText(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  for (i, byte) in bytes.enumerated() where byte == 0x0A {
    lines.append(bytes[start...i])
    start = i + 1
  }
  if start < bytes.count { lines.append(bytes[start...]) }
  return lines
}

/// `a/path`; a tab after it where the name has a space, so that `patch` sees its end.
private func headerName(_ side: String, _ path: String) -> String {
  let relative = path.utf8.drop { $0 == UInt8(ascii: "/") }
  var name: [UInt8] = Array("\(side)/".utf8)
  var isQuoted = false
  for byte in relative {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      name += [UInt8(ascii: "\\"), byte]
      isQuoted = true
    case 0..<0x20, 0x7F...:
      let digits = [byte >> 6, byte >> 3 & 7, byte & 7].map { UInt8(ascii: "0") + $0 }
      name += [UInt8(ascii: "\\")] + digits
      isQuoted = true
    default: name.append(byte)
    }
  }
  let text = String(decoding: name, as: UTF8.self)
  if isQuoted { return "\"\(text)\"" }
  return name.contains(0x20) ? text + "\t" : text
}

/// A run of changes with the lines around them.
private struct DiffHunk {
  var old: Range<Int>
  var new: Range<Int>
  var changes: [DiffChange]

  /// Changes that are nearer to each other than twice the context share a hunk.
  static func all(of changes: [DiffChange], context: Int) -> [DiffHunk] {
    var hunks: [DiffHunk] = []
    for change in changes {
      if let last = hunks.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].old = last.old.lowerBound..<change.old.upperBound
        hunks[hunks.count - 1].new = last.new.lowerBound..<change.new.upperBound
        hunks[hunks.count - 1].changes.append(change)
      } else {
        hunks.append(DiffHunk(old: change.old, new: change.new, changes: [change]))
      }
    }
    return hunks.map { $0.widened(by: context) }
  }

  /// What stands before the first and after the last change is the same in both.
  private func widened(by context: Int) -> DiffHunk {
    let before = min(context, old.lowerBound)
    return DiffHunk(
      old: old.lowerBound - before..<old.upperBound + context,
      new: new.lowerBound - before..<new.upperBound + context, changes: changes)
  }

  func text(_ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>]) -> [UInt8] {
    let old = old.clamped(to: 0..<before.count)
    let new = new.clamped(to: 0..<after.count)
    var output = Array("@@ -\(place(old)) +\(place(new)) @@\n".utf8)
    func write(_ mark: Unicode.Scalar, _ lines: ArraySlice<ArraySlice<UInt8>>) {
      for line in lines {
        output.append(UInt8(ascii: mark))
        output += line
        if line.last != 0x0A { output += "\n\\ No newline at end of file\n".utf8 }
      }
    }
    var next = old.lowerBound
    for change in changes {
      write(" ", before[next..<change.old.lowerBound])
      write("-", before[change.old])
      write("+", after[change.new])
      next = change.old.upperBound
    }
    write(" ", before[next..<old.upperBound])
    return output
  }

  /// `first,count` with the line before for an empty range.
  private func place(_ lines: Range<Int>) -> String {
    let first = lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1
    return lines.count == 1 ? "\(first)" : "\(first),\(lines.count)"
  }
}
