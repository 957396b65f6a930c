import CivilTime
import Diagnostics
import YAMLTree

/// `09:00-17:00`: the local hours of a window. Equal ends mean the whole day, written `00:00-24:00`.
struct Hours: Sendable, Equatable {
  let opens: LocalTime
  let closes: LocalTime
}

extension ValueKind where Value == Hours {
  static var hours: Self {
    let takes = "two times such as 09:00-17:00"
    let time = localTimePattern
    return .scalar(takes, .pattern("\(time) ?- ?(?:\(time)|24:00)")) {
      scalar, field, findings in
      let bytes = scalar.text.utf8
      guard let dash = bytes.firstIndex(of: UInt8(ascii: "-")) else {
        findings.report(
          Diagnostic(
            "invalid-time", .error, "\(field.title) takes \(takes), not \(quoted(scalar.string))",
            at: scalar.range))
        return nil
      }
      let first = bytes.trimmed(0..<dash)
      let last = bytes.trimmed(dash + 1..<bytes.count)
      let opens = end(first, of: scalar, field, into: &findings)
      let isMidnight = bytes[last].elementsEqual("24:00".utf8)
      let closes =
        isMidnight
        ? LocalTime(seconds: 0) : end(last, of: scalar, field, into: &findings)
      guard let opens, let closes else { return nil }
      if opens == closes, !(isMidnight && opens.seconds == 0) {
        findings.report(
          Diagnostic(
            "invalid-time", .error, "\(field.title) takes two different times", at: scalar.range,
            help: "write 00:00-24:00 for the whole day"))
        return nil
      }
      return Hours(opens: opens, closes: closes)
    }
  }

  private static func end(
    _ part: Range<Int>, of scalar: YAMLScalar, _ field: Field, into findings: inout Findings
  ) -> LocalTime? {
    let bytes = scalar.text.utf8[part]
    if let time = LocalTime(bytes) { return time }
    let written = String(decoding: bytes, as: UTF8.self)
    findings.report(
      invalidTime(
        "\(field.title) takes two times such as 09:00-17:00, and \(quoted(written)) is none",
        bytes, at: part.isEmpty ? scalar.range : scalar.text.range(part)))
    return nil
  }
}

extension [UInt8] {
  /// The part of `range` without the spaces at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, self[lower] == 0x20 || self[lower] == 0x09 { lower += 1 }
    while lower < upper, self[upper - 1] == 0x20 || self[upper - 1] == 0x09 { upper -= 1 }
    return lower..<upper
  }
}
