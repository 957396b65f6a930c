/// Eight bytes looked at in one step.
package enum ByteWord {
  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The highest bit of each byte that some escape may change: controls, DEL, quotes, `&`, `<`, `>`, the
  /// backslash, and all beyond ASCII.
  @inline(__always)
  package static func marks(_ word: UInt64) -> UInt64 {
    // Without the highest bits no sum below carries into the next byte.
    let low = word & ~highBits
    let isNoControl = low &+ ones &* 0x60
    let isNoQuote = (low ^ ones &* 0x22) &+ ones &* 0x7F
    let isNoBackslash = (low ^ ones &* 0x5C) &+ ones &* 0x7F
    // `&` and `'` differ in their lowest bit, `<` and `>` in the one above it.
    let isNoAmpersand = ((low & ~ones) ^ ones &* 0x26) &+ ones &* 0x7F
    let isNoBracket = ((low & ~(ones &* 2)) ^ ones &* 0x3C) &+ ones &* 0x7F
    let isDelete = low &+ ones
    return
      (word | isDelete
      | ~(isNoControl & isNoQuote & isNoBackslash & isNoAmpersand & isNoBracket)) & highBits
  }

  /// The bytes from `offset` on, at most seven, the first one lowest; zeros stand above them.
  @inline(__always)
  static func tail(_ bytes: UnsafeRawPointer, from offset: Int, to end: Int) -> UInt64 {
    let count = end - offset
    if count >= 4 {
      let first = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      let last = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: end - 4, as: UInt32.self))
      return UInt64(first) | UInt64(last) &<< UInt64(8 * (count - 4))
    }
    if count >= 2 {
      let first = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
      let last = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: end - 2, as: UInt16.self))
      return UInt64(first) | UInt64(last) &<< UInt64(8 * (count - 2))
    }
    return count == 1 ? UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self)) : 0
  }

  /// Whether no escape changes any of the bytes: ASCII without controls, quotes, `&`, `<`, `>`, `\`.
  package static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let source = bytes.baseAddress else { return true }
    var i = 0
    while i + 8 <= bytes.count {
      let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      if marks(word) != 0 { return false }
      i += 8
    }
    let rest = bytes.count - i
    if rest == 0 { return true }
    return marks(tail(source, from: i, to: bytes.count)) &<< UInt64(64 - 8 * rest) == 0
  }
}

extension ByteWriter {
  /// The most bytes that an escape makes of one, and what a word that is written whole needs beyond them.
  package static let growth = 6
  package static let slack = 8

  /// Appends a value's bytes, escaped for its place and for the encoding of the output in one pass.
  ///
  /// There must be room for `growth` times as many bytes and `slack`.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, escape: Escape, encoding: OutputEncoding
  ) {
    switch (escape, encoding) {
    case (.none, .plain): append(bytes)
    case (.none, .jsonText): append(bytes, changing: .json)
    case (.html, .plain): append(bytes, changing: .html, isHTML: true)
    case (.html, .jsonText): append(bytes, changing: .htmlInJSON, isHTML: true)
    case (.header, .plain): append(bytes, changing: .controls, dropsControls: true)
    case (.header, .jsonText): append(bytes, changing: .controlsInJSON, dropsControls: true)
    case (.url, _): append(percentEncoding: bytes)
    case (.markdown, _): append(markdown: bytes)
    case (.markdownLink, _):
      if LinkScheme.isHarmless(bytes) { append(markdown: bytes) } else { append(UInt8(ascii: "#")) }
    case (.link, _):
      if LinkScheme.isHarmless(bytes) {
        append(bytes, escape: .html, encoding: encoding)
      } else {
        append(UInt8(ascii: "#"))
      }
    }
  }

  /// Appends a value of at most 16 bytes if no escape changes any of them; false if one may, or room is short.
  ///
  /// 16 bytes must be readable at `source`.
  @inline(__always)
  mutating func appendPlain(_ source: UnsafeRawPointer, count: Int) -> Bool {
    guard memory.count - length >= 16, let target = memory.baseAddress else { return false }
    let first = source.loadUnaligned(as: UInt64.self)
    let second = source.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    // How many bits of each word belong to the value.
    let (low, high) = (UInt64(min(count, 8) * 8), UInt64(max(count - 8, 0) * 8))
    let marks =
      ByteWord.marks(UInt64(littleEndian: first)) & ((1 << low) &- 1)
      | ByteWord.marks(UInt64(littleEndian: second)) & ((1 << high) &- 1)
    if marks != 0 { return false }
    target.storeBytes(of: first, toByteOffset: length, as: UInt64.self)
    target.storeBytes(of: second, toByteOffset: length + 8, as: UInt64.self)
    length += count
    return true
  }

  private mutating func append(
    _ bytes: UnsafeRawBufferPointer, changing special: SpecialBytes, isHTML: Bool = false,
    dropsControls: Bool = false
  ) {
    let end = bytes.count
    precondition(
      end <= (memory.count - count - ByteWriter.slack) / ByteWriter.growth,
      "the room of a writer suffices")
    guard let source = bytes.baseAddress, let target = memory.baseAddress else { return }
    var i = 0
    while i < end {
      var marks: UInt64
      if end - i >= 8 {
        let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: i, as: UInt64.self))
        target.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
        marks = ByteWord.marks(word)
        if marks == 0 {
          i += 8
          length += 8
          continue
        }
      } else {
        let word = ByteWord.tail(source, from: i, to: end)
        target.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
        marks = ByteWord.marks(word) & (1 &<< UInt64(8 * (end - i)) &- 1)
        if marks == 0 {
          length += end - i
          return
        }
      }
      let clean = marks.trailingZeroBitCount / 8
      i += clean
      length += clean
      // A run of special bytes, or of text beyond ASCII, one by one.
      repeat {
        let byte = bytes[i]
        let width = special.contains(byte) ? SpecialBytes.length(bytes, at: i) : 0
        if width == 0 {
          target.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
          length += 1
          i += 1
        } else {
          appendChanged(bytes, i, isHTML: isHTML, dropsControls: dropsControls)
          i += width
        }
      } while i < end && bytes[i] >= 0x80
    }
  }

  private mutating func appendChanged(
    _ bytes: UnsafeRawBufferPointer, _ i: Int, isHTML: Bool, dropsControls: Bool
  ) {
    let byte = bytes[i]
    switch byte {
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "\""):
      if isHTML { append("&quot;") } else { append("\\\"") }
    case UInt8(ascii: "&") where isHTML: append("&amp;")
    case UInt8(ascii: "'") where isHTML: append("&#39;")
    case UInt8(ascii: "<") where isHTML: append("&lt;")
    case UInt8(ascii: ">") where isHTML: append("&gt;")
    case 0xE2:
      guard !dropsControls else { return }
      if bytes[i + 2] == 0xA8 { append("\\u2028") } else { append("\\u2029") }
    default:
      guard !dropsControls else { return }
      appendJSONControl(byte == 0xC2 ? bytes[i + 1] : byte)
    }
  }

  private mutating func appendJSONControl(_ byte: UInt8) {
    switch byte {
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    default:
      append("\\u00")
      append(ByteBuffer.hexDigit(byte >> 4, isUpper: false))
      append(ByteBuffer.hexDigit(byte & 15, isUpper: false))
    }
  }

  private mutating func append(percentEncoding bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      if ByteBuffer.isUnreserved(byte) {
        append(byte)
      } else {
        append(UInt8(ascii: "%"))
        append(ByteBuffer.hexDigit(byte >> 4, isUpper: true))
        append(ByteBuffer.hexDigit(byte & 15, isUpper: true))
      }
    }
  }
}
