import Diagnostics
import TestSupport
import Testing
import YAMLTree

@Suite struct SyntaxErrorTests {
  @Test(arguments: [
    ("a: 1️⃣\"never closed\nb: 1\n", "\""),
    ("é: 1\nb: 1️⃣'never closed\n", "'"),
    ("a: b1️⃣: c\n", ":"),
    ("a: 1️⃣\"b\nc: \"d\"\n", "\""),
    ("a: 'it'1️⃣s'\nb: 1\n", "s"),
    ("a: \"b\" 1️⃣c\nb: 1\n", "c"),
    ("1️⃣mailplan 1\n\nb: 1\n", "mailplan 1"),
    ("x:\n  1️⃣a:b\n  c: 1\n", "a:b"),
    ("a: 1️⃣- b\n", "-"),
    ("a: 1️⃣? b\n", "?"),
    ("a: 1️⃣, b\n", ","),
    ("a: |1️⃣b\n  c\n", "b"),
    ("a: \"b1️⃣\\q\"\n", "\\"),
    ("a: 1️⃣@b\n", "@"),
    ("a: [b, c\nd1️⃣: e\n", ":"),
    ("a: [b, c\n1️⃣", ""),
    ("{a: 1} 1️⃣b\n", "b"),
    ("a:\n1️⃣\tb: c\n", "\t"),
    ("a: 1\n1️⃣b\nc: d\n", "b"),
    ("a: 1\n  b1️⃣: 2\n", ":"),
    ("- a\n1️⃣b: c\n", "b"),
    ("a: 1️⃣*\n", "*"),
    ("a: 1\n1️⃣]\n", "]"),
    ("日本: \"x\" 1️⃣y\n", "y"),
    ("%FOO\n1️⃣a\n", nil),
  ])
  func pointsAtTheCause(_ source: String, _ text: String?) {
    let reading = Reading(source)
    #expect(reading.document == nil)
    let findings = reading.findings.all
    #expect(findings.map(\.rule) == ["yaml-syntax"])
    guard text != nil else { return }
    expectFindings(reading.findings, in: reading.source, [.finding("yaml-syntax", at: 1, text)])
  }

  @Test func bothMarksAreShown() throws {
    let reading = Reading("a: 1️⃣[b,\n  c: {d: 2️⃣@\n")
    let finding = try #require(reading.findings.all.first)
    #expect(finding.message == "a text without quotes cannot begin with '@'")
    let open = Reading("x: 1\na: 1️⃣\"b\n")
    let unclosed = try #require(open.findings.all.first)
    #expect(unclosed.message == "a quoted text must be closed")
    #expect(unclosed.related.first?.place == .range(open.source.file().range(11..<11)))
  }

  @Test func findingsBeforeTheErrorAreKept() {
    let reading = Reading("a: 1\n1️⃣a: 2\nb: 2️⃣*x\nc: 3️⃣@\n")
    expectFindings(
      reading.findings, in: reading.source,
      [
        .finding("yaml-duplicate-key", at: 1), .finding("yaml-alias", at: 2),
        .finding("yaml-syntax", at: 3),
      ])
  }

  @Test func encodingFaultsHaveABytePlace() {
    let cases: [([UInt8], Range<Int>)] = [
      ([0x61, 0x3A, 0x20, 0xFF, 0x0A], 3..<4),
      ([0x61, 0xC3], 1..<2),
      ([0x61, 0xE2, 0x82, 0x20], 1..<3),
      ([0xED, 0xA0, 0x80], 0..<1),
      ([0xC0, 0x80], 0..<1),
      ([0xF4, 0x90, 0x80, 0x80], 0..<1),
      ([0x61, 0x00], 1..<2),
      ([0x61, 0x1B, 0x5B], 1..<2),
      ([0x61, 0x7F], 1..<2),
      ([0x61, 0xC2, 0x9B], 1..<3),
      ([0x61, 0xEF, 0xBB, 0xBF], 1..<4),
      ([0xFF, 0xFE, 0x61, 0x00], 0..<2),
      ([0xFE, 0xFF, 0x00, 0x61], 0..<2),
    ]
    for (bytes, range) in cases {
      let reading = Reading(bytes: bytes)
      #expect(reading.document == nil)
      #expect(reading.findings.all.map(\.rule) == ["yaml-encoding"])
      let file = SourceFile(path: "test.yaml", bytes: bytes)
      #expect(reading.findings.all.first?.place == .range(file.range(range)), "\(bytes)")
    }
  }
}
