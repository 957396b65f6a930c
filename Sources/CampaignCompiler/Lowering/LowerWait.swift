import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates

extension StepCompiler {
  func lower(
    _ wait: WaitDefinition, heading: SourceRange, into findings: inout Findings
  ) -> StepContent {
    switch wait {
    case .period(let period): return .wait(.period(period.value))
    case .calendar(let period, let at, let days):
      return .wait(.calendar(period.value, at: at?.value, days: days?.value ?? .all))
    case .nextLocal(let time, let days):
      return .wait(.nextLocal(time.value, days: days?.value ?? .all))
    case .fixed(let time, let onPast):
      guard let onPast else { return .invalid }
      return .wait(.fixed(time.value, onPast: onPast.value))
    case .column(let column, let offset, let at, let onPast):
      guard let slot = dateColumn(column, use: "is waited for", into: &findings) else {
        return .invalid
      }
      if segment.knownType(slot) == .date, at == nil {
        findings.report(MissingKey.timeOfDay(column))
        return .invalid
      }
      guard let onPast else { return .invalid }
      return .wait(
        .column(
          ColumnWait(
            column: slot, offset: offset?.value, at: at?.value, onPast: onPast.value)))
    case .event(let text, let timeout, then: _, otherwise: _):
      guard let fact = fact(text, into: &findings) else { return .invalid }
      return .eventWait(fact, timeout: timeout?.value)
    case .random(let seconds):
      return .wait(.random(from: seconds.value.lowerBound, through: seconds.value.upperBound))
    case .invalid: return .invalid
    }
  }

  /// The slot of a date or timestamp column, or nil with a report.
  func dateColumn(
    _ column: Located<String>, use: String, into findings: inout Findings
  ) -> Int? {
    guard let slot = segment.slot(of: column, into: &findings) else { return nil }
    guard let type = segment.knownType(slot) else { return nil }
    guard type == .date || type == .timestamp else {
      findings.report(ColumnFit.wrongType(column, type, use: use, allowed: "date or timestamp"))
      return nil
    }
    return slot
  }
}
