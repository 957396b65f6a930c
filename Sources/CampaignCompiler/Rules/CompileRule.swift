import CampaignGraph
import Diagnostics
import LiquidTemplates

/// What the place of a rule asks of its value.
package enum RuleExpectation: Sendable {
  /// True or false.
  case condition
  /// A value for a column, as `set` needs it.
  case value(ColumnType, isNullable: Bool)
}

/// Compiles a rule, or reports every mistake in it and returns nil.
package func compileRule(
  _ text: MappedText, expecting expectation: RuleExpectation, scope: RuleScope,
  into findings: inout Findings
) -> RuleExpression? {
  let (root, report) = readRule(text)
  var checker = RuleChecker(scope: scope, report: report, suggests: findings.suggests)
  switch expectation {
  case .condition: _ = checker.checkCondition(root, "a rule")
  case .value(let type, let isNullable):
    checker.checkValue(root, type, isNullable: isNullable)
  }
  let expression = finish(&checker, root)
  findings.append(contentsOf: checker.report.findings)
  return expression
}

/// Reads a rule without asking what its names stand for; nil if it is not well formed.
package func parseRule(_ text: MappedText, into findings: inout Findings) -> RuleSyntax? {
  let (root, report) = readRule(text)
  findings.append(contentsOf: report.findings)
  return report.hasErrors ? nil : RuleSyntax(text: text, root: root)
}

/// Compiles the one fact that an event wait is for: `clicked(welcome)` or `event("purchase")`.
package func compileEngagementFact(
  _ text: MappedText, scope: RuleScope, into findings: inout Findings
) -> EngagementFact? {
  let (root, report) = readRule(text)
  var checker = RuleChecker(scope: scope, report: report, suggests: findings.suggests)
  defer { findings.append(contentsOf: checker.report.findings) }
  guard case .call(let call) = root.kind,
    call.name == "event" || EngagementFunction(rawValue: call.name) != nil
  else {
    if !report.hasErrors {
      checker.report.error(
        "rule-syntax", "an event wait takes one event", at: root.range,
        help: "write clicked(welcome) or event(\"purchase\")")
    }
    return nil
  }
  let checked = checker.check(root)
  let fact = checker.builder.fact(at: checked.node)
  if fact?.within != nil, let label = call.arguments.lazy.compactMap(\.label).first {
    checker.report.error(
      "rule-arguments", "an event wait looks ahead, and 'within' looks back", at: label.range,
      help: "write timeout: 3 days beside the event")
  }
  return checker.report.hasErrors ? nil : fact
}

/// Reads a trigger, `event("signup")`, and returns the name of its event.
package func parseTrigger(_ text: MappedText, into findings: inout Findings) -> String? {
  let (root, report) = readRule(text)
  var checker = RuleChecker(
    scope: RuleScope(
      segment: SegmentSchema(name: "", columns: []), emails: [], otherSteps: []),
    report: report, suggests: findings.suggests)
  defer { findings.append(contentsOf: checker.report.findings) }
  guard case .call(let call) = root.kind, call.name == "event" else {
    if !report.hasErrors {
      checker.report.error(
        "rule-syntax", "a trigger is an event", at: root.range,
        help: "write event(\"signup\"), or { column: signed_up_at }")
    }
    return nil
  }
  guard let fact = checker.checkEvent(call), !checker.report.hasErrors else { return nil }
  if let label = call.arguments.lazy.compactMap(\.label).first {
    checker.report.error("rule-arguments", "a trigger takes a name only", at: label.range)
    return nil
  }
  guard case .event(let name) = fact.kind else { return nil }
  return name
}

private func readRule(_ text: MappedText) -> (root: RuleTerm, report: RuleReport) {
  guard text.utf8.count <= RuleLexer.maximumLength else {
    var report = RuleReport(text)
    report.error(
      "rule-syntax", "a rule has at most \(RuleLexer.maximumLength) bytes",
      at: 0..<text.utf8.count)
    return (RuleTerm(.invalid, 0..<0), report)
  }
  var lexer = RuleLexer(text)
  lexer.tokenize()
  var parser = RuleParser(tokens: lexer.tokens, report: lexer.report)
  let root = parser.parse()
  return (root, parser.report)
}

private func finish(_ checker: inout RuleChecker, _ root: RuleTerm) -> RuleExpression? {
  if checker.report.hasErrors { return nil }
  checker.reportNullable()
  guard let expression = checker.builder.expression(text: checker.report.text.string) else {
    checker.report.error("rule-syntax", "a rule must not nest this deeply", at: root.range)
    return nil
  }
  return expression
}
