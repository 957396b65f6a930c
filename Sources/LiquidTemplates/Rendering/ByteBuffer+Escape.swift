extension ByteBuffer {
  /// No output is ever this large: time to stop.
  static let enough = 2 << 20

  /// Appends a value's bytes, escaped for its place and for the encoding of the output in one pass.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, escape: Escape, encoding: OutputEncoding
  ) {
    append(atMost: bytes.count * ByteWriter.growth + ByteWriter.slack) {
      $0.append(bytes, escape: escape, encoding: encoding)
    }
  }

  /// Appends text already escaped for its place.
  package mutating func append(_ bytes: UnsafeRawBufferPointer, encoding: OutputEncoding) {
    append(bytes, escape: .none, encoding: encoding)
  }

  mutating func append(percentEncoding bytes: UnsafeRawBufferPointer) {
    append(bytes, escape: .url, encoding: .plain)
  }

  /// RFC 3986, section 2.3.
  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  static func hexDigit(_ value: UInt8, isUpper: Bool) -> UInt8 {
    let value = value & 15
    return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: isUpper ? "A" : "a") + value - 10
  }
}

extension SpecialBytes {
  /// How many bytes the special character at `i` has; 0 if a lead byte begins an ordinary one.
  static func length(_ bytes: UnsafeRawBufferPointer, at i: Int) -> Int {
    switch bytes[i] {
    case 0xC2: i + 1 < bytes.count && bytes[i + 1] >= 0x80 && bytes[i + 1] <= 0x9F ? 2 : 0
    case 0xE2:
      i + 2 < bytes.count && bytes[i + 1] == 0x80 && (bytes[i + 2] == 0xA8 || bytes[i + 2] == 0xA9)
        ? 3 : 0
    default: 1
    }
  }
}
