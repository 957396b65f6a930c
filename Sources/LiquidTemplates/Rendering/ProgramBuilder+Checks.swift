import Diagnostics

extension ProgramBuilder {
  /// Reports a comparison that can never mean anything.
  mutating func check(
    _ left: Expression, _ a: StaticValue, _ comparison: ComparisonOperator, _ right: Expression,
    _ b: StaticValue
  ) {
    let whole = left.range.lowerBound..<max(left.range.lowerBound, right.range.upperBound)
    if comparison == .contains {
      checkContains(left, a, right, b)
      return
    }
    checkEnumeration(a, right)
    checkEnumeration(b, left)
    let kinds = (a.type.kind, b.type.kind)
    guard kinds.0 != .any, kinds.1 != .any else { return }
    if kinds.0 != kinds.1 {
      report(
        "type-mismatch", "\(a.type.description) is never compared with \(b.type.description)",
        at: whole, help: help(a, left, b, right))
    } else if comparison.isOrdering, kinds.0 == .boolean || kinds.0 == .list {
      report(
        "type-mismatch", "'\(comparison.rawValue)' needs numbers, texts or dates", at: whole)
    }
  }

  private mutating func checkContains(
    _ left: Expression, _ a: StaticValue, _ right: Expression, _ b: StaticValue
  ) {
    switch a.type.kind {
    case .any, .text: break
    case .number, .boolean, .date, .timestamp:
      report(
        "type-mismatch", "'contains' asks a text or a list, and this is \(a.type.description)",
        at: left.range)
    case .list:
      guard case .list(let element) = a.type else { return }
      checkEnumeration(StaticValue(element, column: a.column), right)
      if element.kind != .any, b.type.kind != .any, element.kind != b.type.kind {
        report(
          "type-mismatch", "the list holds no such value: an item is \(element.description)",
          at: right.range)
      }
    }
  }

  /// Reports a literal that the enum column beside it can never hold.
  private mutating func checkEnumeration(_ value: StaticValue, _ literal: Expression) {
    guard case .enumeration(let values) = value.type, case .text(let bytes) = literal.literal,
      !values.contains(where: { $0.utf8.elementsEqual(bytes) })
    else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    let name = value.column.map { "column '\(scope.columns[$0].name)'" } ?? "this enum"
    let near = nearMatch(of: text, among: values)
    report(
      "unknown-enum-value", "\(name) has no value '\(text)'", at: literal.range,
      label: near.map { "a value '\($0.name)' exists" } ?? "",
      help: "it has \(values.map { "'\($0)'" }.joined(separator: ", "))", near: near)
  }

  private func help(
    _ a: StaticValue, _ left: Expression, _ b: StaticValue, _ right: Expression
  ) -> String? {
    let (text, other) = a.type.kind == .text ? (left, b) : (right, a)
    guard case .text(let bytes) = text.literal else { return nil }
    switch other.type.kind {
    case .number where ExactDecimal(parsing: bytes) != nil: return "write the number without quotes"
    case .boolean where bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8):
      return "write true or false without quotes"
    case .date: return "a date is written '2026-12-24'"
    case .timestamp: return "a timestamp is written '2026-12-24T09:00:00Z'"
    default: return nil
    }
  }
}
