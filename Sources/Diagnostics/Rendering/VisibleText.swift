/// One character as it is printed on a terminal, with the bytes that it stands for.
struct VisibleCharacter {
  let bytes: Range<Int>
  let text: String
  /// Columns on the terminal.
  let width: Int
}

/// Reads UTF-8 from `start` up to `end`, with everything that could harm or mislead a terminal
/// replaced by something visible, and stops once `limit` characters are read.
func visibleCharacters(
  _ bytes: [UInt8], from start: Int, to end: Int, limit: Int = .max
) -> [VisibleCharacter] {
  var characters: [VisibleCharacter] = []
  var i = start
  while i < end, characters.count < limit {
    let (scalar, length) = decodeScalar(bytes, at: i, end: end)
    let range = i..<i + length
    if let scalar {
      let text = replacement(for: scalar) ?? String(scalar)
      let width = replacement(for: scalar) == nil ? displayWidth(scalar) : text.utf16.count
      characters.append(VisibleCharacter(bytes: range, text: text, width: width))
    } else {
      let text = "<0x" + String(bytes[i], radix: 16, uppercase: true) + ">"
      characters.append(VisibleCharacter(bytes: range, text: text, width: text.utf8.count))
    }
    i += length
  }
  return characters
}

/// Text that can be printed to a terminal: control characters as pictures (`␛`), C1 controls,
/// bidirectional controls and invisible characters as `<U+202E>`, line breaks included.
package func terminalSafe(_ text: String) -> String {
  terminalSafe(bytes: Array(text.utf8))
}

/// As for a string; bytes that are no UTF-8 become `<0xFF>`.
package func terminalSafe(bytes: [UInt8]) -> String {
  let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  guard !isPlain else { return String(decoding: bytes, as: UTF8.self) }
  return visibleCharacters(bytes, from: 0, to: bytes.count).reduce(into: "") { $0 += $1.text }
}

/// As for one line, with line feeds kept.
package func terminalSafe(lines text: String) -> String {
  text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    .map { terminalSafe(bytes: Array($0)) }.joined(separator: "\n")
}

/// What is printed for a character that must not reach a terminal as it is; nil for all others.
private func replacement(for scalar: Unicode.Scalar) -> String? {
  switch scalar.value {
  case 0x09: "    "
  case 0x00..<0x20: String(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
  case 0x7F: "\u{2421}"
  case 0x80..<0xA0,  // C1
    0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F,  // bidirectional controls
    0x00AD, 0x180E, 0x200B, 0x2028, 0x2029, 0x2060...0x2065, 0xFEFF, 0xFFF9...0xFFFB,
    0xE0000...0xE007F:
    "<U+" + hexadecimal(scalar.value) + ">"
  default: nil
  }
}

private func hexadecimal(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// The scalar at `i`, or nil for one byte that begins none (Unicode table 3-7).
private func decodeScalar(
  _ bytes: [UInt8], at i: Int, end: Int
) -> (scalar: Unicode.Scalar?, length: Int) {
  let first = bytes[i]
  if first < 0x80 { return (Unicode.Scalar(first), 1) }
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  guard (0xC2...0xF4).contains(first), i + length <= end else { return (nil, 1) }
  var value = UInt32(first) & (0xFF >> UInt32(length + 1))
  for byte in bytes[i + 1..<i + length] {
    guard byte & 0xC0 == 0x80 else { return (nil, 1) }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  let isShortest = value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000)
  guard isShortest, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
  return (scalar, length)
}
