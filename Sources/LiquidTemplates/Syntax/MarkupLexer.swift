/// Cuts the inside of an output or tag into tokens.
struct MarkupLexer {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// The tokens of `bytes[range]`, the last of kind `end`.
  static func tokens(_ bytes: [UInt8], _ range: Range<Int>) throws(MarkupError) -> [MarkupToken] {
    var lexer = MarkupLexer(bytes: bytes, position: range.lowerBound, end: range.upperBound)
    var tokens: [MarkupToken] = []
    tokens.reserveCapacity(8)
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  static func isWord(_ byte: UInt8) -> Bool {
    isNameStart(byte) || isDigit(byte)
  }

  static func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
      || byte == UInt8(ascii: "_")
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private mutating func next() throws(MarkupError) -> MarkupToken {
    while position < end, [UInt8].isWhitespace(bytes[position]) { position += 1 }
    let start = position
    guard start < end else { return MarkupToken(kind: .end, range: start..<start) }
    let byte = bytes[start]
    if MarkupLexer.isNameStart(byte) { return name(start) }
    if MarkupLexer.isDigit(byte) { return number(start) }
    if byte == UInt8(ascii: "-"), let after = peek(1), MarkupLexer.isDigit(after) {
      return number(start)
    }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try string(start, byte) }
    return try symbol(start, byte)
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < end ? bytes[position + distance] : nil
  }

  private mutating func token(_ kind: MarkupToken.Kind, from start: Int, to end: Int) -> MarkupToken
  {
    position = end
    return MarkupToken(kind: kind, range: start..<end)
  }

  private mutating func name(_ start: Int) -> MarkupToken {
    var i = start + 1
    while i < end, MarkupLexer.isWord(bytes[i]) || bytes[i] == UInt8(ascii: "-") { i += 1 }
    if i < end, bytes[i] == UInt8(ascii: "?") { i += 1 }
    let isContains = bytes[start..<i].elementsEqual("contains".utf8)
    return token(isContains ? .comparison(.contains) : .identifier, from: start, to: i)
  }

  private mutating func number(_ start: Int) -> MarkupToken {
    var i = start + 1
    while i < end, MarkupLexer.isDigit(bytes[i]) { i += 1 }
    if i + 1 < end, bytes[i] == UInt8(ascii: "."), MarkupLexer.isDigit(bytes[i + 1]) {
      i += 2
      while i < end, MarkupLexer.isDigit(bytes[i]) { i += 1 }
    }
    return token(.number, from: start, to: i)
  }

  private mutating func string(_ start: Int, _ quote: UInt8) throws(MarkupError) -> MarkupToken {
    var i = start + 1
    while i < end, bytes[i] != quote { i += 1 }
    guard i < end else {
      throw MarkupError(start..<end, "a string ends with the quote that it begins with")
    }
    return token(.string, from: start, to: i + 1)
  }

  private mutating func symbol(_ start: Int, _ byte: UInt8) throws(MarkupError) -> MarkupToken {
    let second = peek(1)
    let isEqual = second == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "."):
      if second == UInt8(ascii: ".") { return token(.dotDot, from: start, to: start + 2) }
      return token(.dot, from: start, to: start + 1)
    case UInt8(ascii: "<"):
      if isEqual { return token(.comparison(.lessOrEqual), from: start, to: start + 2) }
      if second == UInt8(ascii: ">") {
        return token(.comparison(.notEqual), from: start, to: start + 2)
      }
      return token(.comparison(.less), from: start, to: start + 1)
    case UInt8(ascii: ">"):
      if isEqual { return token(.comparison(.greaterOrEqual), from: start, to: start + 2) }
      return token(.comparison(.greater), from: start, to: start + 1)
    case UInt8(ascii: "=") where isEqual:
      return token(.comparison(.equal), from: start, to: start + 2)
    case UInt8(ascii: "="): return token(.assignment, from: start, to: start + 1)
    case UInt8(ascii: "!") where isEqual:
      return token(.comparison(.notEqual), from: start, to: start + 2)
    case UInt8(ascii: ","): return token(.comma, from: start, to: start + 1)
    case UInt8(ascii: ":"): return token(.colon, from: start, to: start + 1)
    case UInt8(ascii: "|"): return token(.pipe, from: start, to: start + 1)
    case UInt8(ascii: "("): return token(.openParenthesis, from: start, to: start + 1)
    case UInt8(ascii: ")"): return token(.closeParenthesis, from: start, to: start + 1)
    case UInt8(ascii: "["): return token(.openBracket, from: start, to: start + 1)
    case UInt8(ascii: "]"): return token(.closeBracket, from: start, to: start + 1)
    default:
      throw unexpected(start, byte)
    }
  }

  private func unexpected(_ start: Int, _ byte: UInt8) -> MarkupError {
    var i = start + 1
    // One whole character of text.
    while i < end, bytes[i] & 0xC0 == 0x80 { i += 1 }
    let text = String(decoding: bytes[start..<i], as: UTF8.self)
    let help: String? =
      switch byte {
      case UInt8(ascii: "&"): "write 'and'"
      case UInt8(ascii: "!"): "write 'unless', or compare with '!='"
      case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "-"):
        "arithmetic is done by filters: plus, minus, times, divided_by"
      case UInt8(ascii: "$"), UInt8(ascii: "{"): "a column is written by its name: {{ first_name }}"
      default: nil
      }
    return MarkupError(start..<i, "'\(text)' has no meaning here", help: help)
  }
}
