import CampaignGraph
import Testing

@Suite struct RuleExpressionTests {
  @Test(arguments: [
    [RuleNode](), [.literal(0)], [.fact(0)], [.not(0)], [.today, .not(1)], [.today, .not(-1)],
    [.today, .binary(.and, 0, 2)], [.list(first: 0, count: 1)], [.column(-1)],
  ])
  func misplacedIndicesMakeNoRule(nodes: [RuleNode]) {
    #expect(
      RuleExpression(nodes: nodes, literals: [], operands: [], facts: [], text: "") == nil)
  }

  @Test func equalRulesHaveEqualParts() {
    let shared = RuleExpression(
      nodes: [.literal(1), .literal(1), .binary(.equal, 0, 1)],
      literals: [.null, .integer(2), .boolean(true)], operands: [], facts: [], text: "2 == 2")
    let plain = RuleExpression(
      nodes: [.literal(0), .literal(1), .binary(.equal, 0, 1)],
      literals: [.integer(2), .integer(2)], operands: [], facts: [], text: "2 == 2")
    #expect(shared != nil)
    #expect(shared == plain)
  }
}
