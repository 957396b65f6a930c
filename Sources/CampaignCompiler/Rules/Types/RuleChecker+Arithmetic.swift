import CampaignGraph
import CivilTime
import Diagnostics

// type-mismatch of arithmetic

extension RuleChecker {
  mutating func checkArithmetic(
    _ operation: RuleOperator, _ a: RuleTerm, _ b: RuleTerm, _ range: Range<Int>, _ term: RuleTerm
  ) -> TypedTerm {
    let left = check(a)
    let right = check(b)
    guard let type = arithmeticType(operation, left, right, range) else { return invalid(term) }
    let node = builder.add(.binary(operation, left.node, right.node))
    return typed(term, type, node, nullable: left.nullable + right.nullable)
  }

  mutating func checkNegation(_ operand: RuleTerm, _ term: RuleTerm) -> TypedTerm {
    let checked = check(operand)
    if checked.type.isNumber {
      return typed(
        term, checked.type, builder.add(.negate(checked.node)), nullable: checked.nullable)
    }
    if checked.type != .invalid {
      report.error(
        "type-mismatch", "'-' needs a number", at: operand.range,
        label: "this is \(checked.type.description)",
        help: checked.type == .duration ? "write today - 3 days for an earlier date" : nil)
    }
    return invalid(term)
  }

  /// nil after a report, or where a side was reported.
  private mutating func arithmeticType(
    _ operation: RuleOperator, _ left: TypedTerm, _ right: TypedTerm, _ range: Range<Int>
  ) -> RuleType? {
    if left.type == .invalid || right.type == .invalid { return nil }
    switch (left.type, right.type) {
    case (.integer, .integer): return .integer
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal): return .decimal
    case (.date, .duration) where operation.isSum: return checkDateSum(right)
    case (.timestamp, .duration) where operation.isSum: return .timestamp
    default:
      let wrong = left.type.isNumber || (operation.isSum && left.type.isTime) ? right : left
      let numbers = operation.isSum && left.type.isTime ? "a duration" : "numbers"
      report.error(
        "type-mismatch", "'\(operation.rawValue)' needs \(numbers) here", at: wrong.range,
        label: "this is \(wrong.type.description)",
        help: arithmeticHelp(operation, left, right))
      return nil
    }
  }

  private mutating func checkDateSum(_ duration: TypedTerm) -> RuleType? {
    guard case .literal(.duration(let period)) = duration.term.kind, period.unit.isElapsed else {
      return .date
    }
    report.error(
      "type-mismatch", "a date has no clock time: days, weeks or months are added to it",
      at: duration.range, help: "for hours and minutes, count from now or from a timestamp")
    return nil
  }

  private func arithmeticHelp(
    _ operation: RuleOperator, _ left: TypedTerm, _ right: TypedTerm
  ) -> String? {
    if left.type.isTime, right.type.isTime {
      return "days between are counted with days_since(x) and days_until(x)"
    }
    if left.type.isTime, right.type == .integer, operation.isSum {
      return "write \(report.excerpt(right.range)) days"
    }
    if left.type == .duration, right.type.isTime, operation == .add {
      return "write \(report.excerpt(right.range)) + \(report.excerpt(left.range))"
    }
    if left.type.isText || right.type.isText { return "texts are joined in templates" }
    return nil
  }
}

extension RuleOperator {
  fileprivate var isSum: Bool { self == .add || self == .subtract }
}

extension RuleType {
  fileprivate var isTime: Bool { self == .date || self == .timestamp }
}
