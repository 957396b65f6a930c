import Diagnostics
import TestSupport
import Testing

@Suite struct HumanRendererTests {
  @Test func everythingThatAFindingMayHave() {
    let findings = finding(
      "mailplan: 1\n2️⃣a2️⃣: 1\nb: x\n1️⃣a1️⃣: 2\n", message: "a key may stand only once: 'a'",
      label: "second 'a'", notes: ["one", "two\nlines"], help: "remove it")
    let expected = """
      a/b.yaml:4:1: error[some-rule]: a key may stand only once: 'a'
          4 | a: 2
            | ^ second 'a'
        a/b.yaml:2:1: first defined here
          2 | a: 1
            | -
        note: one
        note: two
              lines
        help: remove it

      1 error

      """
    #expect(human(findings) == expected)
  }

  @Test func theExampleOfTheDesign() {
    let source =
      String(repeating: "\n", count: 13)
      + "    subject: \"Welcome, {{ 1️⃣frist_name1️⃣ | default: 'there' }}\"\n"
    let findings = finding(
      source, message: "segment 'trial-users' has no column 'frist_name'",
      label: "a column 'first_name' exists")
    let expected = """
      a/b.yaml:14:27: error[some-rule]: segment 'trial-users' has no column 'frist_name'
         14 |     subject: "Welcome, {{ frist_name | default: 'there' }}"
            |                           ^^^^^^^^^^ a column 'first_name' exists

      1 error

      """
    #expect(human(findings) == expected)
  }

  @Test func placesWithoutARange() {
    var findings = Findings()
    findings.report(
      Diagnostic("b-rule", .warning, "too large", at: .file(path: "x.yaml"), label: "see"))
    findings.report(
      Diagnostic("c-rule", .info, "odd", at: .position(path: "x.csv", line: 7, column: 3)))
    findings.report(
      Diagnostic("d-rule", .warning, "odd", at: .position(path: "x.csv", line: 8, column: nil)))
    let expected = """
      x.csv:7:3: info[c-rule]: odd

      x.csv:8: warning[d-rule]: odd

      x.yaml: warning[b-rule]: too large
            | see

      2 warnings, 1 info

      """
    #expect(human(findings) == expected)
  }

  @Test func nothingForNothing() {
    #expect(human(Findings()) == "")
    #expect(concise(Findings()) == "")
    #expect(FindingCounts([]).text == "no findings")
  }

  @Test(arguments: [
    ("\ta: 1️⃣b1️⃣\t", ["    a: b    ", "       ^"]),
    ("é日本: 1️⃣x日1️⃣", ["é日本: x日", "       ^^^"]),
    ("e\u{301}: 1️⃣b1️⃣", ["e\u{301}: b", "   ^"]),
    ("1️⃣😀1️⃣ x", ["😀 x", "^^"]),
    ("a: 1️⃣b\nc: d1️⃣", ["a: b", "   ^"]),
    ("a: 1️⃣1️⃣b", ["a: b", "   ^"]),
    ("a: b1️⃣\r\nc", ["a: b", "    ^"]),
    ("a1️⃣", ["a", " ^"]),
    ("1️⃣", ["", "^"]),
    ("a: \u{1B}[31m1️⃣b1️⃣", ["a: ␛[31mb", "        ^"]),
    ("\u{202E}1️⃣b1️⃣", ["<U+202E>b", "        ^"]),
    ("e1️⃣\u{301}1️⃣", ["e\u{301}", " ^"]),
  ])
  func carets(_ marked: String, _ expected: [String]) {
    #expect(snippet(marked).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test func longLinesAreCutAroundThePlace() {
    let x = String(repeating: "x", count: 500)
    #expect(
      snippet("\(x)1️⃣abc1️⃣\(x)", width: 30) == [
        "…" + String(repeating: "x", count: 10) + "abc" + String(repeating: "x", count: 16) + "…",
        String(repeating: " ", count: 11) + "^^^",
      ])
    #expect(
      snippet("1️⃣abc1️⃣\(x)", width: 30) == ["abc" + String(repeating: "x", count: 27) + "…", "^^^"])
    #expect(
      snippet("\(x)1️⃣abc1️⃣", width: 30) == [
        "…" + String(repeating: "x", count: 10) + "abc", String(repeating: " ", count: 11) + "^^^",
      ])
    #expect(
      snippet("a1️⃣\(x)1️⃣", width: 30) == [
        "a" + String(repeating: "x", count: 29) + "…", " " + String(repeating: "^", count: 29),
      ])
    #expect(snippet("\(x.prefix(26))1️⃣abc1️⃣x", width: 30)[0] == "\(x.prefix(26))abcx")
    let wide = String(repeating: "日", count: 300)
    let cut = snippet("\(wide)1️⃣本1️⃣\(wide)", width: 30)
    #expect(cut[0].hasPrefix("…日日日日日本日"))
    #expect(cut[1] == String(repeating: " ", count: 11) + "^^")
  }

  @Test func coloursOnlyWhenAsked() {
    let findings = finding("1️⃣a1️⃣", label: "b", help: "c")
    #expect(!human(findings).utf8.contains(0x1B))
    let expected = """
      \u{1B}[1ma/b.yaml:1:1\u{1B}[0m: \u{1B}[1;31merror[some-rule]\u{1B}[0m: a rule is stated
      \u{1B}[2m    1 |\u{1B}[0m a
      \u{1B}[2m      |\u{1B}[0m \u{1B}[1;31m^ b\u{1B}[0m
        \u{1B}[32mhelp:\u{1B}[0m c

      1 error

      """
    #expect(human(findings, colour: true) == expected)
  }

  @Test func messagesCannotReachTheTerminal() {
    let findings = finding(
      "1️⃣a1️⃣", message: "x\u{1B}[2J\r\ny", label: "\u{9B}1m", notes: ["\u{7}"], help: "\u{202E}z")
    let text = human(findings) + concise(findings)
    #expect(
      text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    #expect(text.contains("x␛[2J␍␊y"))
    #expect(text.contains("<U+009B>1m"))
    #expect(text.contains("<U+202E>z"))
  }

  @Test func anyRangeInAnyBytesIsRendered() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<300 {
      let bytes = (0..<random.below(60)).map { _ in
        [0x0A, 0x0D, 0x09, 0x61, 0xC3, 0xA9, 0xE2, 0x80, 0xAE, 0xFF, 0xF0, 0x9F][random.below(12)]
      }
      let file = SourceFile(path: "x", bytes: bytes.map { UInt8($0) })
      var findings = Findings()
      for start in 0...bytes.count {
        findings.report(
          Diagnostic("r", .error, "m", at: file.range(start..<start + random.below(9))))
      }
      let text = human(findings, width: 20)
      #expect(text.utf8.count > bytes.count)
      #expect(human(findings, width: 20) == text)
      #expect(!JSONRenderer().render(findings).isEmpty)
    }
  }
}
