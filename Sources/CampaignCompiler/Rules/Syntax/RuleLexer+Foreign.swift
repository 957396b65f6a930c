import Diagnostics

// What people bring from other languages: read as what they mean, and reported with the right spelling.

extension RuleKeyword {
  /// `AND`, `True`, `null`, …
  init?(foreign name: String) {
    switch name {
    case "null", "NULL", "Null", "None", "undefined": self = .nil
    default: self.init(String(decoding: name.utf8.map(\.lowered), as: UTF8.self))
    }
  }
}

extension RuleLexer {
  private static let symbols: [(spelling: StaticString, symbol: RuleSymbol)] = [
    ("==", .equal), ("!=", .notEqual), ("<=", .lessOrEqual), (">=", .greaterOrEqual),
    ("<", .less), (">", .greater), ("+", .plus), ("-", .minus), ("*", .times), ("/", .slash),
    ("(", .open), (")", .close), ("[", .openList), ("]", .closeList), (",", .comma),
    (":", .colon),
  ]

  /// Looked at before `symbols`; longer spellings come first.
  private static let foreign: [(spelling: StaticString, meaning: RuleToken.Kind, correct: String)] =
    [
      ("===", .symbol(.equal), "=="), ("!==", .symbol(.notEqual), "!="),
      ("<>", .symbol(.notEqual), "!="), ("=<", .symbol(.lessOrEqual), "<="),
      ("=>", .symbol(.greaterOrEqual), ">="), ("&&", .keyword(.and), "and"),
      ("||", .keyword(.or), "or"), ("&", .keyword(.and), "and"),
    ]

  mutating func scanSign() {
    let start = position
    for (spelling, meaning, correct) in RuleLexer.foreign where follows(spelling) {
      appendForeign(meaning, correct, length: spelling.utf8CodeUnitCount)
      return
    }
    for (spelling, symbol) in RuleLexer.symbols where follows(spelling) {
      append(.symbol(symbol), from: start, to: start + spelling.utf8CodeUnitCount)
      return
    }
    if follows("=") {
      appendForeign(.symbol(.equal), "==", length: 1)
    } else if follows("!") {
      appendForeign(.keyword(.not), "not", length: 1)
    } else {
      scanUnknown()
    }
  }

  private mutating func appendForeign(
    _ meaning: RuleToken.Kind, _ correct: String, length: Int
  ) {
    let range = position..<position + length
    report.error(
      "rule-syntax", "'\(report.excerpt(range))' is written '\(correct)' in a rule", at: range,
      label: "write '\(correct)'")
    append(meaning, from: range.lowerBound, to: range.upperBound)
  }

  /// A run of signs that no rule has: one finding, and no token, so that what stands around it is read.
  private mutating func scanUnknown() {
    let start = position
    while let byte = byte(), byte.isUnknownSign { position += 1 }
    position = max(position, start + 1)
    let first = bytes[start]
    let help: String? =
      switch first {
      case 0x7B, 0x7D: "a rule is no template: write names without braces"
      case 0x7C: "filters belong to templates; lower(x) and size(x) are functions"
      case 0x24, 0x40: "columns are written by their name alone"
      case 0x2E: "a decimal begins with a digit: 0.5"
      case 0x3F: "'if' and 'else' belong to a branch step"
      default: nil
      }
    // A closing brace belongs to an opening one, which was reported.
    if first != 0x7D || !report.hasErrors {
      report.error(
        "rule-syntax", "'\(report.excerpt(start..<position))' has no meaning in a rule",
        at: start..<position, help: help)
    }
    if first == 0x7C || first == 0x3F || first == 0x25 {
      append(.invalid, from: start, to: position)
    }
  }

  /// Whether a typographic quote or space stands here.
  var isAtOddCharacter: Bool { oddCharacter != nil }

  private enum OddCharacter {
    case quote
    case space
  }

  private var oddCharacter: (kind: OddCharacter, length: Int)? {
    guard let lead = byte(), lead == 0xC2 || lead == 0xE2 || lead == 0xE3 || lead == 0xEF else {
      return nil
    }
    switch (lead, byte(1), byte(2)) {
    case (0xC2, 0xA0, _): return (.space, 2)
    case (0xC2, 0xAB, _), (0xC2, 0xBB, _): return (.quote, 2)
    case (0xE2, 0x80, let last?):
      if (0x98...0x9F).contains(last) { return (.quote, 3) }
      return (0x80...0x8F).contains(last) || last == 0xAF ? (.space, 3) : nil
    case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return (.space, 3)
    default: return nil
    }
  }

  /// Reads a typographic quote with its string, or a space that is no plain one.
  mutating func scanOddCharacter() -> Bool {
    guard let odd = oddCharacter else { return false }
    let start = position
    position += odd.length
    switch odd.kind {
    case .space:
      report.error(
        "rule-syntax", "this is not a plain space", at: start..<position,
        label: "type a plain space")
    case .quote: scanTypographicString(from: start)
    }
    return true
  }

  private mutating func scanTypographicString(from start: Int) {
    let contents = position
    var end = position
    while position < bytes.count, bytes[position] != 0x0A {
      end = position
      if let odd = oddCharacter, odd.kind == .quote {
        position += odd.length
        break
      }
      position += 1
      if bytes[position - 1] == 0x22 || bytes[position - 1] == 0x27 { break }
      end = position
    }
    let value = Array(bytes[contents..<end])
    report.error(
      "rule-syntax", "strings stand in straight quotes", at: start..<position,
      label: "write \"\(report.excerpt(contents..<end))\"")
    append(.string(value), from: start, to: position)
  }
}

extension UInt8 {
  fileprivate var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// Printable ASCII without meaning, and control characters.
  fileprivate var isUnknownSign: Bool {
    switch self {
    case 0x09, 0x0A, 0x0D, 0x20: false
    case 0x00...0x1F, 0x7F: true
    case 0x23, 0x24, 0x25, 0x2E, 0x3B, 0x3F, 0x40, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D, 0x7E: true
    default: false
    }
  }
}
