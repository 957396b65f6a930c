import CivilTime
import LiquidTemplates

/// What a rule evaluates to; plain memory. Text and lists lie in the row or in the rule they came from.
package enum RuleValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case decimal(ExactDecimal)
  case text(RuleText)
  case date(CivilDate)
  case timestamp(Instant)
  case duration(Period)
  case list(RuleList)
}

/// Where the bytes of a text are.
package struct RuleText: Sendable, Equatable {
  package enum Source: Sendable, Equatable {
    /// `ContactRow.bytes`
    case row(start: Int32, count: Int32)
    /// `RuleExpression.literals`
    case literal(Int32)
  }

  package let source: Source
  /// Whether the text is read in lower case.
  package let isLowered: Bool

  package init(_ source: Source, isLowered: Bool = false) {
    self.source = source
    self.isLowered = isLowered
  }
}

/// Where the items of a list are.
package enum RuleList: Sendable, Equatable {
  /// `ContactRow.items`
  case row(start: Int32, count: Int32)
  /// Nodes of the rule, by `RuleExpression.operands`.
  case literal(first: Int32, count: Int32)

  package var count: Int {
    switch self {
    case .row(_, let count), .literal(_, let count): Int(count)
    }
  }
}
