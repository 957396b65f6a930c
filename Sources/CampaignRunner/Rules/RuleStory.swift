import JSONText

/// How a rule came to its answer for one contact: each part with the values that decided it.
package struct RuleStory: Sendable, Equatable {
  package enum Answer: String, Sendable {
    case yes = "true"
    case no = "false"
    /// The parts before it had decided already.
    case notAsked = "not asked"
  }

  /// A name of the rule, and what it stood for.
  package struct Operand: Sendable, Equatable {
    package let name: String
    package let value: JSONValue
  }

  /// The part in the words of the rule language: `lead_score >= 50`.
  package let rule: String
  package let answer: Answer
  /// Whether the answer of the whole rule rests on this part.
  package let decides: Bool
  /// The part with values in the place of names, `72 >= 50`, or what is known of an event; nil for parts that
  /// are made of others, and for those that were not asked.
  package let values: String?
  /// Columns, events and functions of this part, in the order of the rule.
  package let operands: [Operand]
  /// What `and`, `or` and `not` join.
  package let parts: [RuleStory]

  /// The smallest parts, in the order of the rule.
  package var leaves: [RuleStory] {
    parts.isEmpty ? [self] : parts.flatMap(\.leaves)
  }

  package var json: JSONValue {
    .object(present: [
      ("rule", .string(rule)),
      ("answer", answer == .notAsked ? .null : .boolean(answer == .yes)),
      ("decides", .boolean(decides)),
      ("values", values.map { .string($0) }),
      (
        "operands",
        operands.isEmpty
          ? nil
          : .array(
            operands.map {
              .object([.init("name", .string($0.name)), .init("value", $0.value)])
            })
      ),
      ("parts", parts.isEmpty ? nil : .array(parts.map(\.json))),
    ])
  }
}
