import CampaignCompiler
import CampaignGraph
import Diagnostics
import TestSupport
import Testing

@Suite("No text of a rule can do harm")
struct RuleRobustnessTests {
  static let corpus = [
    "plan == \"free\" and (lead_score >= 50 or not opened(we-miss-you, within: 3 days))",
    "clicked(7-day, \"pri\\\"cing\") or event('purchase', within: 1 month) and größe <= -1.50 * 3",
    "plan not in [\"free\", \"pro\",] and trial_ends_on - 2 weeks < date(\"2026-12-24\")",
    "signed_up_at < timestamp(\"2026-12-24T09:00Z\") and days_since(signed_up_at) / 7 in [1, 2]",
    "first_name IS NOT NULL && contact.plan <> “free” || {{ x }} | a ? b : 2026-01-01T00:00Z",
    "lower(first_name) starts_with \"a\" and size(tags) != 0 and 1 < 2 < 3 == nil\u{A0}«x»",
  ]

  @Test("cut off at any byte", arguments: corpus)
  func truncation(rule: String) {
    let bytes = Array(rule.utf8)
    for end in 0...bytes.count { check(Array(bytes[..<end])) }
    for start in 0...bytes.count { check(Array(bytes[start...])) }
  }

  @Test("with bytes changed, inserted and taken out", arguments: corpus)
  func mutation(rule: String) {
    var random = SeededRandom(seed: 20_261_123)
    let signs =
      Array("()[]\"'=!<>&|,:.-+*/ \n\\{}$#0a_\u{201C}\u{A0}\u{FF}".utf8) + [0, 0xFF, 0xC2, 0xE2]
    for _ in 0..<400 {
      var bytes = Array(rule.utf8)
      for _ in 0...random.below(3) {
        guard !bytes.isEmpty else { break }
        let place = random.below(bytes.count)
        let sign = signs[random.below(signs.count)]
        switch random.below(4) {
        case 0: bytes[place] = sign
        case 1: bytes.insert(sign, at: place)
        case 2: bytes.remove(at: place)
        default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: random.below(bytes.count))
        }
      }
      check(bytes)
    }
  }

  @Test(
    "nested without end",
    arguments: ["(", "[", "not ", "-", "opened(", "!", "size(", "x in [", "- - not ("])
  func nesting(part: String) {
    let deep = String(repeating: part, count: 5_000 / part.utf8.count)
    let (expression, findings) = RuleFixture.compile(deep + "true")
    #expect(expression == nil)
    #expect(findings.all.count <= 20)
    check(Array(deep.utf8))
  }

  @Test("nested 60 deep, which is allowed")
  func allowedNesting() {
    let open = String(repeating: "(", count: 60)
    let close = String(repeating: ")", count: 60)
    #expect(RuleFixture.compile("\(open)opted_out\(close)").expression != nil)
    #expect(
      RuleFixture.compile(String(repeating: "not ", count: 60) + "opted_out").expression != nil)
  }

  @Test("chained long: by `or` as far as a rule reaches, by `+` to a bound")
  func chains() {
    let choice = Array(repeating: "lead_score == 1", count: 800).joined(separator: " or ")
    #expect(RuleFixture.compile(choice).expression != nil)
    let sum = Array(repeating: "1", count: 100).joined(separator: "+")
    #expect(RuleFixture.compile("\(sum) > 3").expression != nil)
    let tooLong = Array(repeating: "1", count: 4_000).joined(separator: "+")
    let (expression, findings) = RuleFixture.compile("\(tooLong) > 3")
    #expect(expression == nil)
    expectFindings(findings, [.finding("rule-syntax")])
  }

  @Test("longer than 16 KiB: refused unread")
  func length() {
    let rule = "opted_out" + String(repeating: " ", count: 16 * 1024 - 9)
    #expect(RuleFixture.compile(rule).expression != nil)
    let (expression, findings) = RuleFixture.compile(rule + " ")
    #expect(expression == nil)
    expectFindings(findings, [.finding("rule-syntax")])
  }

  /// Findings lie inside of the text, are the same twice, and stand for every refusal.
  private func check(_ bytes: [UInt8]) {
    let file = SourceFile(path: "test.yaml", bytes: bytes)
    var first = Findings()
    let expression = compileRule(
      MappedText(file), expecting: .condition, scope: RuleFixture.scope, into: &first)
    var second = Findings()
    _ = compileRule(
      MappedText(file), expecting: .condition, scope: RuleFixture.scope, into: &second)
    #expect(first.sorted() == second.sorted())
    #expect((expression == nil) == first.hasErrors)
    for diagnostic in first.all {
      guard case .range(let range) = diagnostic.place else {
        Issue.record("a finding without a range")
        continue
      }
      #expect(range.bytes.lowerBound >= 0 && range.bytes.upperBound <= bytes.count)
    }
  }
}
