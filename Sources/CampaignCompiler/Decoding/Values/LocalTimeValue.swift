import CivilTime
import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<LocalTime> {
  /// `09:00`, or `09:00:30`.
  static var localTime: Self {
    let takes = "a time such as 09:00"
    return .scalar(takes, .pattern(localTimePattern)) {
      scalar, field, findings in
      readLocalTime(scalar, field, into: &findings)
    }
  }
}

let localTimePattern = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"

/// Reports `invalid-time` with the spelling that was meant.
func readLocalTime(
  _ scalar: YAMLScalar, _ field: Field, into findings: inout Findings
) -> Located<LocalTime>? {
  let bytes = scalar.text.utf8
  if let time = LocalTime(bytes[...]) { return Located(time, scalar.range) }
  findings.report(
    invalidTime(
      "\(field.title) takes a time such as 09:00, not \(quoted(scalar.string))", bytes[...],
      at: scalar.range))
  return nil
}

/// A finding about a clock time, with the spelling that was meant.
func invalidTime(
  _ message: String, _ bytes: ArraySlice<UInt8>, at range: SourceRange
) -> Diagnostic {
  let meant = correctedTime(bytes)
  return Diagnostic(
    "invalid-time", .error, message, at: range, label: meant.map { "write \($0)" } ?? "",
    help: meant == nil ? "the hours of a day are 00:00 to 23:59" : nil)
}

/// What was meant by `9`, `9:00`, `9.30`, `9am`, `0900`; nil if that is not clear.
func correctedTime(_ bytes: ArraySlice<UInt8>) -> LocalTime? {
  let lower = bytes.compactMap { byte -> UInt8? in
    if byte == 0x20 { return nil }
    return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
  var digits = lower[...]
  var isAfternoon: Bool?
  if digits.suffix(2).elementsEqual("am".utf8) { isAfternoon = false }
  if digits.suffix(2).elementsEqual("pm".utf8) { isAfternoon = true }
  if isAfternoon != nil { digits = digits.dropLast(2) }
  let parts = digits.split(
    maxSplits: 2, omittingEmptySubsequences: false,
    whereSeparator: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
  var numbers: [Int] = []
  for part in parts {
    guard (1...4).contains(part.count), part.allSatisfy({ $0 &- 0x30 <= 9 }) else { return nil }
    numbers.append(part.reduce(0) { $0 * 10 + Int($1 &- 0x30) })
  }
  guard var hour = numbers.first else { return nil }
  var minute = numbers.count > 1 ? numbers[1] : 0
  if numbers.count == 1, digits.count >= 3 { (hour, minute) = (hour / 100, hour % 100) }
  if let isAfternoon {
    guard (1...12).contains(hour) else { return nil }
    hour = hour % 12 + (isAfternoon ? 12 : 0)
  }
  return LocalTime(hour: hour, minute: minute, second: numbers.count > 2 ? numbers[2] : 0)
}
