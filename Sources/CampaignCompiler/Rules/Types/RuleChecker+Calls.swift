import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates

// unknown-function, rule-arguments

extension RuleChecker {
  mutating func checkCall(_ call: RuleCall, _ term: RuleTerm) -> TypedTerm {
    if let function = EngagementFunction(rawValue: call.name) {
      return fact(checkEngagement(function, call), term)
    }
    if let function = RuleFunction(rawValue: call.name) {
      return checkFunction(function, call, term)
    }
    switch call.name {
    case "event": return fact(checkEvent(call), term)
    case "date", "timestamp": return checkTimeLiteral(call, term)
    default:
      reportUnknownFunction(call)
      return invalid(term)
    }
  }

  private mutating func fact(_ fact: EngagementFact?, _ term: RuleTerm) -> TypedTerm {
    guard let fact else { return invalid(term) }
    return typed(term, .boolean, builder.add(fact))
  }

  private mutating func checkFunction(
    _ function: RuleFunction, _ call: RuleCall, _ term: RuleTerm
  ) -> TypedTerm {
    guard let argument = onlyArgument(call) else { return invalid(term) }
    let value = check(argument)
    let fits =
      switch function {
      case .daysSince, .daysUntil: value.type == .date || value.type == .timestamp
      case .lower: value.type.isText
      case .size: value.type.isText || value.type.isList
      }
    guard fits else {
      if value.type != .invalid {
        report.error(
          "type-mismatch", "\(call.name)(…) takes \(function.takes)", at: argument.range,
          label: "this is \(value.type.description)")
      }
      return invalid(term)
    }
    let node = builder.add(.call(function, value.node))
    switch function {
    case .daysSince, .daysUntil: return typed(term, .integer, node, nullable: value.nullable)
    case .lower: return typed(term, .text, node, nullable: value.nullable)
    // The size of an empty cell is 0.
    case .size: return typed(term, .integer, node)
    }
  }

  private mutating func onlyArgument(_ call: RuleCall) -> RuleTerm? {
    guard call.arguments.count == 1, call.arguments[0].label == nil else {
      let place = call.arguments.count > 1 ? call.arguments[1].value.range : call.nameRange
      let label = call.arguments.first?.label?.range
      report.error(
        "rule-arguments", "\(call.name)(…) takes one value", at: label ?? place)
      return nil
    }
    return call.arguments[0].value
  }

  /// `date("2026-12-24")`
  private mutating func checkTimeLiteral(_ call: RuleCall, _ term: RuleTerm) -> TypedTerm {
    guard let argument = onlyArgument(call) else { return invalid(term) }
    guard case .literal(.string(let bytes)) = argument.kind else {
      if case .invalid = argument.kind { return invalid(term) }
      report.error(
        "rule-arguments", "\(call.name)(…) takes a string", at: argument.range,
        help: call.name == "date"
          ? "write date(\"2026-12-24\")" : "write timestamp(\"2026-12-24T09:00Z\")")
      return invalid(term)
    }
    if call.name == "date" {
      if let date = CivilDate(bytes[...]) {
        return typed(term, .date, builder.add(.date(date)))
      }
      report.error(
        "rule-arguments", "'\(report.excerpt(argument.range))' is no date of the calendar",
        at: argument.range, help: "write date(\"2026-12-24\")")
      return invalid(term)
    }
    switch WrittenTimestamp(bytes[...]) {
    case .instant(let instant): return typed(term, .timestamp, builder.add(.timestamp(instant)))
    case .local:
      report.error(
        "rule-arguments", "a timestamp needs an offset, or Z for UTC", at: argument.range,
        help: "write timestamp(\"2026-12-24T09:00Z\") or timestamp(\"2026-12-24T09:00+01:00\")")
    case nil:
      report.error(
        "rule-arguments", "'\(report.excerpt(argument.range))' is no timestamp",
        at: argument.range, help: "write timestamp(\"2026-12-24T09:00Z\")")
    }
    return invalid(term)
  }

  private mutating func reportUnknownFunction(_ call: RuleCall) {
    if ReservedRuleName(rawValue: call.name) != nil {
      report.error(
        "rule-arguments", "'\(call.name)' is written without parentheses", at: call.nameRange)
      return
    }
    let known =
      EngagementFunction.allCases.map(\.rawValue) + RuleFunction.allCases.map(\.rawValue)
      + ["event", "date", "timestamp"]
    let near = near(call.name, among: known)
    let suggestion =
      near?.name
      ?? known.first { call.name.utf8.count >= 3 && $0.hasPrefix(call.name) }
    let isColumn = scope.segment.index(of: call.name) != nil
    report.error(
      "unknown-function", "there is no function '\(call.name)'", at: call.nameRange,
      label: isColumn
        ? "'\(call.name)' is a column" : suggestion.map { "a function '\($0)' exists" } ?? "",
      help: suggestion == nil ? "functions are \(known.joined(separator: ", "))" : nil,
      near: isColumn ? nil : near)
  }
}

extension RuleFunction {
  fileprivate var takes: String {
    switch self {
    case .daysSince, .daysUntil: "a date or a timestamp"
    case .lower: "a string"
    case .size: "a list or a string"
    }
  }
}

extension RuleType {
  fileprivate var isList: Bool {
    if case .list = self { true } else { false }
  }
}
