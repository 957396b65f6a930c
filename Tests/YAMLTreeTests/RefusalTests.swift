import Diagnostics
import TestSupport
import Testing
import YAMLTree

@Suite struct RefusalTests {
  @Test func duplicateKeysShowBothPlaces() {
    let reading = Reading("a: 1\nb: {x: 1, 1️⃣x: 2}\n2️⃣\"a\": 3\n")
    expectFindings(
      reading.findings, in: reading.source,
      [
        .finding("yaml-duplicate-key", at: 1, "x"), .finding("yaml-duplicate-key", at: 2, "\"a\""),
      ])
    #expect(reading.root?.outline == "{a: 1, b: {x: 1}}")
    #expect(
      reading.findings.all.map { $0.related.first?.message } == [
        "first defined here", "first defined here",
      ])
  }

  @Test func canonicallyEqualKeysAreTwo() {
    expectFindings(Reading("caf\u{E9}: 1\ncafe\u{301}: 2\n").findings, [])
  }

  @Test func aliasesShowTheirAnchorAndStandForItsValue() {
    let reading = Reading("a: &x [1, 2]\nb: 1️⃣*x\nc: 2️⃣*x\nd: 3️⃣&y z\ne: 4️⃣*unknown\n")
    expectFindings(
      reading.findings, in: reading.source,
      [
        .finding("yaml-alias", at: 1, "*x"), .finding("yaml-alias", at: 2, "*x"),
        .finding("yaml-alias", at: 3, "&y"), .finding("yaml-alias", at: 4, "*unknown"),
      ])
    #expect(reading.root?.outline == #"{a: [1, 2], b: [1, 2], c: [1, 2], d: z, e: ""}"#)
    let anchors = reading.findings.sorted().map { finding -> String? in
      guard case .range(let range)? = finding.related.first?.place else { return nil }
      return range.text
    }
    #expect(anchors == ["&x", "&x", nil, nil])
  }

  @Test func anAliasInsideItsOwnAnchorIsNothing() {
    let reading = Reading("&a [1️⃣*a, b]")
    expectFindings(reading.findings, in: reading.source, [.finding("yaml-alias", at: 1, "*a")])
    #expect(reading.root?.outline == #"["", b]"#)
  }

  @Test func mergeKeysAreOneFinding() {
    let reading = Reading("a: &x {p: 1, q: 2}\nb:\n  1️⃣<<: *x\n  q: 3\n")
    expectFindings(reading.findings, in: reading.source, [.finding("yaml-merge-key", at: 1, "<<")])
    #expect(reading.root?.outline == "{a: {p: 1, q: 2}, b: {q: 3, p: 1}}")
    expectFindings(Reading("'<<': x\n").findings, [])
  }

  @Test func tagsShowThemselves() {
    let reading = Reading(
      "a: 1️⃣!!str b\nc: 2️⃣!x\nd: 3️⃣! [4️⃣!<tag:e> f, g]\nh: 5️⃣!!map\n  i: j\nk: '!no'\n")
    expectFindings(
      reading.findings, in: reading.source,
      [
        .finding("yaml-tag", at: 1, "!!str"), .finding("yaml-tag", at: 2, "!x"),
        .finding("yaml-tag", at: 3, "!"), .finding("yaml-tag", at: 4, "!<tag:e>"),
        .finding("yaml-tag", at: 5, "!!map"),
      ])
    #expect(reading.root?.outline == ##"{a: b, c: "", d: [f, g], h: {i: j}, k: !no}"##)
    #expect(reading.node("a")?.range.text == "b")
  }

  @Test func keysMustBeScalars() {
    let reading = Reading("a: 1\n? 1️⃣[b, c]\n: d\n? 2️⃣{e: f}\n: g\nh: 2\n")
    expectFindings(
      reading.findings, in: reading.source,
      [.finding("yaml-key", at: 1, "[b, c]"), .finding("yaml-key", at: 2, "{e: f}")])
    #expect(reading.root?.outline == "{a: 1, h: 2}")
  }

  @Test func onlyTheOutermostKeyIsReported() {
    let reading = Reading("1️⃣{{ a }}: 1\nb: 2\n")
    expectFindings(
      reading.findings, in: reading.source, [.finding("yaml-key", at: 1, "{{ a }}")])
  }

  @Test func severalMappingsMayBeMerged() {
    let reading = Reading(
      "- &x {p: 1}\n- &y {q: 2}\n- {1️⃣<<: [*x, *y, z], r: 3}\n- {2️⃣<<: z}\n")
    expectFindings(
      reading.findings, in: reading.source,
      [.finding("yaml-merge-key", at: 1), .finding("yaml-merge-key", at: 2)])
    #expect(reading.node("2")?.outline == "{r: 3, p: 1, q: 2}")
  }

  @Test(arguments: ["a: 1\n1️⃣---\nb: 2\n", "a: 1\n...\n# c\n1️⃣%YAML 1.1\n---\n", "a: 1\n...\n1️⃣b: 2"])
  func oneDocumentPerFile(_ source: String) {
    let reading = Reading(source)
    expectFindings(reading.findings, in: reading.source, [.finding("yaml-documents", at: 1)])
    #expect(reading.root?.outline == "{a: 1}")
    #expect(reading.findings.all.first?.related.count == 1)
  }

  @Test func allFindingsOfAFileComeInOneRun() {
    let reading = Reading(
      "a: &x 1\nb: 1️⃣*x\n2️⃣a: 3️⃣!t 2\nc: 4️⃣{{ d }}\n? 5️⃣[e]\n: f\n6️⃣---\ng: h\n")
    expectFindings(
      reading.findings, in: reading.source,
      [
        .finding("yaml-alias", at: 1), .finding("yaml-duplicate-key", at: 2),
        .finding("yaml-tag", at: 3), .finding("unquoted-template", at: 4),
        .finding("yaml-key", at: 5), .finding("yaml-documents", at: 6),
      ])
  }
}
