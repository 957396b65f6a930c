import Diagnostics
import LiquidTemplates

extension RuleLexer {
  /// The longest whole part and fraction of a decimal together.
  private static let maximumDigits = 36

  mutating func scanNumber() {
    let start = position
    skipDigits()
    if scanBareDate(from: start) { return }
    let wholeEnd = position
    if byte() == 0x2E, byte(1)?.isDigit ?? false {
      position += 1
      skipDigits()
    }
    let end = position
    if let next = byte(), next.startsName, !isAtOddCharacter {
      scanNumberWithLetters(from: start, to: end)
    } else {
      appendNumber(start..<end, wholeEnd: wholeEnd)
    }
  }

  mutating func scanString(quote: UInt8) {
    let start = position
    position += 1
    var value: [UInt8] = []
    while let byte = byte(), byte != 0x0A, byte != 0x0D {
      position += 1
      if byte == quote {
        append(.string(value), from: start, to: position)
        return
      }
      if byte == 0x5C { value.append(escape()) } else { value.append(byte) }
    }
    report.error(
      "rule-syntax", "a string ends with the quote with which it begins", at: start..<position,
      label: "this string has no end")
    append(.invalid, from: start, to: position)
  }

  /// The byte that the escape after a backslash stands for.
  private mutating func escape() -> UInt8 {
    guard let byte = byte(), byte != 0x0A, byte != 0x0D else { return 0x5C }
    switch byte {
    case 0x22, 0x27, 0x5C:
      position += 1
      return byte
    case 0x6E:
      position += 1
      return 0x0A
    case 0x74:
      position += 1
      return 0x09
    default:
      let range = position - 1..<position
      report.error(
        "rule-syntax", "a backslash in a string stands before \\, \", ', n or t", at: range,
        help: "write \\\\ for a backslash")
      return 0x5C
    }
  }

  private mutating func appendNumber(_ range: Range<Int>, wholeEnd: Int) {
    let digits = bytes[range].filter { $0 != 0x2E }
    let isWhole = wholeEnd == range.upperBound
    let scale = isWhole ? 0 : range.upperBound - wholeEnd - 1
    let significant = digits.drop { $0 == 0x30 }
    if isWhole, let value = Int64(String(decoding: digits, as: UTF8.self)) {
      append(.integer(value), from: range.lowerBound, to: range.upperBound)
    } else if !isWhole, significant.count <= RuleLexer.maximumDigits,
      scale <= Int(ExactDecimal.maximumScale),
      let value = Int128(String(decoding: digits, as: UTF8.self))
    {
      let number = ExactDecimal(coefficient: value, scale: UInt8(scale))
      append(.decimal(number), from: range.lowerBound, to: range.upperBound)
    } else {
      let message =
        isWhole
        ? "a whole number is at most 9223372036854775807"
        : "a decimal has at most 36 digits, 30 of them after the point"
      report.error("rule-syntax", message, at: range)
      append(.invalid, from: range.lowerBound, to: range.upperBound)
    }
  }

  /// `3d`, `3days`, `1e5`, `2nd`
  private mutating func scanNumberWithLetters(from start: Int, to end: Int) {
    while let byte = byte(), byte.continuesName, !isAtOddCharacter { position += 1 }
    let number = String(decoding: bytes[start..<end], as: UTF8.self)
    let word = String(decoding: bytes[end..<position], as: UTF8.self)
    let unit = RuleLexer.unit(word)
    report.error(
      "rule-syntax",
      unit == nil
        ? "a name does not begin with a digit, and a number has no letters"
        : "a space stands between a number and its unit", at: start..<position,
      label: unit.map { "write '\(number) \($0)'" } ?? "")
    append(.invalid, from: start, to: position)
  }

  private static func unit(_ word: String) -> String? {
    switch word {
    case "s", "sec", "secs", "second", "seconds": "seconds"
    case "min", "mins", "minute", "minutes": "minutes"
    case "h", "hr", "hrs", "hour", "hours": "hours"
    case "d", "day", "days": "days"
    case "w", "week", "weeks": "weeks"
    case "month", "months": "months"
    default: nil
    }
  }

  /// `2026-12-24` would be a subtraction; nobody means that.
  private mutating func scanBareDate(from start: Int) -> Bool {
    let rest = bytes[start...]
    let isDate =
      position - start == 4
      && zip(rest.prefix(10), "0000-00-00".utf8).allSatisfy { byte, pattern in
        pattern == 0x2D ? byte == 0x2D : byte.isDigit
      } && rest.count >= 10
    guard isDate else { return false }
    var end = start + 10
    if end < bytes.count, bytes[end] == 0x54 {
      while end < bytes.count, bytes[end].isPartOfTimestamp { end += 1 }
    }
    let written = String(decoding: bytes[start..<end], as: UTF8.self)
    let function = end == start + 10 ? "date" : "timestamp"
    report.error(
      "rule-syntax", "a \(function) is written \(function)(\"…\")", at: start..<end,
      label: "write \(function)(\"\(written)\")")
    append(.invalid, from: start, to: end)
    return true
  }

  private mutating func skipDigits() {
    while byte()?.isDigit ?? false { position += 1 }
  }
}

extension UInt8 {
  /// Digits, `T`, `Z`, `:`, `.`, `+`, `-`.
  fileprivate var isPartOfTimestamp: Bool {
    isDigit || self == 0x54 || self == 0x5A || self == 0x3A || self == 0x2E || self == 0x2B
      || self == 0x2D
  }
}
