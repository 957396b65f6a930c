import CampaignCompiler
import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct FormatFileTests {
  private let head = "mailplan: 1\ncampaign: c\ntype: drip\n"

  private func expect(
    _ source: String, _ expected: String, as subject: FileSubject = .campaign,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let formatted = Formatted(source, as: subject)
    #expect(formatted.text == expected, sourceLocation: sourceLocation)
    #expect(formatted.rules == [], sourceLocation: sourceLocation)
    #expect(Formatted(expected, as: subject).text == expected, sourceLocation: sourceLocation)
  }

  /// The settings of a campaign, one a line.
  private func expect(
    settings: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(head + settings + "\n", head + expected + "\n", sourceLocation: sourceLocation)
  }

  @Test func keysStandInTheOrderOfTheTables() {
    expect(
      "type: drip\nsteps: [{text: t, subject: s, email: e}]\ncampaign: c\nmailplan: 1\n",
      head + "\nsteps: [{ email: e, subject: s, text: t }]\n")
  }

  @Test func keysOfUsersStayWhereTheyAre() {
    expect(settings: "headers:\n    X-B: b\n    X-A: a", "headers:\n  X-B: b\n  X-A: a")
  }

  @Test func commentsGoWithTheirKeys() {
    expect(
      "# file\n\n# of the type\ntype: drip # d\n# of the id\ncampaign: c\nmailplan: 1\n# foot\n",
      "# file\n\nmailplan: 1\n# of the id\ncampaign: c\n# of the type\ntype: drip  # d\n# foot\n")
  }

  @Test func theLineOfEditorsStaysFirst() {
    expect(
      "# yaml-language-server: $schema=x\ncampaign: c\nmailplan: 1\ntype: drip\n",
      "# yaml-language-server: $schema=x\n" + head)
  }

  @Test func bracketsAreKeptWhereTheyFit() {
    expect(
      settings: "tracking: {opens: true,\n  clicks:   true}",
      "tracking: { opens: true, clicks: true }")
    expect(settings: "tracking:\n    opens: true", "tracking:\n  opens: true")
    expect(settings: "headers: {}", "headers: {}")
    let long = String(repeating: "x", count: 82)
    expect(settings: "headers: { X-A: \(long) }", "headers: { X-A: \(long) }")
    expect(settings: "headers: { X-A: x\(long) }", "headers:\n  X-A: x\(long)")
  }

  @Test func widthIsCountedInCharacters() {
    let long = String(repeating: "é", count: 82)
    expect(settings: "headers: { X-A: \(long) }", "headers: { X-A: \(long) }")
    expect(settings: "headers: { X-A: é\(long) }", "headers:\n  X-A: é\(long)")
  }

  @Test func commentsInBracketsMakeABlock() {
    expect(
      settings: "from: { # a\n  # b\n  name: n, # c\n  email: e@a.example # d\n  # e\n} # f",
      "from:  # a\n  # b\n  name: n  # c\n  email: e@a.example  # d\n  # e\n  # f")
  }

  /// Broken up, the value would leave the line that the comment is about.
  @Test func aDirectiveHoldsItsLineTogether() {
    let long = "headers: { X-A: \(String(repeating: "x", count: 90)) }"
    expect(
      settings: "\(long) # mailplan: ignore[invalid-header]",
      "\(long)  # mailplan: ignore[invalid-header]")
    expect(
      settings: "# mailplan: ignore[invalid-header]\n\(long)",
      "# mailplan: ignore[invalid-header]\n\(long)")
  }

  @Test func aDirectiveGoesWithItsKey() {
    expect(
      head
        + "steps:\n  # mailplan: ignore[subject-length]\n  - subject: s\n    email: e\n    text: t\n",
      head
        + "\nsteps:\n  - email: e\n    # mailplan: ignore[subject-length]\n    subject: s\n    text: t\n"
    )
  }

  @Test func quotesGoWhereNobodyNeedsThem() {
    expect(settings: "description: \"Going deeper\"", "description: Going deeper")
    expect(settings: "where: 'plan == \"pro\"'", "where: plan == \"pro\"")
    expect(settings: "description: 'Hi {{ a }}'", "description: \"Hi {{ a }}\"")
    for kept in [
      "\"no\"", "\"012\"", "\"09:00\"", "\"a: b\"", "\"a # b\"", "\"null\"", "\"a\\tb\"",
      "'a \"b\", c'",
      "\" a\"", "\"a \"", "\"\"", "\"é\"", "\"- a\"", "\"2026-12-24\"", "~", "no", "012", "\"*a\"",
    ] {
      expect(settings: "description: \(kept)", "description: \(kept)")
    }
  }

  @Test func blockTextIsMovedAsItStands() {
    expect(
      settings: "description: |-  # c\n     a\n       b\n\n     # text\n\n\nwhere: >\n a\n\n b",
      "description: |-  # c\n  a\n    b\n\n  # text\n\nwhere: >\n  a\n\n  b")
    expect(
      settings: "description: |3\n    a\n   b\nwhere: x", "description: |2\n   a\n  b\nwhere: x")
  }

  @Test func keptLineBreaksStay() {
    let kept = "description: |+\n  a\n\n\nsteps:\n  - exit: x\n"
    expect(head + kept, head + kept)
  }

  /// Text that the end of the file cuts off has no line break, and gets none.
  @Test func textAtTheEndOfTheFile() {
    for sign in ["|", ">", "|+", "|-"] {
      expect(head + "description: \(sign)\n   a", head + "description: \(sign.prefix(1))-\n  a\n")
    }
    expect(head + "description: |", head + "description: |\n")
  }

  @Test func emptyLinesBetweenSteps() {
    expect(
      head + "steps:\n\n- exit: a\n# of b\n- exit: b\n\n\n\n- exit: c\n  # tail\n",
      head + "\nsteps:\n  - exit: a\n\n  # of b\n  - exit: b\n\n  - exit: c\n    # tail\n")
  }

  @Test func columnsAreAligned() {
    expect(
      "mailplan: 1\nsegment: s\ncolumns:\n id: string\n first_name: string?\n x:\n  type: date\n",
      "mailplan: 1\nsegment: s\ncolumns:\n  id:         string\n  first_name: string?\n  x:\n    type: date\n",
      as: .segment)
  }

  @Test func lineBreaksAndMarks() {
    expect("\u{FEFF}mailplan: 1\r\ncampaign: c\r\ntype: drip", head)
    expect("---\nmailplan: 1\ncampaign: c\ntype: drip\n...\n", "---\n" + head)
  }

  @Test func whatIsWrongStaysAsItIs() {
    for (source, rule) in [
      ("mailplan: 1\ncampaign: [\n", "yaml-syntax"), ("", "wrong-type"), ("- a\n", "wrong-type"),
      (head + "stepz: []\n", "unknown-key"), (head + "steps:\n  - foo: x\n", "step-kind"),
      (head + "type: drip\n", "yaml-duplicate-key"), ("mailplan: 2\n", "unsupported-version"),
      (head + "description: {{ a }}\n", "unquoted-template"), ("\u{FF}\u{0}", "yaml-encoding"),
    ] {
      let formatted = Formatted(source)
      #expect(formatted.text == nil, "\(source)")
      #expect(formatted.rules == [rule], "\(source)")
    }
  }

  /// Values may be wrong: their place is known.
  @Test func wrongValuesAreLaidOut() {
    expect(settings: "tracking: {opens: maybe}", "tracking: { opens: maybe }")
    expect(settings: "description: [a,b]", "description: [a, b]")
  }

  @Test func theExampleOfTheGrammarIsCanonical() throws {
    let url = SampleCampaignTests.root.appending(path: "../grammar/layout.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let example = try #require(
      text.split(separator: "```yaml\n").last?.split(separator: "```").first)
    expect(String(example), String(example))
  }

  @Test func oddPlaces() {
    expect(
      settings: "description:\n  # above\n  text", "# above\ndescription: text")
    expect(settings: "? description\n: text", "description: text")
    expect(settings: "headers: [a: b]", "headers:\n  - a: b")
    expect(settings: "headers: {X-A}", "headers:\n  X-A:")
    expect(settings: "? \"descr\\\n  iption\"\n: x", "description: x")
  }

  @Test func cutAndChangedFilesNeverTrap() {
    let source = Array(
      ("# a\nmailplan: 1 # b\nfrom: { name: 'x', # c\n email: \"e\" }\ndescription: |2+ # d\n   a\n\n"
        + "steps:\n- email: e\n  # f\n  text: >-\n   a\n  subject: [a, {b: c}]\n- ? a\n  : - - b\n# é\n")
        .utf8)
    for end in source.indices { _ = Formatted(Array(source[..<end])) }
    var chance = SeededRandom(seed: 7)
    for _ in 0..<3000 {
      var bytes = source
      for _ in 0...chance.below(3) {
        let place = chance.below(bytes.count)
        let sign = Array(" \n\t:#-{}[],'\"|>?é\r\u{85}\u{2028}&*!%~x".utf8)
        switch chance.below(3) {
        case 0: bytes[place] = sign[chance.below(sign.count)]
        case 1: bytes.insert(sign[chance.below(sign.count)], at: place)
        default: bytes.remove(at: place)
        }
      }
      for subject in FileSubject.allCases {
        let formatted = Formatted(bytes, as: subject)
        #expect(
          !formatted.rules.contains("internal-error"), "\(String(decoding: bytes, as: UTF8.self))")
        guard let text = formatted.text else { continue }
        #expect(
          Formatted(text, as: subject).text == text, "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}
