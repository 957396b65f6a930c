import CivilTime
import LiquidTemplates

extension ByteBuffer {
  /// Appends a JSON string with its quotes.
  mutating func append(json text: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    append(jsonText: text)
    append(UInt8(ascii: "\""))
  }

  mutating func append(json text: ArraySlice<UInt8>) {
    text.withUnsafeBytes { append(json: $0) }
  }

  mutating func append(json text: String) {
    var text = text
    text.withUTF8 { append(json: UnsafeRawBufferPointer($0)) }
  }

  /// Appends the inside of a JSON string: clean runs in one copy, the rest escaped.
  ///
  /// Escaped are quotes, backslashes and controls as RFC 8259 asks, and DEL, C1 controls, U+2028 and
  /// U+2029, which break lines or terminals of those who read JSON Lines as text. `text` is UTF-8.
  mutating func append(jsonText text: UnsafeRawBufferPointer) {
    if ByteWord.isPlain(text) { return append(text) }
    var start = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x20, byte != 0x22, byte != 0x5C, byte < 0x7F {
        index += 1
        continue
      }
      let length = hiddenLength(text, index)
      guard length > 0 else {
        index += 1
        continue
      }
      append(UnsafeRawBufferPointer(rebasing: text[start..<index]))
      append(escaped: text, index, length)
      index += length
      start = index
    }
    append(UnsafeRawBufferPointer(rebasing: text[start...]))
  }

  /// How many bytes from `index` on are one character that is escaped; 0 for any other.
  private func hiddenLength(_ text: UnsafeRawBufferPointer, _ index: Int) -> Int {
    let byte = text[index]
    if byte <= 0x7F { return 1 }
    if byte == 0xC2, index + 1 < text.count, text[index + 1] < 0xA0 { return 2 }
    if byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x80,
      text[index + 2] == 0xA8 || text[index + 2] == 0xA9
    {
      return 3
    }
    return 0
  }

  private mutating func append(
    escaped text: UnsafeRawBufferPointer, _ index: Int, _ length: Int
  ) {
    switch text[index] {
    case 0x22: append("\\\"")
    case 0x5C: append("\\\\")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case let byte:
      append("\\u")
      switch length {
      case 1: append(hex: 0, byte)
      case 2: append(hex: 0, text[index + 1])
      default: append(hex: 0x20, text[index + 2] & 0x3F)
      }
    }
  }

  private mutating func append(hex high: UInt8, _ low: UInt8) {
    for byte in [high >> 4, high & 15, low >> 4, low & 15] {
      append(byte < 10 ? 0x30 + byte : 0x57 + byte)
    }
  }

  mutating func append(json value: Bool) {
    append(value ? "true" : "false")
  }

  /// `2026-12-01T08:00:00Z`, without quotes.
  mutating func append(_ instant: Instant) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { bytes in
      guard let base = bytes.baseAddress else { return }
      instant.write(to: base)
      append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<20]))
    }
  }

  /// `2026-12-01T09:00:00+01:00`, without quotes.
  mutating func append(_ instant: Instant, offset: Int32) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { bytes in
      guard let base = bytes.baseAddress else { return }
      instant.write(offset: offset, to: base)
      append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<25]))
    }
  }
}
