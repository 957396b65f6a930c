import CampaignCompiler
import CampaignGraph
import Diagnostics
import TestSupport
import Testing

@Suite("Rules are read")
struct RuleSyntaxTests {
  @Test(
    "by precedence",
    arguments: [
      ("a or b and c", "(or a (and b c))"),
      ("a and b or c", "(or (and a b) c)"),
      ("a or b or c", "(or a b c)"),
      ("(a or b) and c", "(and (or a b) c)"),
      ("not a and b", "(and (not a) b)"),
      ("not a == b", "(not (== a b))"),
      ("not not a", "(not (not a))"),
      ("a == b and c != d", "(and (== a b) (!= c d))"),
      ("a + b < c - d", "(< (+ a b) (- c d))"),
      ("a - b - c", "(- (- a b) c)"),
      ("a / b / c", "(/ (/ a b) c)"),
      ("a + b * c", "(+ a (* b c))"),
      ("a * b + c", "(+ (* a b) c)"),
      ("-a * b", "(* (neg a) b)"),
      ("a - -b", "(- a (neg b))"),
      ("a-1", "(- a 1)"),
      ("a not in [b, c]", "(not in a [b c])"),
      ("not a in b", "(not (in a b))"),
      ("a contains b", "(contains a b)"),
      ("a starts_with b or a ends_with b", "(or (starts_with a b) (ends_with a b))"),
      ("a < now - 3 days", "(< a (- now 3 days))"),
      ("a in []", "(in a [])"),
      ("a in [1, 2,]", "(in a [1 2])"),
      ("clicked(we-miss-you, \"x\", within: 1 hour)", "(clicked we-miss-you \"x\" within:1 hour)"),
      ("opened( 7-day )", "(opened 7-day)"),
      ("opened(not)", "(opened not)"),
      ("size(a-b)", "(size (- a b))"),
      ("a\n  and\tb", "(and a b)"),
      (#"'a\'\\\n\t' == "it's""#, "(== \"a'\\\n\t\" \"it's\")"),
      ("größe > 1", "(> größe 1)"),
      ("0.10 == 10.0", "(== 0.10 10.0)"),
    ])
  func precedence(rule: String, tree: String) {
    let (syntax, findings) = RuleFixture.parse(rule)
    expectFindings(findings, [])
    #expect(syntax.map { describe($0.root, $0.text) } == tree)
  }

  @Test("with the names they mention and where")
  func mentions() {
    let source = MarkedSource(
      "1️⃣plan1️⃣ == \"x\" and opened(2️⃣welcome2️⃣, within: 1 day) and 3️⃣plan3️⃣ in [today, now]")
    let (syntax, _) = RuleFixture.parse(source.text)
    let mentions = syntax?.mentions ?? []
    #expect(mentions.map(\.name) == ["plan", "welcome", "plan"])
    #expect(mentions.map(\.kind) == [.column, .email, .column])
    #expect(mentions.map { Optional($0.range.bytes) } == (1...3).map { source.range($0) })
  }

  @Test("at places of the file that hold escapes")
  func mappedRanges() {
    // "plan == \"fre\"" in YAML's double quotes: each \" is one byte of the rule.
    let file = SourceFile(path: "test.yaml", text: #""plan == \"fre\"""#)
    let segments = [
      MappedText.Segment(text: 0..<8, file: 1..<9, isVerbatim: true),
      MappedText.Segment(text: 8..<9, file: 9..<11, isVerbatim: false),
      MappedText.Segment(text: 9..<12, file: 11..<14, isVerbatim: true),
      MappedText.Segment(text: 12..<13, file: 14..<16, isVerbatim: false),
    ]
    let text = MappedText(
      utf8: Array(#"plan == "fre""#.utf8), file: file, segments: segments,
      whole: file.range(0..<17))
    var findings = Findings()
    _ = compileRule(text, expecting: .condition, scope: RuleFixture.scope, into: &findings)
    expectFindings(findings, [.finding("unknown-enum-value", at: nil, #"\"fre\""#)])
  }

  private func describe(_ term: RuleTerm, _ text: MappedText) -> String {
    switch term.kind {
    case .invalid: "?"
    case .name(let name): name
    case .literal(.string(let bytes)): "\"\(String(decoding: bytes, as: UTF8.self))\""
    case .literal: String(decoding: text.utf8[term.range], as: UTF8.self)
    case .list(let items): "[\(items.map { describe($0, text) }.joined(separator: " "))]"
    case .not(let a): "(not \(describe(a, text)))"
    case .negate(let a): "(neg \(describe(a, text)))"
    case .logical(let operation, let items):
      "(\(operation.rawValue) \(items.map { describe($0, text) }.joined(separator: " ")))"
    case .binary(let operation, let a, let b, _):
      "(\(operation.rawValue) \(describe(a, text)) \(describe(b, text)))"
    case .call(let call):
      "("
        + ([call.name]
        + call.arguments.map {
          ($0.label.map { "\($0.name):" } ?? "") + describe($0.value, text)
        }).joined(separator: " ") + ")"
    }
  }
}
