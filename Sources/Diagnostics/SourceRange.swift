/// A half-open range of UTF-8 byte offsets in one source file.
package struct SourceRange: Sendable {
  package let file: SourceFile
  package let bytes: Range<Int>

  package init(file: SourceFile, bytes: Range<Int>) {
    self.file = file
    self.bytes = bytes
  }

  /// The text of the range; invalid UTF-8 is replaced by U+FFFD.
  package var text: String {
    String(decoding: file.bytes[bytes], as: UTF8.self)
  }
}

extension SourceRange: Equatable {
  /// Files are told apart by path: one path names one content in a run.
  package static func == (a: SourceRange, b: SourceRange) -> Bool {
    a.bytes == b.bytes && (a.file === b.file || a.file.path == b.file.path)
  }
}
