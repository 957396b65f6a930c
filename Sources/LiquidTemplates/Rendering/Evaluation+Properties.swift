extension Evaluation {
  /// `size`, `first` and `last` of texts and lists; nil for anything else. Loops are asked elsewhere.
  func property(_ property: ValueProperty, of value: LiquidValue) -> LiquidValue {
    switch value {
    case .text:
      return property == .size ? .integer(Int64(size(of: value))) : .null
    case .list, .cells, .range:
      switch property {
      case .size: return .integer(Int64(itemCount(of: value)))
      case .first: return item(of: value, at: 0)
      case .last: return item(of: value, at: itemCount(of: value) - 1)
      case .index, .index0, .rindex, .rindex0, .length, .parentloop: return .null
      }
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .loop, .blank, .empty:
      return .null
    }
  }

  /// Liquid's idea of a number: texts that begin with digits are numbers, anything else is 0.
  func number(_ value: LiquidValue) -> LiquidNumber {
    switch value {
    case .integer(let number): .integer(number)
    case .decimal(let number): .decimal(number)
    case .text(let text): withBytes(of: text) { LiquidNumber(text: $0) }
    case .null, .boolean, .date, .timestamp, .list, .cells, .range, .loop, .blank, .empty:
      .integer(0)
    }
  }
}

/// What arithmetic filters calculate with.
enum LiquidNumber: Sendable {
  case integer(Int64)
  case decimal(ExactDecimal)

  var exact: ExactDecimal {
    switch self {
    case .integer(let number): ExactDecimal(number)
    case .decimal(let number): number
    }
  }

  /// `12.5` whole is a decimal; otherwise the integer that the text begins with, 0 if none.
  init(text: UnsafeRawBufferPointer) {
    var lower = 0
    var upper = text.count
    while lower < upper, [UInt8].isWhitespace(text[lower]) { lower += 1 }
    while upper > lower, [UInt8].isWhitespace(text[upper - 1]) { upper -= 1 }
    let trimmed = UnsafeRawBufferPointer(rebasing: text[lower..<upper])
    if let number = ExactDecimal(parsing: trimmed), number.scale > 0 {
      self = .decimal(number)
      return
    }
    var result: Int64 = 0
    var i = 0
    let isNegative = trimmed.first == UInt8(ascii: "-")
    if isNegative || trimmed.first == UInt8(ascii: "+") { i = 1 }
    while i < trimmed.count, MarkupLexer.isDigit(trimmed[i]) {
      let (tens, overflows) = result.multipliedReportingOverflow(by: 10)
      let (next, overflowsToo) = tens.addingReportingOverflow(
        Int64(trimmed[i] - UInt8(ascii: "0")))
      if overflows || overflowsToo { break }
      result = next
      i += 1
    }
    self = .integer(isNegative ? -result : result)
  }
}
