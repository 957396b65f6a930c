import CampaignGraph
import Diagnostics

// unknown-column, unknown-step

extension RuleChecker {
  mutating func checkName(
    _ name: String, _ term: RuleTerm, against counterpart: RuleType?
  ) -> TypedTerm {
    switch ReservedRuleName(rawValue: name) {
    case .now: return typed(term, .timestamp, builder.add(.now))
    case .today: return typed(term, .date, builder.add(.today))
    case nil: break
    }
    guard let slot = scope.segment.index(of: name) else {
      reportUnknownColumn(name, term.range, against: counterpart)
      return invalid(term)
    }
    let column = scope.segment.columns[slot]
    let isNullable = column.isNullable && column.defaultText == nil
    return typed(
      term, RuleType(column.type), builder.add(.column(Int32(clamping: slot))),
      nullable: isNullable ? [TypedTerm.NullableColumn(name: column.name, range: term.range)] : [])
  }

  /// The email step of that id; reports why there is none.
  mutating func email(_ id: String, _ range: Range<Int>) -> NodeIndex? {
    if let node = scope.email(id) { return node }
    if scope.isOtherStep(id) {
      report.error(
        "unknown-step", "step '\(id)' is not an email", at: range,
        help: "only emails are sent, opened, clicked, replied to or bounced")
      return nil
    }
    let near = near(id, among: scope.emails.lazy.map(\.id))
    report.error(
      "unknown-step", "no email step is called '\(id)'", at: range,
      label: near.map { "an email step '\($0.name)' exists" } ?? "", near: near)
    return nil
  }

  func near(_ name: String, among names: some Sequence<String>) -> NearMatch? {
    suggests ? nearMatch(of: name, among: names) : nil
  }

  private mutating func reportUnknownColumn(
    _ name: String, _ range: Range<Int>, against counterpart: RuleType?
  ) {
    let message = "segment '\(scope.segment.name)' has no column '\(name)'"
    let functions =
      ["event"] + EngagementFunction.allCases.map(\.rawValue)
      + RuleFunction.allCases.map(\.rawValue)
    if functions.contains(name) {
      report.error(
        "unknown-column", message, at: range, label: "the function is written \(name)(…)")
    } else if case .enumeration(let values) = counterpart, values.contains(name) {
      report.error(
        "unknown-column", message, at: range, label: "the value is written \"\(name)\"")
    } else if scope.email(name) != nil {
      report.error(
        "unknown-column", message, at: range,
        label: "'\(name)' is an email step: write opened(\(name)) or clicked(\(name))")
    } else if let near = near(name, among: scope.segment.columns.lazy.map(\.name)) {
      report.error(
        "unknown-column", message, at: range, label: "a column '\(near.name)' exists", near: near)
    } else {
      let isText = counterpart?.isText ?? false
      report.error(
        "unknown-column", message, at: range, label: "",
        help: isText ? "a string stands in quotes: \"\(name)\"" : nil)
    }
  }
}
