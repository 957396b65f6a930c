/// The bytes of one input file and where its lines begin; immutable and shared by every range in it.
package final class SourceFile: Sendable {
  /// As users name it: relative to where they stand, or `<stdin>`. Never absolute unless they wrote it so.
  package let path: String
  /// UTF-8, unless a diagnostic says otherwise.
  package let bytes: [UInt8]
  package let lines: LineIndex

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.lines = LineIndex(bytes)
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The range of `bytes` in this file, clamped to it.
  package func range(_ bytes: Range<Int>) -> SourceRange {
    let all = 0..<self.bytes.count
    let lower = min(max(bytes.lowerBound, all.lowerBound), all.upperBound)
    let upper = min(max(bytes.upperBound, lower), all.upperBound)
    return SourceRange(file: self, bytes: lower..<upper)
  }
}
