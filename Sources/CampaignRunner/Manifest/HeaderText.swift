import LiquidTemplates

extension ByteBuffer {
  /// Appends `text` as one line: each run of control characters and line breaks becomes one space, none at
  /// the ends; what has none of them stays byte for byte.
  ///
  /// The last gate before a header: whatever a template did, no line can be added to a message's head.
  mutating func append(headerText text: UnsafeRawBufferPointer) {
    let start = count
    var index = 0
    var cleanStart = 0
    while index < text.count {
      let length = controlLength(text, index)
      if length == 0 {
        index += 1
        continue
      }
      append(UnsafeRawBufferPointer(rebasing: text[cleanStart..<index]))
      index += length
      while index < text.count, case let more = controlLength(text, index), more > 0 {
        index += more
      }
      cleanStart = index
      if count > start, index < text.count { append(" ") }
    }
    append(UnsafeRawBufferPointer(rebasing: text[cleanStart...]))
  }

  /// Appends a display name as a quoted string of RFC 5322, on one line.
  mutating func append(quotedName name: UnsafeRawBufferPointer) {
    append("\"")
    for byte in name {
      if byte == 0x22 || byte == 0x5C { append("\\") }
      append(byte)
    }
    append("\"")
  }

  /// Appends a From of RFC 5322: `"Ada at Acme" <ada@acme.example>`, or the address alone for want of a name.
  mutating func append(senderNamed name: UnsafeRawBufferPointer, address: [UInt8]) {
    if name.isEmpty {
      append(address)
    } else {
      append(quotedName: name)
      append(" <")
      append(address)
      append(">")
    }
  }

  /// Appends a link for use between `<` and `>` in a header: other characters than those of a URL
  /// (RFC 3986) are percent-encoded.
  mutating func append(headerLink link: UnsafeRawBufferPointer) {
    for byte in link {
      switch byte {
      case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: append(byte)
      default: append(percentEncoded: byte)
      }
    }
  }

  mutating func append(percentEncoded byte: UInt8) {
    append("%")
    for digit in [byte >> 4, byte & 15] { append(digit < 10 ? 0x30 + digit : 0x37 + digit) }
  }

  private func controlLength(_ text: UnsafeRawBufferPointer, _ index: Int) -> Int {
    let byte = text[index]
    if byte < 0x20 || byte == 0x7F { return 1 }
    if byte == 0xC2, index + 1 < text.count, text[index + 1] < 0xA0 { return 2 }
    if byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x80,
      text[index + 2] == 0xA8 || text[index + 2] == 0xA9
    {
      return 3
    }
    return 0
  }
}
