import Diagnostics
import TestSupport
import Testing
import YAMLTree

@Suite struct TreeTests {
  @Test(arguments: [
    ("a: 1\nb: [x, {y: z}]\n", "{a: 1, b: [x, {y: z}]}"),
    ("- a\n- - b\n  - c\n-\n", #"[a, [b, c], ""]"#),
    ("a:\n- b\n- c: d\n  e: f\n", "{a: [b, {c: d, e: f}]}"),
    ("a:\nb: ~\nc: null\n", #"{a: "", b: ~, c: null}"#),
    ("[a: b, c]\n", "[{a: b}, c]"),
    ("{a, b: , c: d}", #"{a: "", b: "", c: d}"#),
    ("? a\n: b\n", "{a: b}"),
    ("\"a\": 'b'\n", "{a: b}"),
    ("%YAML 1.2\n---\na: 1\n...\n# end\n", "{a: 1}"),
    ("no: 012\nx: 1:30\n", "{no: 012, x: 1:30}"),
    ("", #""""#), ("# only\n", #""""#), ("---\n", #""""#), ("\u{FEFF}", #""""#),
  ])
  func outline(_ source: String, _ outline: String) {
    let reading = Reading(source)
    expectFindings(reading.findings, [])
    #expect(reading.root?.outline == outline)
  }

  @Test func emptyFilesHaveANullRoot() {
    for source in ["", "\n\n", "# c\n", "\u{FEFF}"] {
      #expect(Reading(source).root?.scalar?.isNull == true)
    }
  }

  @Test func rangesOfCollections() {
    let reading = Reading("é: 1\nb:\n  - x\n  - {y: [1, 2] }\n\n# c\nd: [a: b]\n")
    #expect(reading.root?.range.bytes == 0..<46)
    #expect(reading.node("b")?.range.text == "- x\n  - {y: [1, 2] }")
    #expect(reading.node("b", "1")?.range.text == "{y: [1, 2] }")
    #expect(reading.node("b", "1", "y")?.range.text == "[1, 2]")
    #expect(reading.node("d", "0")?.range.text == "a: b")
  }

  @Test func anEmptyValueStandsAfterItsColon() {
    let reading = Reading("a:   # c\nb: 1\n")
    #expect(reading.node("a")?.range.bytes == 2..<2)
    #expect(reading.node("a")?.scalar?.isNull == true)
  }

  @Test func commentsAreLexedApart() {
    let source = """
      # first é
      a: b # second
      c: 'd # no' #third
      e: |+ # fourth
        # no

      # fifth
      f: [g, # sixth
        h]# seventh
      i: a#no
      # last
      """
    let comments = Reading(source).document?.comments.map(\.range.text)
    #expect(
      comments == [
        "# first é", "# second", "#third", "# fourth", "# fifth", "# sixth", "# seventh", "# last",
      ])
  }
}
