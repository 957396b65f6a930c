extension Evaluation {
  /// Liquid's idea of a number: texts that begin with digits are numbers, anything else is 0.
  func number(_ value: LiquidValue) -> LiquidNumber {
    switch value {
    case .integer(let number): return .integer(Int128(number))
    case .decimal(let number): return LiquidNumber(number)
    case .text(let text): return withBytes(of: text) { LiquidNumber(text: $0) }
    default: return .integer(0)
    }
  }

  /// A whole number where nothing else will do: an integer, or a text that Ruby's `Integer()` reads.
  ///
  /// Held within 64 bits, which is more than any text has characters.
  func integer(_ value: LiquidValue) throws(RenderFailure) -> Int64 {
    switch value {
    case .integer(let number): return number
    case .decimal(let number) where number.scale == 0: return Int64(clamping: number.coefficient)
    case .text(let text):
      if let number = withBytes(of: text, { Int64(strictly: $0) }) { return number }
    default: break
    }
    throw .notAnInteger
  }
}

/// What arithmetic filters calculate with.
enum LiquidNumber: Sendable {
  case integer(Int128)
  case decimal(ExactDecimal)

  /// Whole numbers too large for an integer are kept as decimals without decimals.
  init(_ decimal: ExactDecimal) {
    if decimal.scale == 0, Int64(exactly: decimal.coefficient) == nil {
      self = .integer(decimal.coefficient)
    } else {
      self = .decimal(decimal)
    }
  }

  var exact: ExactDecimal {
    switch self {
    case .integer(let number): ExactDecimal(coefficient: number, scale: 0)
    case .decimal(let number): number
    }
  }

  /// As a result: with one decimal at least if it is a decimal.
  var value: LiquidValue {
    switch self {
    case .integer(let number): LiquidValue(whole: number)
    case .decimal(let number): .decimal(number.rounded)
    }
  }

  /// `12.5` whole is a decimal; otherwise the integer that the text begins with, 0 if none.
  init(text: UnsafeRawBufferPointer) {
    var lower = 0
    var upper = text.count
    while lower < upper, [UInt8].isWhitespace(text[lower]) { lower += 1 }
    while upper > lower, [UInt8].isWhitespace(text[upper - 1]) { upper -= 1 }
    let trimmed = UnsafeRawBufferPointer(rebasing: text[lower..<upper])
    if let number = LiquidNumber.decimal(in: trimmed) {
      self = .decimal(number)
      return
    }
    var result: Int128 = 0
    var i = 0
    let isNegative = trimmed.first == UInt8(ascii: "-")
    if isNegative || trimmed.first == UInt8(ascii: "+") { i = 1 }
    let first = i
    while i < trimmed.count {
      let byte = trimmed[i]
      i += 1
      // As in Ruby, a single `_` may stand between digits.
      if byte == UInt8(ascii: "_"), i - 1 > first, trimmed[i - 2] != byte { continue }
      guard MarkupLexer.isDigit(byte) else { break }
      let (tens, overflows) = result.multipliedReportingOverflow(by: 10)
      let (next, overflowsToo) = tens.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
      if overflows || overflowsToo { break }
      result = next
    }
    self = .integer(isNegative ? -result : result)
  }

  /// `-?digits.digits`; decimals beyond those that are kept are cut off.
  private static func decimal(in text: UnsafeRawBufferPointer) -> ExactDecimal? {
    guard let point = text.firstIndex(of: UInt8(ascii: ".")), point > 0 else { return nil }
    let whole = text[..<point]
    let digits = whole.first == UInt8(ascii: "-") ? whole.dropFirst() : whole
    let decimals = text[(point + 1)...]
    guard !digits.isEmpty, !decimals.isEmpty,
      digits.allSatisfy({ MarkupLexer.isDigit($0) }),
      decimals.allSatisfy({ MarkupLexer.isDigit($0) })
    else { return nil }
    let kept = min(decimals.count, max(1, min(30, 37 - digits.count)))
    return ExactDecimal(parsing: text[..<(point + 1 + kept)])
  }
}

extension LiquidValue {
  /// A whole number of any size.
  init(whole number: Int128) {
    if let small = Int64(exactly: number) {
      self = .integer(small)
    } else {
      self = .decimal(ExactDecimal(coefficient: number, scale: 0))
    }
  }
}

extension Int64 {
  /// What Ruby's `Integer()` reads: a sign, a prefix such as `0x`, digits with single `_` between them, and
  /// white space around; held within 64 bits. Nil for anything else.
  fileprivate init?(strictly text: UnsafeRawBufferPointer) {
    var rest = text[...]
    while let first = rest.first, [UInt8].isWhitespace(first) { rest.removeFirst() }
    while let last = rest.last, [UInt8].isWhitespace(last) { rest.removeLast() }
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var radix: Int128 = 10
    if rest.first == UInt8(ascii: "0"), rest.count > 1 {
      rest.removeFirst()
      switch rest.first.map({ $0 | 0x20 }) {
      case UInt8(ascii: "x"): radix = 16
      case UInt8(ascii: "b"): radix = 2
      case UInt8(ascii: "o"): radix = 8
      case UInt8(ascii: "d"): radix = 10
      default: radix = 0
      }
      if radix != 0 {
        rest.removeFirst()
      } else {
        radix = 8
        if rest.first == UInt8(ascii: "_") { rest.removeFirst() }
      }
    }
    var result: Int128 = 0
    var wasDigit = false
    for byte in rest {
      if byte == UInt8(ascii: "_"), wasDigit {
        wasDigit = false
        continue
      }
      let letter = byte | 0x20
      let digit: Int128
      if MarkupLexer.isDigit(byte) {
        digit = Int128(byte - UInt8(ascii: "0"))
      } else if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "f") {
        digit = Int128(letter - UInt8(ascii: "a")) + 10
      } else {
        return nil
      }
      guard digit < radix else { return nil }
      // Far more than 64 bits, and nowhere near 128.
      result = Swift.min(result * radix + digit, 1 << 100)
      wasDigit = true
    }
    guard wasDigit else { return nil }
    self = Int64(clamping: isNegative ? -result : result)
  }
}
