import CampaignCompiler
import CampaignGraph
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

/// A segment with a column of every type, and a campaign with three emails.
enum RuleFixture {
  static let columns = [
    Column(name: "email", type: .email, isNullable: false),
    Column(name: "first_name", type: .string, isNullable: true),
    Column(name: "company", type: .string, isNullable: false),
    Column(name: "plan", type: .enumeration(["free", "pro", "team"]), isNullable: false),
    Column(name: "stage", type: .enumeration(["new", "old"]), isNullable: true),
    Column(name: "lead_score", type: .integer, isNullable: false),
    Column(name: "bonus", type: .integer, isNullable: true),
    Column(name: "filled", type: .integer, isNullable: true, defaultText: "0"),
    Column(name: "price", type: .decimal, isNullable: false),
    Column(name: "opted_out", type: .boolean, isNullable: false),
    Column(name: "vip", type: .boolean, isNullable: true),
    Column(name: "trial_ends_on", type: .date, isNullable: false),
    Column(name: "signed_up_at", type: .timestamp, isNullable: false),
    Column(name: "tags", type: .list(of: .string, separator: ";"), isNullable: true),
    Column(name: "scores", type: .list(of: .integer, separator: ";"), isNullable: true),
    Column(name: "größe", type: .integer, isNullable: false),
  ]

  static let scope = RuleScope(
    segment: SegmentSchema(name: "trial-users", columns: columns),
    emails: [
      ("welcome", NodeIndex(1)), ("we-miss-you", NodeIndex(2)), ("7-day", NodeIndex(3)),
    ], otherSteps: ["engaged"])

  static func text(_ rule: String) -> MappedText {
    MappedText(SourceFile(path: "test.yaml", text: rule))
  }

  static func compile(
    _ rule: String, expecting expectation: RuleExpectation = .condition
  ) -> (expression: RuleExpression?, findings: Findings) {
    var findings = Findings()
    let expression = compileRule(
      text(rule), expecting: expectation, scope: scope, into: &findings)
    return (expression, findings)
  }

  static func parse(_ rule: String) -> (syntax: RuleSyntax?, findings: Findings) {
    var findings = Findings()
    let syntax = parseRule(text(rule), into: &findings)
    return (syntax, findings)
  }
}

/// A rule with its mistakes marked, and what is to be said of each.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let marked: String
  let findings: [(rule: String, says: String)]

  /// `says` is a part of message, label or help.
  init(_ marked: String, _ findings: (rule: String, says: String)...) {
    self.marked = marked
    self.findings = findings
  }

  var testDescription: String { marked }

  /// Marker n stands around finding n, from 1.
  func expectIt(expecting expectation: RuleExpectation = .condition) {
    let source = MarkedSource(marked)
    let (expression, found) = RuleFixture.compile(source.text, expecting: expectation)
    expectFindings(
      found, in: source,
      findings.enumerated().map { index, finding in
        .finding(finding.rule, at: index + 1)
      })
    for (diagnostic, wanted) in zip(found.sorted(), findings) {
      let said = [diagnostic.message, diagnostic.label, diagnostic.help ?? ""]
      #expect(said.contains { $0.contains(wanted.says) }, "\(said) lacks '\(wanted.says)'")
    }
    #expect((expression == nil) == found.hasErrors)
  }
}
