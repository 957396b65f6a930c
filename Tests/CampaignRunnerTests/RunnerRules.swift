import CampaignGraph
import CivilTime
import LiquidTemplates
import Testing

/// Rules built by hand, since text is read elsewhere.
enum Rule {
  static func fact(_ fact: EngagementFact) throws -> RuleExpression {
    try #require(
      RuleExpression(nodes: [.fact(0)], literals: [], operands: [], facts: [fact], text: "fact"))
  }

  static func event(_ name: String) throws -> RuleExpression {
    try fact(EngagementFact(kind: .event(name)))
  }

  static func compare(
    _ slot: Int, _ operation: RuleOperator, _ literal: RuleLiteral
  ) throws -> RuleExpression {
    try #require(
      RuleExpression(
        nodes: [.column(Int32(slot)), .literal(0), .binary(operation, 0, 1)],
        literals: [literal], operands: [], facts: [],
        text: "\(runnerSegment.columns[slot].name) \(operation.rawValue) …"))
  }

  static func literal(_ literal: RuleLiteral) throws -> RuleExpression {
    try #require(
      RuleExpression(
        nodes: [.literal(0)], literals: [literal], operands: [], facts: [], text: "literal"))
  }
}
