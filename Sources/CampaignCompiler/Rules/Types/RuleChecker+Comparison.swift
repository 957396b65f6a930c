import CampaignGraph
import Diagnostics

// type-mismatch of comparisons, unknown-enum-value

extension RuleChecker {
  mutating func checkComparison(
    _ operation: RuleOperator, _ a: RuleTerm, _ b: RuleTerm, _ range: Range<Int>, _ term: RuleTerm
  ) -> TypedTerm {
    let (left, right) = checkSides(a, b)
    let fits =
      switch operation {
      case .in, .notIn: checkMembership(operation, left, right)
      case .contains: checkContains(left, right)
      case .startsWith, .endsWith: checkAffix(operation, left, right)
      case .equal, .notEqual: checkEquality(operation, left, right)
      case .less, .lessOrEqual, .greater, .greaterOrEqual: checkOrder(operation, left, right)
      case .or, .and, .add, .subtract, .multiply, .divide: true
      }
    if fits { noteNullable(operation, left, right) }
    return typed(term, .boolean, builder.add(.binary(operation, left.node, right.node)))
  }

  /// What an unknown name may have been meant to be is told by the other side, so that one comes first.
  private mutating func checkSides(_ a: RuleTerm, _ b: RuleTerm) -> (TypedTerm, TypedTerm) {
    if case .name(let name) = a.kind, ReservedRuleName(rawValue: name) == nil,
      scope.segment.index(of: name) == nil
    {
      let right = check(b)
      return (check(a, against: right.type.itemType), right)
    }
    let left = check(a)
    return (left, check(b, against: left.type.itemType))
  }

  private mutating func checkEquality(
    _ operation: RuleOperator, _ left: TypedTerm, _ right: TypedTerm
  ) -> Bool {
    if left.isNilLiteral || right.isNilLiteral {
      for column in left.nullable + right.nullable { nilTested.insert(column.name) }
      return false
    }
    return areComparable(left, right)
  }

  private mutating func checkOrder(
    _ operation: RuleOperator, _ left: TypedTerm, _ right: TypedTerm
  ) -> Bool {
    for side in [left, right] {
      switch side.type {
      case .boolean, .null, .list, .enumeration:
        report.error(
          "type-mismatch", "'\(operation.rawValue)' needs values that have an order",
          at: side.range,
          label: "\(side.type.description) has none",
          help: side.type == .null ? "write x == nil or x != nil" : nil)
        return false
      case .invalid, .integer, .decimal, .text, .date, .timestamp, .duration: break
      }
    }
    return areComparable(left, right)
  }

  private mutating func checkMembership(
    _ operation: RuleOperator, _ left: TypedTerm, _ right: TypedTerm
  ) -> Bool {
    if right.type == .invalid { return false }
    guard case .list(let item) = right.type else {
      report.error(
        "type-mismatch", "'\(operation.rawValue)' needs a list on its right", at: right.range,
        label: "this is \(right.type.description)",
        help: right.type.isText && left.type.isText
          ? "write [\(report.excerpt(right.range))], or x contains y for a part of a string" : nil)
      return false
    }
    if case .list = left.type {
      report.error(
        "type-mismatch", "'\(operation.rawValue)' asks for one value on its left", at: left.range,
        label: "this is \(left.type.description)", help: "write x contains \"value\"")
      return false
    }
    if left.isNilLiteral {
      report.error("type-mismatch", "a list holds no nil", at: left.range)
      return false
    }
    if case .list(let items) = right.term.kind {
      return items.reduce(true) { checkEnumValue($1, of: left.type) && $0 }
        && isMember(left, item, at: right)
    }
    if let item { checkLiteral(left, of: item) }
    return isMember(left, item, at: right)
  }

  private mutating func isMember(
    _ left: TypedTerm, _ item: RuleType?, at list: TypedTerm
  ) -> Bool {
    guard let item, !left.type.isComparable(with: item) else { return true }
    reportMismatch(left, TypedTerm(term: list.term, type: item, node: list.node, nullable: []))
    return false
  }

  private mutating func checkContains(_ left: TypedTerm, _ right: TypedTerm) -> Bool {
    if left.type == .invalid || right.type == .invalid { return false }
    if case .list(let item) = left.type {
      guard let item else { return true }
      guard right.type.isComparable(with: item) else {
        reportMismatch(left, right)
        return false
      }
      checkLiteral(right, of: item)
      return true
    }
    return checkAffix(.contains, left, right)
  }

  private mutating func checkAffix(
    _ operation: RuleOperator, _ left: TypedTerm, _ right: TypedTerm
  ) -> Bool {
    for side in [left, right] where side.type != .invalid && !side.type.isText {
      let wanted =
        operation == .contains && side.node == left.node ? "a list or a string" : "a string"
      report.error(
        "type-mismatch", "'\(operation.rawValue)' needs \(wanted) here", at: side.range,
        label: "this is \(side.type.description)")
      return false
    }
    return true
  }

  private mutating func areComparable(_ left: TypedTerm, _ right: TypedTerm) -> Bool {
    if left.type == .duration || right.type == .duration {
      let side = right.type == .duration ? right : left
      report.error(
        "type-mismatch", "a duration is added to a date or timestamp, not compared", at: side.range,
        help: "write signed_up_at < now - 3 days, or days_since(signed_up_at) > 3")
      return false
    }
    guard left.type.isComparable(with: right.type) else {
      reportMismatch(left, right)
      return false
    }
    checkLiteral(right, of: left.type)
    checkLiteral(left, of: right.type)
    return true
  }

  /// Points at the literal among the two, else at the right one.
  private mutating func reportMismatch(_ left: TypedTerm, _ right: TypedTerm) {
    if left.type == .invalid || right.type == .invalid { return }
    let isLeft = left.isLiteral && !right.isLiteral
    let (wrong, other) = isLeft ? (left, right) : (right, left)
    report.error(
      "type-mismatch",
      "'\(report.excerpt(other.range))' is \(other.type.description), which is not comparable with \(wrong.type.description)",
      at: wrong.range, label: "this is \(wrong.type.description)",
      help: mismatchHelp(wrong, other))
  }

  private func mismatchHelp(_ wrong: TypedTerm, _ other: TypedTerm) -> String? {
    let excerpt = report.excerpt(wrong.range)
    switch (other.type, wrong.type) {
    case (.integer, .text), (.decimal, .text), (.boolean, .text):
      return wrong.literalText.map { "write \($0) without quotes" }
    case (.text, .integer), (.text, .decimal), (.text, .boolean), (.enumeration, .integer),
      (.enumeration, .boolean):
      return wrong.isLiteral ? "write \"\(excerpt)\" in quotes" : nil
    case (.date, .text): return "write date(\(excerpt))"
    case (.timestamp, .text): return "write timestamp(\(excerpt)), with Z or an offset"
    case (.date, .timestamp): return "write today for the contact's local date"
    case (.timestamp, .date):
      return "write now or timestamp(\"2026-12-24T09:00Z\"), or count with days_since(x)"
    case (.list(let item?), _) where !item.isComparable(with: wrong.type):
      return item.isText && wrong.isLiteral ? "write \"\(excerpt)\" in quotes" : nil
    case (.list, _): return "write \(report.excerpt(other.range)) contains \(excerpt)"
    default: return nil
    }
  }

  // MARK: Enum values

  /// Checks a string literal that is compared with a value of `type`.
  @discardableResult
  private mutating func checkLiteral(_ side: TypedTerm, of type: RuleType) -> Bool {
    if case .list(let items) = side.term.kind, case .list(let item?) = type {
      return items.reduce(true) { checkEnumValue($1, of: item) && $0 }
    }
    return checkEnumValue(side.term, of: type)
  }

  @discardableResult
  mutating func checkEnumValue(_ term: RuleTerm, of type: RuleType) -> Bool {
    guard case .enumeration(let values) = type, case .literal(.string(let bytes)) = term.kind,
      !bytes.isEmpty
    else { return true }
    let value = String(decoding: bytes, as: UTF8.self)
    // Equal texts may still be of other bytes; comparing texts first is many times as fast.
    guard !values.contains(where: { $0 == value && $0.utf8.elementsEqual(bytes) }) else {
      return true
    }
    let near = near(value, among: values)
    let shown = values.prefix(12).joined(separator: ", ") + (values.count > 12 ? ", …" : "")
    report.error(
      "unknown-enum-value", "'\(value)' is none of the allowed values: \(shown)", at: term.range,
      label: near.map { "a value '\($0.name)' exists" } ?? "", near: near)
    return false
  }
}

extension RuleType {
  /// The type of a list's items; every other type itself.
  fileprivate var itemType: RuleType? {
    if case .list(let item) = self { item } else { self }
  }
}
