import CampaignGraph
import CivilTime
import Diagnostics

// rule-arguments of opened(…), clicked(…), event(…) and their like

extension RuleChecker {
  /// `clicked(welcome, "pricing", within: 3 days)`; nil after a report.
  mutating func checkEngagement(
    _ function: EngagementFunction, _ call: RuleCall
  ) -> EngagementFact? {
    guard let (values, within) = splitArguments(call) else { return nil }
    var step: NodeIndex?
    var url: String?
    var isValid = true
    for (index, value) in values.enumerated() {
      switch value.kind {
      case .name(let name) where index == 0:
        step = email(name, value.range)
        isValid = isValid && step != nil
      case .literal(.string(let bytes)) where function == .clicked && url == nil:
        let text = String(decoding: bytes, as: UTF8.self)
        isValid = checkURL(text, value.range, isFirst: index == 0) && isValid
        url = text
      case .invalid: isValid = false
      case .name, .literal, .list, .not, .negate, .logical, .binary, .call:
        reportArgument(value, index, function)
        isValid = false
      }
    }
    guard isValid else { return nil }
    return EngagementFact(kind: function.kind, step: step, urlPart: url, within: within)
  }

  /// `event("signup", within: 3 days)`; nil after a report.
  mutating func checkEvent(_ call: RuleCall) -> EngagementFact? {
    guard let (values, within) = splitArguments(call) else { return nil }
    guard let name = values.first else {
      report.error(
        "rule-arguments", "event(…) takes the name of an event", at: call.nameRange,
        help: "write event(\"purchase\")")
      return nil
    }
    if values.count > 1 {
      report.error("rule-arguments", "event(…) takes one name", at: values[1].range)
      return nil
    }
    switch name.kind {
    case .literal(.string(let bytes)) where !bytes.isEmpty:
      return EngagementFact(
        kind: .event(String(decoding: bytes, as: UTF8.self)), within: within)
    case .name(let text):
      report.error(
        "rule-arguments", "the name of an event is a string", at: name.range,
        label: "write \"\(text)\"")
    case .invalid: break
    case .literal, .list, .not, .negate, .logical, .binary, .call:
      report.error(
        "rule-arguments", "the name of an event is a string, and not empty", at: name.range)
    }
    return nil
  }

  /// Values without a label, and the duration of `within`; nil after a report.
  private mutating func splitArguments(
    _ call: RuleCall
  ) -> (values: [RuleTerm], within: Period?)? {
    var values: [RuleTerm] = []
    var within: Period?
    var isValid = true
    for argument in call.arguments {
      guard let label = argument.label else {
        if within != nil, case .literal(.duration) = argument.value.kind { isValid = false }
        values.append(argument.value)
        continue
      }
      guard label.name == "within" else {
        report.error(
          "rule-arguments", "\(call.name)(…) takes no '\(label.name)', only 'within'",
          at: label.range)
        return nil
      }
      guard within == nil else {
        report.error("rule-arguments", "'within' stands once", at: label.range)
        return nil
      }
      guard let period = duration(argument.value) else { return nil }
      within = period
    }
    return isValid ? (values, within) : nil
  }

  private mutating func duration(_ term: RuleTerm) -> Period? {
    switch term.kind {
    case .literal(.duration(let period)):
      if period.count > 0 { return period }
      report.error("rule-arguments", "'within' is longer than nothing", at: term.range)
    case .invalid: break
    case .name, .literal, .list, .not, .negate, .logical, .binary, .call:
      report.error(
        "rule-arguments", "'within' takes a duration", at: term.range,
        help: "write within: 3 days")
    }
    return nil
  }

  private mutating func checkURL(_ text: String, _ range: Range<Int>, isFirst: Bool) -> Bool {
    if text.isEmpty {
      report.error("rule-arguments", "the part of a URL must not be empty", at: range)
      return false
    }
    if isFirst, scope.email(text) != nil {
      report.error(
        "rule-arguments", "a step is named without quotes", at: range,
        label: "write clicked(\(text))")
      return false
    }
    return true
  }

  private mutating func reportArgument(
    _ value: RuleTerm, _ index: Int, _ function: EngagementFunction
  ) {
    let name = function.rawValue
    switch value.kind {
    case .literal(.string(let bytes)) where index == 0:
      report.error(
        "rule-arguments", "a step is named without quotes", at: value.range,
        label: "write \(name)(\(String(decoding: bytes, as: UTF8.self)))")
    case .name(let text) where function == .clicked:
      report.error(
        "rule-arguments", "the part of a URL is a string", at: value.range,
        label: "write \"\(text)\"")
    case .literal(.duration):
      report.error(
        "rule-arguments", "a duration here has a name", at: value.range,
        label: "write within: \(report.excerpt(value.range))")
    case .invalid, .name, .literal, .list, .not, .negate, .logical, .binary, .call:
      report.error(
        "rule-arguments", "\(name)(…) takes \(function.takes)", at: value.range)
    }
  }
}

extension EngagementFunction {
  var kind: EngagementFact.Kind {
    switch self {
    case .opened: .opened
    case .clicked: .clicked
    case .replied: .replied
    case .bounced: .bounced
    case .sent: .sent
    }
  }

  fileprivate var takes: String {
    switch self {
    case .clicked: "an email step, a part of a URL, and 'within'"
    case .opened, .replied, .bounced, .sent: "an email step, and 'within'"
    }
  }
}
