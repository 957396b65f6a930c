import CampaignGraph
import Diagnostics

// nullable-comparison

/// A column that may be empty, where emptiness may surprise.
struct NullableUse: Equatable {
  let column: TypedTerm.NullableColumn
  /// `not`, `!=` or `not in`.
  let operation: String
}

extension RuleChecker {
  mutating func noteNullable(
    _ operation: RuleOperator, _ left: TypedTerm, _ right: TypedTerm
  ) {
    let columns = left.nullable + right.nullable
    if operation == .notEqual || operation == .notIn {
      noteNullable(columns, under: operation.rawValue)
    } else if negations > 0 {
      noteNullable(columns, under: "not")
    }
  }

  mutating func noteNullable(_ columns: [TypedTerm.NullableColumn], under operation: String) {
    for column in columns {
      nullableUses.append(NullableUse(column: column, operation: operation))
    }
  }

  /// Warns of each column once, unless the rule compares it with nil somewhere.
  mutating func reportNullable() {
    var seen: Set<String> = []
    for use in nullableUses {
      let name = use.column.name
      guard !nilTested.contains(name), seen.insert(name).inserted else { continue }
      let isNot = use.operation == "not"
      report.warn(
        "nullable-comparison",
        isNot
          ? "'\(name)' may be empty; the comparison is false then, and 'not' makes it true"
          : "'\(name)' may be empty, and then '\(use.operation)' is false",
        at: use.column.range,
        help: isNot
          ? "say what is meant: 'and \(name) != nil' or 'or \(name) == nil'"
          : "add 'or \(name) == nil' to include contacts without a value, or 'and \(name) != nil' to leave them out"
      )
    }
  }
}
