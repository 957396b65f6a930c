import CampaignGraph
import JSONText
import LiquidTemplates

/// How a rule comes to its answer; the answers are those of `holds`, part by part.
func explain(
  _ rule: RuleExpression, graph: StepGraph, row: borrowing ContactRow, inputs: RuleInputs
) -> RuleStory {
  RuleExplainer(rule: rule, graph: graph)
    .story(Int32(rule.nodes.count - 1), decides: true, row, inputs)
}

/// Explains the nodes of one rule.
struct RuleExplainer {
  let rule: RuleExpression
  let graph: StepGraph

  func story(
    _ index: Int32, decides: Bool, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> RuleStory {
    let answer: RuleStory.Answer = rule.isTrue(index, row, inputs) ? .yes : .no
    switch rule.nodes[Int(index)] {
    case .binary(.and, _, _):
      return joined(index, .and, answer, decides: decides, row, inputs)
    case .binary(.or, _, _):
      return joined(index, .or, answer, decides: decides, row, inputs)
    case .not(let inner):
      return RuleStory(
        rule: words(index), answer: answer, decides: decides, values: nil, operands: [],
        parts: [story(inner, decides: decides, row, inputs)])
    case .literal, .column, .fact, .now, .today, .list, .negate, .call, .binary:
      return RuleStory(
        rule: words(index), answer: answer, decides: decides,
        values: comparison(index, row, inputs), operands: operands(index, row, inputs), parts: [])
    }
  }

  /// `a or b or c` as three parts; what follows the part that decided was not asked.
  private func joined(
    _ index: Int32, _ operation: RuleOperator, _ answer: RuleStory.Answer, decides: Bool,
    _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> RuleStory {
    let decisive: RuleStory.Answer = operation == .or ? .yes : .no
    var parts: [RuleStory] = []
    var isDecided = false
    for part in flattened(index, operation) {
      if isDecided {
        parts.append(
          RuleStory(
            rule: words(part), answer: .notAsked, decides: false, values: nil, operands: [],
            parts: []))
        continue
      }
      isDecided = rule.isTrue(part, row, inputs) == (decisive == .yes)
      parts.append(story(part, decides: decides && (isDecided || answer != decisive), row, inputs))
    }
    return RuleStory(
      rule: words(index), answer: answer, decides: decides, values: nil, operands: [],
      parts: parts)
  }

  private func flattened(_ index: Int32, _ operation: RuleOperator) -> [Int32] {
    guard case .binary(operation, let a, let b) = rule.nodes[Int(index)] else { return [index] }
    return flattened(a, operation) + flattened(b, operation)
  }

  /// The part with values in the place of names.
  private func comparison(
    _ index: Int32, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> String? {
    switch rule.nodes[Int(index)] {
    case .fact(let fact):
      return inputs.engagement.words(for: rule.facts[Int(fact)], inputs)
    case .binary(let operation, let a, let b):
      let (left, right) = (value(a, row, inputs), value(b, row, inputs))
      let words = "\(left.words) \(operation.rawValue) \(right.words)"
      let isAboutNil = isNil(a) || isNil(b)
      if !isAboutNil, left.isNothing || right.isNothing {
        return "\(words): a comparison with nothing is false"
      }
      return words
    case .literal: return nil
    case .column, .now, .today, .list, .not, .negate, .call:
      return value(index, row, inputs).words
    }
  }

  private func isNil(_ index: Int32) -> Bool {
    guard case .literal(let literal) = rule.nodes[Int(index)] else { return false }
    return rule.literals[Int(literal)] == .null
  }

  func value(
    _ index: Int32, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> ToldValue {
    told(rule.value(of: index, row, inputs), row, inputs)
  }

  /// Everything below a node that is no constant, in the order of the rule, each name once.
  private func operands(
    _ index: Int32, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> [RuleStory.Operand] {
    var found: [RuleStory.Operand] = []
    collect(index, into: &found, row, inputs)
    return found
  }

  private func collect(
    _ index: Int32, into found: inout [RuleStory.Operand], _ row: borrowing ContactRow,
    _ inputs: RuleInputs
  ) {
    let node = rule.nodes[Int(index)]
    for operand in node.operands(in: rule.operands) { collect(operand, into: &found, row, inputs) }
    switch node {
    case .column, .fact, .now, .today, .call:
      let name = words(index)
      guard !found.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return }
      found.append(RuleStory.Operand(name: name, value: value(index, row, inputs).json))
    case .literal, .list, .not, .negate, .binary: break
    }
  }
}
