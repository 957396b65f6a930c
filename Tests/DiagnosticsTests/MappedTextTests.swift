import Diagnostics
import Testing

@Suite struct MappedTextTests {
  /// `a\tb` in double quotes, then `c` after a gap.
  private let text: MappedText = {
    let file = SourceFile(path: "x", text: #""a\tb  c""#)
    return MappedText(
      utf8: Array("a\tbc".utf8), file: file,
      segments: [
        .init(text: 0..<1, file: 1..<2, isVerbatim: true),
        .init(text: 1..<2, file: 2..<4, isVerbatim: false),
        .init(text: 2..<3, file: 4..<5, isVerbatim: true),
        .init(text: 3..<4, file: 7..<8, isVerbatim: true),
      ], whole: file.range(0..<9))
  }()

  @Test(arguments: [
    (0..<1, 1..<2), (1..<2, 2..<4), (0..<4, 1..<8), (2..<4, 4..<8), (2..<2, 4..<4), (3..<3, 7..<7),
    (4..<4, 8..<8), (1..<1, 2..<2), (9..<12, 8..<8),
  ])
  func rangesMapBack(_ part: Range<Int>, _ bytes: Range<Int>) {
    #expect(text.range(part).bytes == bytes)
  }

  @Test func emptyTextIsTheWholePlace() {
    let file = SourceFile(path: "x", text: "''")
    let text = MappedText(utf8: [], file: file, segments: [], whole: file.range(0..<2))
    #expect(text.range(0..<0).bytes == 0..<2)
  }
}
