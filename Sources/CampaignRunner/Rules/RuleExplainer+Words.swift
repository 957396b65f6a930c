import CampaignGraph
import CivilTime
import LiquidTemplates

extension RuleExplainer {
  /// A part of the rule in the words of the rule language, with as few parentheses as it needs.
  func words(_ index: Int32) -> String {
    switch rule.nodes[Int(index)] {
    case .literal(let literal): return words(rule.literals[Int(literal)])
    case .column(let slot):
      let columns = graph.segment.columns
      return columns.indices.contains(Int(slot)) ? columns[Int(slot)].name : "?"
    case .fact(let fact): return graph.words(for: rule.facts[Int(fact)])
    case .now: return "now"
    case .today: return "today"
    case .list(let first, let count):
      let items = rule.operands[Int(first)..<Int(first) + Int(count)].map { words($0) }
      return "[\(items.joined(separator: ", "))]"
    case .not(let a): return "not \(words(a, atLeast: 3))"
    case .negate(let a): return "-\(words(a, atLeast: 7))"
    case .call(let function, let a): return "\(function.rawValue)(\(words(a)))"
    case .binary(let operation, let a, let b):
      let level = operation.level
      // Comparisons do not chain; all others lean to the left.
      let left = words(a, atLeast: level == 4 ? 5 : level)
      return "\(left) \(operation.rawValue) \(words(b, atLeast: level + 1))"
    }
  }

  private func words(_ index: Int32, atLeast level: Int) -> String {
    let own =
      switch rule.nodes[Int(index)] {
      case .binary(let operation, _, _): operation.level
      case .not: 3
      case .negate: 7
      case .literal, .column, .fact, .now, .today, .list, .call: 8
      }
    return own < level ? "(\(words(index)))" : words(index)
  }

  private func words(_ literal: RuleLiteral) -> String {
    switch literal {
    case .null: "nil"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .decimal(let value): value.plainText
    case .string(let bytes): quotedForPeople(bytes)
    case .duration(let period): period.description
    case .date(let date): "date(\"\(date.description)\")"
    case .timestamp(let instant): "timestamp(\"\(instant.description)\")"
    }
  }
}

extension RuleOperator {
  /// How tightly it binds, as in `rules.ebnf`.
  fileprivate var level: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .notIn,
      .contains, .startsWith, .endsWith:
      4
    case .add, .subtract: 5
    case .multiply, .divide: 6
    }
  }
}

/// A text in double quotes, of which a long one loses its end.
func quotedForPeople(_ bytes: some Sequence<UInt8>) -> String {
  let text = String(decoding: Array(bytes), as: UTF8.self)
  let scalars = text.unicodeScalars
  guard scalars.count > 80 else { return "\"\(text)\"" }
  return "\"\(String(String.UnicodeScalarView(scalars.prefix(80))))…\""
}

extension ExactDecimal {
  /// `-19.90`
  var plainText: String {
    var digits = Array(String(coefficient.magnitude).utf8)
    let places = Int(scale)
    if places > 0 {
      while digits.count <= places { digits.insert(UInt8(ascii: "0"), at: 0) }
      digits.insert(UInt8(ascii: "."), at: digits.count - places)
    }
    return (coefficient < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }
}
