import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<Int> {
  static func integer(_ range: ClosedRange<Int>) -> Self {
    let takes = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return .scalar(takes, .integer(range)) { scalar, field, findings in
      let bytes = scalar.text.utf8
      if scalar.style == .plain, let value = parseInteger(bytes[...]),
        range.contains(value)
      {
        return Located(value, scalar.range)
      }
      field.reportType(
        takes, label: label(for: bytes, range, isQuoted: scalar.style != .plain),
        into: &findings)
      return nil
    }
  }

  /// What to write instead of `50%`, `"50"`, `050`; empty if that is not clear.
  private static func label(
    for bytes: [UInt8], _ range: ClosedRange<Int>, isQuoted: Bool
  ) -> String {
    var digits = bytes[...]
    if !isQuoted { digits = digits.drop { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "+") } }
    while let last = digits.last, last == UInt8(ascii: "%") || last == 0x20 { digits.removeLast() }
    guard let value = parseInteger(digits), range.contains(value) else { return "" }
    return isQuoted ? "write \(value), without quotes" : "write \(value)"
  }
}

/// A whole number in canonical spelling: no sign but `-`, no leading zeros; nil if it does not fit.
func parseInteger(_ bytes: ArraySlice<UInt8>) -> Int? {
  let isNegative = bytes.first == UInt8(ascii: "-")
  let digits = isNegative ? bytes.dropFirst() : bytes
  guard let first = digits.first, digits.count <= 18 else { return nil }
  if first == UInt8(ascii: "0"), digits.count > 1 || isNegative { return nil }
  var value = 0
  for byte in digits {
    guard byte &- 0x30 <= 9 else { return nil }
    value = value * 10 + Int(byte &- 0x30)
  }
  return isNegative ? -value : value
}
