extension JSONReader {
  /// An integer that fits 64 bits, or the text of any other number.
  mutating func number() throws(JSONError) -> JSONValue {
    let start = i
    let isNegative = take("-")
    guard i < bytes.count, isDigit(bytes[i]) else { throw isNegative ? invalid() : unexpected() }
    if !take("0") { skipDigits() }
    if i < bytes.count, isDigit(bytes[i]) { throw error(.invalidNumber) }
    var isInteger = true
    if take(".") {
      isInteger = false
      try digits()
    }
    if take("e") || take("E") {
      isInteger = false
      if !take("+") { _ = take("-") }
      try digits()
    }
    let text = String(decoding: bytes[start..<i], as: UTF8.self)
    // "-0" is kept as written: an integer has no negative zero.
    if isInteger, text != "-0", let value = Int64(text) { return .integer(value) }
    return .number(text)
  }

  private mutating func digits() throws(JSONError) {
    guard i < bytes.count, isDigit(bytes[i]) else { throw invalid() }
    skipDigits()
  }

  private mutating func skipDigits() {
    while i < bytes.count, isDigit(bytes[i]) { i += 1 }
  }

  private func invalid() -> JSONError {
    error(i < bytes.count ? .invalidNumber : .unexpectedEnd)
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
