import CampaignGraph

/// A text compared with a constant: `starts_with "A"`, `< "b"`. By bytes, as the runner does it.
struct TextPredicate {
  /// `starts_with`, `ends_with`, `contains` or an order.
  let operation: RuleOperator
  let part: [UInt8]

  /// Whether every text that passes this one passes the other; `false` where that is not known.
  func implies(_ other: TextPredicate) -> Bool {
    switch (operation, other.operation) {
    case (.startsWith, .startsWith), (.endsWith, .endsWith), (.contains, .contains),
      (.startsWith, .contains), (.endsWith, .contains):
      compareTexts(part, other.operation, other.part)
    case (.startsWith, .greater), (.startsWith, .greaterOrEqual):
      // Every text that starts with it is at least the part itself.
      compareTexts(part, other.operation, other.part)
    case (.startsWith, .less), (.startsWith, .lessOrEqual):
      isBelow(other.part)
    case (.less, .less), (.lessOrEqual, .lessOrEqual), (.less, .lessOrEqual):
      !other.part.lexicographicallyPrecedes(part)
    case (.lessOrEqual, .less): part.lexicographicallyPrecedes(other.part)
    case (.greater, .greater), (.greaterOrEqual, .greaterOrEqual), (.greater, .greaterOrEqual):
      !part.lexicographicallyPrecedes(other.part)
    case (.greaterOrEqual, .greater): other.part.lexicographicallyPrecedes(part)
    default: false
    }
  }

  /// Whether no text passes both; `false` where that is not known.
  func excludes(_ other: TextPredicate) -> Bool {
    switch (operation, other.operation) {
    case (.startsWith, .startsWith), (.endsWith, .endsWith):
      !compareTexts(part, operation, other.part) && !compareTexts(other.part, operation, part)
    case (.less, .greater), (.less, .greaterOrEqual), (.lessOrEqual, .greater):
      !other.part.lexicographicallyPrecedes(part)
    case (.lessOrEqual, .greaterOrEqual): part.lexicographicallyPrecedes(other.part)
    case (.greater, .less), (.greater, .lessOrEqual), (.greaterOrEqual, .less),
      (.greaterOrEqual, .lessOrEqual), (.less, .startsWith), (.lessOrEqual, .startsWith),
      (.greater, .startsWith), (.greaterOrEqual, .startsWith):
      other.excludes(self)
    case (.startsWith, .less), (.startsWith, .lessOrEqual), (.startsWith, .greater),
      (.startsWith, .greaterOrEqual):
      excludesOrder(other)
    default: false
    }
  }

  private func excludesOrder(_ order: TextPredicate) -> Bool {
    switch order.operation {
    case .less: compareTexts(part, .greaterOrEqual, order.part)
    case .lessOrEqual: compareTexts(part, .greater, order.part)
    default: isBelow(order.part)
    }
  }

  /// Whether every text that starts with the part comes before another text.
  private func isBelow(_ text: [UInt8]) -> Bool {
    part.lexicographicallyPrecedes(text) && !text.starts(with: part)
  }
}
