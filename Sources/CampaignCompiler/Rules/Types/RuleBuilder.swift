import CampaignGraph

/// Gathers the flat nodes of an expression; operands are added before what uses them.
struct RuleBuilder {
  private var nodes: [RuleNode] = []
  private var literals: [RuleLiteral] = []
  private var operands: [Int32] = []
  private var facts: [EngagementFact] = []

  mutating func add(_ node: RuleNode) -> Int32 {
    nodes.append(node)
    return Int32(clamping: nodes.count - 1)
  }

  mutating func add(_ literal: RuleLiteral) -> Int32 {
    literals.append(literal)
    return add(.literal(Int32(clamping: literals.count - 1)))
  }

  mutating func add(_ fact: EngagementFact) -> Int32 {
    facts.append(fact)
    return add(.fact(Int32(clamping: facts.count - 1)))
  }

  mutating func addList(_ items: [Int32]) -> Int32 {
    let first = Int32(clamping: operands.count)
    operands.append(contentsOf: items)
    return add(.list(first: first, count: Int32(clamping: items.count)))
  }

  /// Joins the terms as a balanced tree, so that a long chain is not a deep one. `items` is not empty.
  mutating func addChain(_ operation: RuleOperator, _ items: ArraySlice<Int32>) -> Int32 {
    guard items.count > 1 else { return items.first ?? 0 }
    let middle = items.startIndex + items.count / 2
    let left = addChain(operation, items[..<middle])
    let right = addChain(operation, items[middle...])
    return add(.binary(operation, left, right))
  }

  /// The expression whose last added node is the root; nil if it nests too deeply.
  func expression(text: String) -> RuleExpression? {
    RuleExpression(
      nodes: nodes, literals: literals, operands: operands, facts: facts, text: text)
  }

  func fact(at node: Int32) -> EngagementFact? {
    guard nodes.indices.contains(Int(node)), case .fact(let index) = nodes[Int(node)] else {
      return nil
    }
    return facts[Int(index)]
  }
}
