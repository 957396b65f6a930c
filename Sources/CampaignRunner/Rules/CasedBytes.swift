/// Walks over UTF-8, in lower case if asked, without building a text.
struct CasedBytes {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isLowered: Bool
  private var position = 0
  /// What is left of a scalar that was turned into lower case; the next byte is the lowest.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, isLowered: Bool) {
    self.bytes = bytes
    self.isLowered = isLowered
  }

  mutating func next() -> UInt8? {
    if pendingCount > 0 {
      let byte = UInt8(truncatingIfNeeded: pending)
      pending >>= 8
      pendingCount -= 1
      return byte
    }
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    if !isLowered || byte < 0x80 {
      position += 1
      return isLowered && byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
    return nextLowered(byte)
  }

  /// Bytes still to come.
  var count: Int {
    if !isLowered { return bytes.count - position }
    var copy = self
    var count = 0
    while copy.next() != nil { count += 1 }
    return count
  }

  func starts(with part: CasedBytes) -> Bool {
    var rest = self
    var part = part
    while let wanted = part.next() {
      guard rest.next() == wanted else { return false }
    }
    return true
  }

  /// Turns the scalar that begins with `lead` into lower case; bytes that are no UTF-8 stay as they are.
  private mutating func nextLowered(_ lead: UInt8) -> UInt8 {
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead < 0xF5, position + length <= bytes.count else {
      position += 1
      return lead
    }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = bytes[position + offset]
      guard byte & 0xC0 == 0x80 else {
        position += 1
        return lead
      }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else {
      position += 1
      return lead
    }
    position += length
    // At most a few scalars, which fit into a text without memory of its own.
    for (index, byte) in scalar.properties.lowercaseMapping.utf8.prefix(8).enumerated() {
      pending |= UInt64(byte) << UInt64(8 * index)
      pendingCount += 1
    }
    return next() ?? lead
  }
}
