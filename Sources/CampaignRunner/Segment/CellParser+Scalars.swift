import LiquidTemplates

extension CellParser {
  static func integer(_ text: Span<UInt8>) throws(CellFault) -> Int64 {
    let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
    let start = isNegative || (!text.isEmpty && text[0] == UInt8(ascii: "+")) ? 1 : 0
    if start == text.count { throw .integer }
    var value: Int64 = 0
    var overflows = false
    for index in start..<text.count {
      let digit = text[index] &- 0x30
      if digit > 9 { throw .integer }
      // Downwards, because the smallest integer has no positive counterpart.
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = tens.subtractingReportingOverflow(Int64(digit))
      overflows = overflows || overflow || overflow2
      value = sum
    }
    if overflows || (!isNegative && value == .min) { throw .integerRange }
    return isNegative ? value : -value
  }

  static func decimal(_ text: Span<UInt8>) throws(CellFault) -> ExactDecimal {
    let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
    let start = isNegative || (!text.isEmpty && text[0] == UInt8(ascii: "+")) ? 1 : 0
    var coefficient: Int128 = 0
    var digits = 0
    var point: Int?
    for index in start..<max(text.count, start) {
      let byte = text[index]
      if byte == UInt8(ascii: "."), point == nil, index > start {
        point = index
        continue
      }
      let digit = byte &- 0x30
      if digit > 9 { throw .decimal }
      if coefficient != 0 || digit != 0 { digits += 1 }
      if digits <= 30 { coefficient = coefficient * 10 + Int128(digit) }
    }
    if text.count == start || point == text.count - 1 { throw .decimal }
    let scale = point.map { text.count - 1 - $0 } ?? 0
    if digits > 30 || scale > 30 { throw .decimalDigits }
    return ExactDecimal(
      coefficient: isNegative ? -coefficient : coefficient, scale: UInt8(clamping: scale))
  }

  /// Whether `text` begins with `http://` or `https://` and a host, and holds nothing that ends a
  /// link early: no spaces, controls, quotes or angle brackets.
  static func isWebAddress(_ text: Span<UInt8>) -> Bool {
    var host = 0
    if text.count > 7, holds(text.extracting(0..<7), lowercase: "http://") { host = 7 }
    if text.count > 8, holds(text.extracting(0..<8), lowercase: "https://") { host = 8 }
    guard host > 0 else { return false }
    switch text[host] {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: ":"): return false
    default: break
    }
    for index in host..<text.count {
      switch text[index] {
      case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"): return false
      default: break
      }
    }
    return true
  }

  /// Whether `text` is `word`, which is in lower case, in any case.
  static func holds(_ text: Span<UInt8>, lowercase word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { word in
      for index in word.indices {
        let byte = text[index]
        let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        if (isUpper ? byte | 0x20 : byte) != word[index] { return false }
      }
      return true
    }
  }

  static func isSame(_ bytes: [UInt8], _ text: Span<UInt8>) -> Bool {
    guard bytes.count == text.count else { return false }
    for index in bytes.indices where bytes[index] != text[index] { return false }
    return true
  }
}
