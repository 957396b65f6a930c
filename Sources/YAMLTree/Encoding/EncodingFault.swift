/// The first bytes of a file that cannot be YAML text in UTF-8.
struct EncodingFault: Equatable {
  enum Kind: Equatable {
    case utf16
    case invalidUTF8
    /// A character that YAML forbids in a file: a control character or a byte order mark inside.
    case forbidden(UInt32)
  }

  let kind: Kind
  let bytes: Range<Int>

  /// nil if all of `bytes` is well-formed UTF-8 (Unicode table 3-7) of characters that YAML allows.
  static func first(in bytes: [UInt8]) -> EncodingFault? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return EncodingFault(kind: .utf16, bytes: 0..<2)
    }
    return bytes.withUnsafeBufferPointer { firstFault(in: $0) }
  }
}

private func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> EncodingFault? {
  var i = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let raw = UnsafeRawBufferPointer(bytes)
  while i < bytes.count {
    // Eight bytes at once where all are printable ASCII.
    while i + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let isPlain =
        (word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101))
        & 0x8080_8080_8080_8080 == 0
      guard isPlain else { break }
      i += 8
    }
    guard i < bytes.count else { break }
    let byte = bytes[i]
    if byte < 0x80 {
      guard (byte >= 0x20 && byte != 0x7F) || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        return EncodingFault(kind: .forbidden(UInt32(byte)), bytes: i..<i + 1)
      }
      i += 1
      continue
    }
    let length = sequenceLength(in: bytes, at: i)
    guard length.isValid else {
      return EncodingFault(kind: .invalidUTF8, bytes: i..<i + length.count)
    }
    let value = codePoint(in: bytes, at: i, length: length.count)
    let isControl = value < 0xA0 && value != 0x85
    if isControl || value == 0xFEFF || value == 0xFFFE || value == 0xFFFF {
      return EncodingFault(kind: .forbidden(value), bytes: i..<i + length.count)
    }
    i += length.count
  }
  return nil
}

/// The length of the sequence at `i`, or of its longest prefix that could have begun one.
private func sequenceLength(
  in bytes: UnsafeBufferPointer<UInt8>, at i: Int
) -> (count: Int, isValid: Bool) {
  let wanted: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch bytes[i] {
  case 0xC2...0xDF: wanted = 2
  case 0xE0: (wanted, second) = (3, 0xA0...0xBF)
  case 0xED: (wanted, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: wanted = 3
  case 0xF0: (wanted, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: wanted = 4
  case 0xF4: (wanted, second) = (4, 0x80...0x8F)
  default: return (1, false)
  }
  var count = 1
  while count < wanted {
    guard i + count < bytes.count else { return (count, false) }
    let allowed = count == 1 ? second : 0x80...0xBF
    guard allowed.contains(bytes[i + count]) else { return (count, false) }
    count += 1
  }
  return (wanted, true)
}

private func codePoint(
  in bytes: UnsafeBufferPointer<UInt8>, at i: Int, length: Int
) -> UInt32 {
  var value = UInt32(bytes[i]) & (0xFF >> UInt32(length + 1))
  for offset in 1..<length {
    value = value << 6 | UInt32(bytes[i + offset] & 0x3F)
  }
  return value
}
