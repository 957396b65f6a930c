/// Text taken out of a source file (a YAML scalar, a template file) that knows where each byte of it came from.
///
/// A class, because it is handed around more than anything else.
///
/// A literal block loses its indentation and a quoted scalar its escapes; a mistake in the text still
/// points at the very bytes of the file.
package final class MappedText: Sendable {
  /// A run of text. `isVerbatim`: byte `i` of the run is byte `file.lowerBound + i` of the file.
  /// Otherwise the whole run stands for the whole of `file` (an escape, a folded line break).
  package struct Segment: Sendable, Equatable {
    package let text: Range<Int>
    package let file: Range<Int>
    package let isVerbatim: Bool

    package init(text: Range<Int>, file: Range<Int>, isVerbatim: Bool) {
      self.text = text
      self.file = file
      self.isVerbatim = isVerbatim
    }
  }

  package let utf8: [UInt8]
  package let file: SourceFile
  /// Ascending and adjacent, from 0 to `utf8.count`.
  package let segments: [Segment]
  /// Where the text stands in the file, quotes and indicators included.
  package let whole: SourceRange

  package init(utf8: [UInt8], file: SourceFile, segments: [Segment], whole: SourceRange) {
    self.utf8 = utf8
    self.file = file
    self.segments = segments
    self.whole = whole
  }

  /// A whole file as text.
  package convenience init(_ file: SourceFile) {
    let all = 0..<file.bytes.count
    self.init(
      utf8: file.bytes, file: file,
      segments: [Segment(text: all, file: all, isVerbatim: true)], whole: file.range(all))
  }

  package var string: String { String(decoding: utf8, as: UTF8.self) }

  /// The bytes of the file that a range of the text came from; an empty range gives the place between.
  package func range(_ text: Range<Int>) -> SourceRange {
    guard let first = segment(holding: text.lowerBound) else {
      return file.range(whole.bytes)
    }
    let lower = start(of: text.lowerBound, in: first)
    guard !text.isEmpty, let last = segment(holding: text.upperBound - 1) else {
      return file.range(lower..<lower)
    }
    return file.range(lower..<max(lower, end(of: text.upperBound - 1, in: last)))
  }

  private func segment(holding offset: Int) -> Segment? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].text.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < segments.count ? segments[low] : segments.last
  }

  private func start(of offset: Int, in segment: Segment) -> Int {
    if offset >= segment.text.upperBound { return segment.file.upperBound }
    guard segment.isVerbatim else { return segment.file.lowerBound }
    return segment.file.lowerBound + offset - segment.text.lowerBound
  }

  private func end(of offset: Int, in segment: Segment) -> Int {
    guard segment.isVerbatim, offset < segment.text.upperBound else {
      return segment.file.upperBound
    }
    return segment.file.lowerBound + offset - segment.text.lowerBound + 1
  }
}
