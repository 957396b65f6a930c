import Diagnostics

/// The value of a scalar as it is put together from runs of source bytes.
struct ScalarText {
  private(set) var utf8: [UInt8] = []
  private(set) var segments: [MappedText.Segment] = []
  private let source: [UInt8]

  init(_ source: [UInt8]) { self.source = source }

  /// Appends bytes of the source as they are.
  mutating func copy(_ file: Range<Int>) {
    guard !file.isEmpty else { return }
    let start = utf8.count
    utf8.append(contentsOf: source[file])
    if let last = segments.last, last.isVerbatim, last.file.upperBound == file.lowerBound {
      segments[segments.count - 1] = MappedText.Segment(
        text: last.text.lowerBound..<utf8.count,
        file: last.file.lowerBound..<file.upperBound, isVerbatim: true)
      return
    }
    segments.append(.init(text: start..<utf8.count, file: file, isVerbatim: true))
  }

  /// Appends text that stands for other bytes of the source: an escape or a folded line break.
  mutating func put(_ text: [UInt8], for file: Range<Int>) {
    guard !text.isEmpty else { return }
    if text.count == file.count, source[file].elementsEqual(text) { return copy(file) }
    let start = utf8.count
    utf8.append(contentsOf: text)
    segments.append(.init(text: start..<utf8.count, file: file, isVerbatim: false))
  }
}
