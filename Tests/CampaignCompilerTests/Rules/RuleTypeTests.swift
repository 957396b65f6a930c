import CampaignCompiler
import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

@Suite("Rules are typed")
struct RuleTypeTests {
  /// One term of each type; the letter stands for it in the table below.
  static let terms: [(letter: Character, rule: String)] = [
    ("i", "lead_score"), ("m", "price"), ("b", "opted_out"), ("s", "company"), ("e", "plan"),
    ("d", "trial_ends_on"), ("t", "signed_up_at"), ("u", "3 days"), ("l", "tags"),
    ("k", "scores"), ("n", "nil"),
  ]

  /// The pairs of operand types, left then right, that each operator takes.
  static let allowed: [(operation: String, pairs: String)] = [
    (
      "==",
      "ii im mi mm bb ss se es ee dd tt ll kk in mn bn sn en dn tn un ln kn ni nm nb ns ne nd nt nu nl nk nn"
    ),
    (
      "!=",
      "ii im mi mm bb ss se es ee dd tt ll kk in mn bn sn en dn tn un ln kn ni nm nb ns ne nd nt nu nl nk nn"
    ),
    ("<", "ii im mi mm ss dd tt"),
    ("<=", "ii im mi mm ss dd tt"),
    (">", "ii im mi mm ss dd tt"),
    (">=", "ii im mi mm ss dd tt"),
    ("in", "sl el ik mk"),
    ("not in", "sl el ik mk"),
    ("contains", "ls le ki km ss se es ee"),
    ("starts_with", "ss se es ee"),
    ("ends_with", "ss se es ee"),
    ("or", "bb"),
    ("and", "bb"),
    ("+", "ii im mi mm du tu"),
    ("-", "ii im mi mm du tu"),
    ("*", "ii im mi mm"),
    ("/", "ii im mi mm"),
  ]

  @Test("for every operator and pair of types", arguments: allowed)
  func operators(operation: String, pairs: String) {
    let wanted = Set(pairs.split(separator: " ").map(String.init))
    for left in RuleTypeTests.terms {
      for right in RuleTypeTests.terms {
        // Arithmetic gives no condition; comparing its result with nil takes every type.
        let term = "\(left.rule) \(operation) \(right.rule)"
        let rule = ["+", "-", "*", "/"].contains(operation) ? "\(term) == nil" : term
        let (expression, findings) = RuleFixture.compile(rule)
        let isTaken = wanted.contains("\(left.letter)\(right.letter)")
        #expect((expression != nil) == isTaken, "\(rule)")
        // `and` and `or` ask each side by itself; every other operator reports a pair once.
        let isJoin = operation == "or" || operation == "and"
        let wrongSides = [left, right].count { $0.letter != "b" }
        let count = isTaken ? 0 : isJoin ? wrongSides : 1
        #expect(findings.count(of: .error) == count, "\(rule): \(findings.all.map(\.message))")
      }
    }
  }

  @Test(
    "as values for columns",
    arguments: [
      (ColumnType.integer, false, "lead_score + 10", ""),
      (.integer, false, "price", "type-mismatch"),
      (.decimal, false, "lead_score", ""),
      (.string, true, "lower(first_name)", ""),
      (.string, true, "nil", ""),
      (.string, false, "nil", "type-mismatch"),
      (.string, false, "plan", ""),
      (.boolean, false, "lead_score > 50 and opened(welcome)", ""),
      (.boolean, false, "lead_score", "type-mismatch"),
      (.date, false, "today + 2 weeks", ""),
      (.date, false, "now", "type-mismatch"),
      (.timestamp, false, "now", ""),
      (.enumeration(["free", "pro"]), false, "\"pro\"", ""),
      (.enumeration(["free", "pro"]), false, "\"prp\"", "unknown-enum-value"),
      (.enumeration(["free", "pro"]), false, "company", "type-mismatch"),
      (.enumeration(["free", "pro"]), false, "plan", "type-mismatch"),
      (.enumeration(["free", "pro", "team", "x"]), false, "plan", ""),
      (.list(of: .string, separator: ";"), false, "[\"a\", \"b\"]", ""),
      (.list(of: .string, separator: ";"), false, "[]", ""),
      (.list(of: .string, separator: ";"), false, "[1]", "type-mismatch"),
      (
        .list(of: .enumeration(["a"]), separator: ";"), false, "[\"a\", \"b\"]",
        "unknown-enum-value"
      ),
      (.integer, false, "paln", "unknown-column"),
    ])
  func values(type: ColumnType, isNullable: Bool, rule: String, id: String) {
    let (expression, findings) = RuleFixture.compile(
      rule, expecting: .value(type, isNullable: isNullable))
    expectFindings(findings, id.isEmpty ? [] : [.finding(id)])
    #expect((expression != nil) == id.isEmpty)
  }

  @Test("with a warning where an empty value may reach a column that must have one")
  func nullableValue() {
    let (expression, findings) = RuleFixture.compile(
      "bonus + 1", expecting: .value(.integer, isNullable: false))
    expectFindings(findings, [.finding("type-mismatch", at: nil, "bonus", severity: .warning)])
    #expect(expression != nil)
    expectFindings(
      RuleFixture.compile("bonus + 1", expecting: .value(.integer, isNullable: true)).findings, [])
  }

  @Test("and lowered into flat nodes with resolved slots and facts")
  func lowering() throws {
    let rule = "plan == \"pro\" and clicked(we-miss-you, \"/x\", within: 2 weeks)"
    let expression = try #require(RuleFixture.compile(rule).expression)
    #expect(
      expression.nodes == [
        .column(3), .literal(0), .binary(.equal, 0, 1), .fact(0), .binary(.and, 2, 3),
      ])
    #expect(expression.literals == [.string(Array("pro".utf8))])
    #expect(
      expression.facts == [
        EngagementFact(
          kind: .clicked, step: NodeIndex(2), urlPart: "/x",
          within: Period(count: 2, unit: .weeks))
      ])
    #expect(expression.text == rule)
  }

  @Test("for event waits and triggers")
  func eventsOnly() {
    func fact(_ rule: String) -> (EngagementFact?, Findings) {
      var findings = Findings()
      let fact = compileEngagementFact(
        RuleFixture.text(rule), scope: RuleFixture.scope, into: &findings)
      return (fact, findings)
    }
    #expect(fact("clicked(welcome)").0 == EngagementFact(kind: .clicked, step: NodeIndex(1)))
    #expect(fact("event(\"purchase\")").0 == EngagementFact(kind: .event("purchase")))
    expectFindings(fact("clicked(welcom)").1, [.finding("unknown-step", at: nil, "welcom")])
    expectFindings(
      fact("opened(welcome) and vip").1,
      [.finding("rule-syntax", at: nil, "opened(welcome) and vip")])
    expectFindings(
      fact("opened(welcome, within: 3 days)").1, [.finding("rule-arguments", at: nil, "within")])

    func trigger(_ rule: String) -> (String?, Findings) {
      var findings = Findings()
      let name = parseTrigger(RuleFixture.text(rule), into: &findings)
      return (name, findings)
    }
    #expect(trigger("event(\"signup\")").0 == "signup")
    expectFindings(trigger("signup").1, [.finding("rule-syntax", at: nil, "signup")])
    expectFindings(trigger("event(signup)").1, [.finding("rule-arguments", at: nil, "signup")])
    expectFindings(
      trigger("event(\"signup\", within: 1 day)").1, [.finding("rule-arguments", at: nil, "within")]
    )
  }
}
