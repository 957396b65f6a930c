import CampaignGraph
import Diagnostics
import LiquidTemplates

// type-mismatch of `set`

extension RuleChecker {
  /// Checks a rule whose value goes into a column.
  mutating func checkValue(_ root: RuleTerm, _ type: ColumnType, isNullable: Bool) {
    let wanted = RuleType(type)
    let value = check(root, against: wanted)
    if value.type == .invalid { return }
    if value.type == .null {
      if !isNullable {
        report.error("type-mismatch", "the column must have a value", at: root.range)
      }
      return
    }
    guard wanted.takes(value.type, isLiteral: value.literalText != nil) else {
      report.error(
        "type-mismatch", "the column takes \(wanted.description)", at: root.range,
        label: "this is \(value.type.description)")
      return
    }
    checkItems(root, wanted)
    if !isNullable, let column = value.nullable.first {
      report.warn(
        "type-mismatch", "the column must have a value, and '\(column.name)' may be empty",
        at: column.range, help: "an empty value leaves the column empty")
    }
  }

  private mutating func checkItems(_ root: RuleTerm, _ wanted: RuleType) {
    if case .list(let items) = root.kind, case .list(let item?) = wanted {
      for term in items { checkEnumValue(term, of: item) }
    } else {
      checkEnumValue(root, of: wanted)
    }
  }
}

extension RuleType {
  /// Whether a column of this type takes every value of `other`; a literal is looked at by itself.
  fileprivate func takes(_ other: RuleType, isLiteral: Bool) -> Bool {
    switch (self, other) {
    case (.decimal, .integer), (.text, .enumeration), (.list, .list(nil)): true
    case (.enumeration, .text): isLiteral
    case (.enumeration(let mine), .enumeration(let others)): others.allSatisfy(mine.contains)
    case (.list(let a?), .list(let b?)): a.takes(b, isLiteral: true)
    default: self == other
    }
  }
}
