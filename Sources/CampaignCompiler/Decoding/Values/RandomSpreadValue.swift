import CivilTime
import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<ClosedRange<Int64>> {
  /// `0-30 minutes`, in seconds.
  static var randomSpread: Self {
    let takes = "a spread such as '0-30 minutes'"
    let schema = Schema.pattern("[0-9]{1,6} ?- ?[0-9]{1,6} +(?:seconds?|minutes?|hours?)")
    return .scalar(takes, schema) { scalar, field, findings in
      let bytes = scalar.text.utf8
      let numbers = bytes.prefix { $0 &- 0x30 <= 9 || $0 == UInt8(ascii: "-") || $0 == 0x20 }
      let word = String(decoding: bytes.dropFirst(numbers.count), as: UTF8.self)
      let ends = numbers.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        .map { end in parseInteger(numbers[bytes.trimmed(end.startIndex..<end.endIndex)]) }
      func refuse(_ message: String, label: String = "") {
        findings.report(
          Diagnostic("invalid-duration", .error, message, at: scalar.range, label: label))
      }
      guard ends.count == 2, let low = ends[0], let high = ends[1], numbers.last == 0x20,
        low <= 999_999, high <= 999_999, let unit = Period.Unit(word: word)
      else {
        refuse("\(field.title) takes \(takes), not \(quoted(scalar.string))")
        return nil
      }
      let seconds: Int64
      switch unit {
      case .seconds: seconds = 1
      case .minutes: seconds = 60
      case .hours: seconds = 3600
      case .days, .weeks, .months:
        refuse("\(field.title) takes seconds, minutes or hours, not \(quoted(word))")
        return nil
      }
      guard low <= high else {
        refuse(
          "\(field.title) takes the shorter duration first",
          label: "write '\(high)-\(low) \(unit.rawValue)'")
        return nil
      }
      return Located(Int64(low) * seconds...Int64(high) * seconds, scalar.range)
    }
  }
}
