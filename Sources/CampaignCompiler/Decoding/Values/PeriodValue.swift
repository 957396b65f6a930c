import CivilTime
import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<Period> {
  /// `3 days`, `90 minutes`; more than zero.
  static var period: Self { period("a duration such as '3 days'", isOffset: false) }
  /// `-2 days`, `1 week`, also zero.
  static var offset: Self { period("a duration such as '-2 days'", isOffset: true) }

  private static func period(_ takes: String, isOffset: Bool) -> Self {
    let schema = Schema.pattern(
      (isOffset ? "-?[0-9]{1,9}" : "0*[1-9][0-9]{0,8}")
        + "[ \\t]+(?:\(Period.Unit.allCases.map { "\($0.rawValue)?" }.joined(separator: "|")))")
    return .scalar(takes, schema) { scalar, field, findings in
      readPeriod(scalar, field, takes: takes, isOffset: isOffset, into: &findings)
    }
  }
}

/// Reports `invalid-duration` with the spelling that was meant.
func readPeriod(
  _ scalar: YAMLScalar, _ field: Field, takes: String, isOffset: Bool, label: String? = nil,
  into findings: inout Findings
) -> Located<Period>? {
  let bytes = scalar.text.utf8
  do {
    let period = try Period(bytes[...], allowsNegative: isOffset)
    if period.count > 0 || isOffset { return Located(period, scalar.range) }
    findings.report(
      Diagnostic(
        "invalid-duration", .error, "\(field.title) takes a duration of more than zero",
        at: scalar.range))
  } catch {
    let meant = label ?? correctedPeriod(bytes, isOffset: isOffset).map { "write '\($0)'" }
    findings.report(
      Diagnostic(
        "invalid-duration", .error, "\(field.title) takes \(takes), not \(quoted(scalar.string))",
        at: scalar.range, label: meant ?? "", notes: [error.message]))
  }
  return nil
}

/// What was meant by `3d`, `3days`, `72h` and `3 dyas`; nil if that is not clear.
func correctedPeriod(_ bytes: [UInt8], isOffset: Bool) -> Period? {
  let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  let isNegative = isOffset && lower.first == UInt8(ascii: "-")
  let unsigned = isNegative || lower.first == UInt8(ascii: "+") ? lower.dropFirst() : lower[...]
  let digits = unsigned.prefix { $0 &- 0x30 <= 9 }
  let rest = unsigned.dropFirst(digits.count).filter { $0 != 0x20 && $0 != 0x09 }
  let word = String(decoding: rest, as: UTF8.self)
  guard digits.count <= 6, let count = parseInteger(digits), let unit = meantUnit(word),
    count > 0
  else { return nil }
  return Period(count: isNegative ? -count : count, unit: unit)
}

private func meantUnit(_ word: String) -> Period.Unit? {
  switch word {
  case "s", "sec", "secs": return .seconds
  case "min", "mins": return .minutes
  case "h", "hr", "hrs": return .hours
  case "d": return .days
  case "w", "wk", "wks": return .weeks
  case "mo", "mon", "mth": return .months
  default:
    if let unit = Period.Unit(word: word) { return unit }
    return nearest(to: word, among: Period.Unit.allCases.map(\.rawValue))
      .flatMap { Period.Unit(word: $0) }
  }
}
