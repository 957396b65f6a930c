/// The index of the first byte that does not belong to well-formed UTF-8 (Unicode, table 3-7); nil
/// if all do.
///
/// For a sequence that is cut short or out of range it is the first byte of the sequence.
func firstInvalidUTF8(in bytes: ArraySlice<UInt8>) -> Int? {
  var index = bytes.startIndex
  let end = bytes.endIndex
  while index < end {
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      // Most text is ASCII: eight bytes of it at once.
      while end - index >= 8, isASCII(bytes.span.bytes, at: index - bytes.startIndex) { index += 8 }
      continue
    }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      // No longer form than needed, and no surrogates.
      if lead == 0xE0 { second = 0xA0...0xBF }
      if lead == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { second = 0x90...0xBF }
      if lead == 0xF4 { second = 0x80...0x8F }
    default: return index
    }
    guard end - index >= length, second.contains(bytes[index + 1]) else { return index }
    for next in (index + 2)..<max(index + length, index + 2)
    where !(0x80...0xBF).contains(bytes[next]) {
      return index
    }
    index += length
  }
  return nil
}

/// Whether none of the eight bytes at `offset` has its highest bit set.
@inline(__always)
private func isASCII(_ bytes: RawSpan, at offset: Int) -> Bool {
  bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
}
