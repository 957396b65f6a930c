extension JSONReader {
  /// The text of the string whose opening quote is at `i`.
  mutating func string() throws(JSONError) -> String {
    i += 1
    var text: [UInt8] = []
    var run = i
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\""):
        text += bytes[run..<i]
        i += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[run..<i]
        try escape(into: &text)
        run = i
      case 0x00..<0x20:
        throw error(.controlCharacter)
      case 0x20..<0x80:
        i += 1
      default:
        i += try sequenceLength()
      }
    }
    throw unexpected()
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = i
    i += 1
    guard i < bytes.count else { throw unexpected() }
    let byte = bytes[i]
    i += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var value = try hexDigits(from: start)
      if (0xD800...0xDBFF).contains(value) {
        guard i + 1 < bytes.count, bytes[i] == UInt8(ascii: "\\"), bytes[i + 1] == UInt8(ascii: "u")
        else { throw error(.loneSurrogate, at: start) }
        i += 2
        let low = try hexDigits(from: start)
        guard (0xDC00...0xDFFF).contains(low) else { throw error(.loneSurrogate, at: start) }
        value = 0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw error(.loneSurrogate, at: start) }
      text.append(contentsOf: String(scalar).utf8)
    default: throw error(.invalidEscape, at: start)
    }
  }

  private mutating func hexDigits(from start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard i < bytes.count else { throw unexpected() }
      let digit: UInt8
      switch bytes[i] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[i] - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[i] - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[i] - UInt8(ascii: "A") + 10
      default: throw error(.invalidEscape, at: start)
      }
      value = value << 4 | UInt32(digit)
      i += 1
    }
    return value
  }

  /// The length of the well-formed UTF-8 sequence at `i` (Unicode table 3-7).
  private func sequenceLength() throws(JSONError) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[i] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw error(.invalidUTF8)
    }
    guard i + length <= bytes.count, second.contains(bytes[i + 1]),
      bytes[i + 2..<i + length].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { throw error(.invalidUTF8) }
    return length
  }
}
