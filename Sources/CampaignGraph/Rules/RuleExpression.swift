import CivilTime
import LiquidTemplates

/// A typed, resolved expression of the rule language, flat in memory: operands are indices of earlier nodes.
///
/// Correct by construction: every index points to an earlier node, literal, operand or fact; literals, operands and
/// facts stand in the order of their use, each used once, so that equal rules have equal parts.
package struct RuleExpression: Sendable, Equatable {
  /// Not empty; operands come before what uses them, the root is last.
  package let nodes: [RuleNode]
  package let literals: [RuleLiteral]
  /// Indices of nodes, for lists.
  package let operands: [Int32]
  package let facts: [EngagementFact]
  /// As the user wrote it.
  package let text: String

  /// How deep operands may nest, so that walking a rule needs little stack.
  package static let maximumDepth = 256

  /// nil if an index is out of place, or if operands nest too deeply.
  package init?(
    nodes: [RuleNode], literals: [RuleLiteral], operands: [Int32], facts: [EngagementFact],
    text: String
  ) {
    guard !nodes.isEmpty else { return nil }
    var depths: [Int] = []
    for (index, node) in nodes.enumerated() {
      func isEarlier(_ other: Int32) -> Bool { other >= 0 && Int(other) < index }
      switch node {
      case .literal(let i): guard literals.indices.contains(Int(i)) else { return nil }
      case .fact(let i): guard facts.indices.contains(Int(i)) else { return nil }
      case .column(let i): guard i >= 0 else { return nil }
      case .now, .today: break
      case .not(let a), .negate(let a), .call(_, let a): guard isEarlier(a) else { return nil }
      case .binary(_, let a, let b): guard isEarlier(a), isEarlier(b) else { return nil }
      case .list(let first, let count):
        guard first >= 0, count >= 0, Int(first) + Int(count) <= operands.count,
          operands[Int(first)..<Int(first) + Int(count)].allSatisfy(isEarlier)
        else { return nil }
      }
      let depth = 1 + (node.operands(in: operands).map { depths[Int($0)] }.max() ?? 0)
      guard depth <= RuleExpression.maximumDepth else { return nil }
      depths.append(depth)
    }
    var ordered = Parts()
    for node in nodes {
      switch node {
      case .literal(let i): ordered.append(literals[Int(i)])
      case .fact(let i): ordered.append(facts[Int(i)])
      case .list(let first, let count):
        ordered.append(list: operands[Int(first)..<Int(first) + Int(count)])
      case .column, .now, .today, .not, .negate, .binary, .call: ordered.nodes.append(node)
      }
    }
    self.init(parts: ordered, text: text)
  }

  /// The same rule in memory of its own: threads that count references to one object wait for each other.
  package func copy() -> RuleExpression {
    RuleExpression(
      parts: Parts(
        nodes: nodes.withUnsafeBufferPointer { Array($0) },
        literals: literals.map { $0.copy() },
        operands: operands.withUnsafeBufferPointer { Array($0) },
        facts: facts.withUnsafeBufferPointer { Array($0) }), text: text)
  }

  private init(parts: Parts, text: String) {
    nodes = parts.nodes
    literals = parts.literals
    operands = parts.operands
    facts = parts.facts
    self.text = text
  }

  /// The arrays of a rule while it is put together.
  struct Parts {
    var nodes: [RuleNode] = []
    var literals: [RuleLiteral] = []
    var operands: [Int32] = []
    var facts: [EngagementFact] = []

    mutating func append(_ literal: RuleLiteral) {
      nodes.append(.literal(Int32(literals.count)))
      literals.append(literal)
    }

    mutating func append(_ fact: EngagementFact) {
      nodes.append(.fact(Int32(facts.count)))
      facts.append(fact)
    }

    mutating func append(list: some Collection<Int32>) {
      nodes.append(.list(first: Int32(operands.count), count: Int32(list.count)))
      operands.append(contentsOf: list)
    }
  }
}

package enum RuleNode: Sendable, Equatable {
  case literal(Int32)
  /// The slot of a column of the segment.
  case column(Int32)
  case fact(Int32)
  /// The instant at which the rule is asked.
  case now
  /// The local date of the contact at that instant.
  case today
  /// `count` nodes, whose indices start at `operands[first]`.
  case list(first: Int32, count: Int32)
  case not(Int32)
  case negate(Int32)
  case binary(RuleOperator, Int32, Int32)
  case call(RuleFunction, Int32)

  /// The nodes that this one uses, in the order in which they are written; `list` holds those of lists.
  package func operands(in list: [Int32]) -> [Int32] {
    switch self {
    case .literal, .column, .fact, .now, .today: []
    case .not(let a), .negate(let a), .call(_, let a): [a]
    case .binary(_, let a, let b): [a, b]
    case .list(let first, let count): Array(list[Int(first)..<Int(first) + Int(count)])
    }
  }
}

package enum RuleOperator: String, Sendable, CaseIterable {
  case or
  case and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case `in`
  case notIn = "not in"
  case contains
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
}

package enum RuleFunction: String, Sendable, CaseIterable {
  /// Whole local calendar days from a date or timestamp to today; negative for the future.
  case daysSince = "days_since"
  case daysUntil = "days_until"
  case lower
  /// Unicode scalars of a string, items of a list.
  case size
}

package enum RuleLiteral: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case decimal(ExactDecimal)
  case string([UInt8])
  case duration(Period)
  case date(CivilDate)
  case timestamp(Instant)

  fileprivate func copy() -> RuleLiteral {
    guard case .string(let bytes) = self else { return self }
    return .string(bytes.withUnsafeBufferPointer { Array($0) })
  }
}
