import CampaignGraph
import CivilTime
import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<FixedTime> {
  /// `2026-12-24T09:00`, with an offset or `Z` one instant for all.
  static var fixedTime: Self {
    .scalar(fixedTimeTakes, .pattern(fixedTimePattern)) { scalar, field, findings in
      readFixedTime(scalar, field, into: &findings)
    }
  }
}

private let fixedTimeTakes = "a date and time such as 2026-12-24T09:00"

let fixedTimePattern =
  "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?"
  + "(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"

/// Reports `invalid-time` with what is missing.
func readFixedTime(
  _ scalar: YAMLScalar, _ field: Field, into findings: inout Findings
) -> Located<FixedTime>? {
  let bytes = scalar.text.utf8
  switch WrittenTimestamp(bytes[...]) {
  case .local(let time): return Located(.local(time), scalar.range)
  case .instant(let instant): return Located(.instant(instant), scalar.range)
  case nil: break
  }
  let label = fixedTimeLabel(bytes)
  findings.report(
    Diagnostic(
      "invalid-time", .error,
      "\(field.title) takes \(fixedTimeTakes), not \(quoted(scalar.string))",
      at: scalar.range, label: label,
      help: label.isEmpty
        ? "with an offset or Z, as in 2026-12-24T09:00+01:00, it is the same instant for all"
        : nil))
  return nil
}

private func fixedTimeLabel(_ bytes: [UInt8]) -> String {
  if let date = CivilDate(bytes[...]) { return "add a time, as in \(date)T09:00" }
  let date = bytes.prefix(10)
  let looksLikeDate =
    date.count == 10
    && zip(date, "dddd-dd-dd".utf8).allSatisfy { byte, sign in
      sign == UInt8(ascii: "-") ? byte == sign : byte &- 0x30 <= 9
    }
  if looksLikeDate, CivilDate(date) == nil { return "there is no such day" }
  return ""
}
