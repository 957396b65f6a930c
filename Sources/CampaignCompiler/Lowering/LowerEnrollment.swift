import CampaignGraph
import Diagnostics

extension StepCompiler {
  /// Who enters, and when; nil with a report if it cannot be told.
  func enrollment(into findings: inout Findings) -> Enrollment? {
    let settings = campaign.settings
    let condition = settings.condition.flatMap {
      rule($0, expecting: .condition, into: &findings)
    }
    let start = start(into: &findings)
    guard let start, (condition != nil) == (settings.condition != nil) else { return nil }
    return Enrollment(
      start: start, condition: condition, reentry: settings.reentry?.value ?? .never)
  }

  private func start(into findings: inout Findings) -> Enrollment.Start? {
    let settings = campaign.settings
    // A trigger among the project's defaults is meant for the campaigns that have one.
    if campaign.definition.type?.value == .triggered, let trigger = settings.trigger {
      switch trigger {
      case .event(let text):
        return parseTrigger(text, into: &findings).map { .event($0) }
      case .column(let column):
        return dateColumn(column, use: "triggers the campaign", into: &findings)
          .map { .column($0) }
      }
    }
    if let at = settings.enroll?.at {
      return dateColumn(at, use: "says when contacts enter", into: &findings).map { .column($0) }
    }
    if settings.send?.strategy?.value == .scheduled {
      return settings.send?.at.map {
        .scheduled($0.value, onPast: settings.send?.onPast?.value ?? .error)
      }
    }
    return .launch
  }
}
