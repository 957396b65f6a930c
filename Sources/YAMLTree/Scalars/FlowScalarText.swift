/// Reads a plain or quoted scalar: escapes, and line breaks folded as YAML 1.1 section 9 has it.
///
/// - Parameter range: the bytes between the quotes, or those of the plain scalar.
func flowScalarText(
  _ source: SourceBytes, _ range: Range<Int>, style: YAMLScalar.Style
) -> ScalarText {
  var text = ScalarText(source.bytes)
  var i = range.lowerBound
  var run = i
  while i < range.upperBound {
    let byte = source[i]
    if style == .singleQuoted, byte == UInt8(ascii: "'") {
      text.copy(run..<i)
      text.put([byte], for: i..<min(i + 2, range.upperBound))
      i = min(i + 2, range.upperBound)
      run = i
    } else if style == .doubleQuoted, byte == UInt8(ascii: "\\") {
      text.copy(run..<i)
      i = min(appendEscape(source, at: i, to: &text), range.upperBound)
      run = i
    } else if source.isBlank(i) || source.breakLength(i) > 0 {
      let space = whitespace(source, i..<range.upperBound)
      if let folded = space.folded {
        text.copy(run..<i)
        text.put(folded, for: i..<space.end)
        run = space.end
      }
      i = space.end
    } else {
      i += 1
    }
  }
  text.copy(min(run, range.upperBound)..<range.upperBound)
  return text
}

/// Blanks and line breaks from the start of `range`, and what they fold to; nil without a break.
private func whitespace(
  _ source: SourceBytes, _ range: Range<Int>
) -> (end: Int, folded: [UInt8]?) {
  var i = range.lowerBound
  var first: [UInt8]?
  var rest: [UInt8] = []
  while i < range.upperBound {
    let length = source.breakLength(i)
    guard length > 0 || source.isBlank(i) else { break }
    if length > 0 {
      if first == nil { first = source.breakText(i) } else { rest += source.breakText(i) }
    }
    i += max(length, 1)
  }
  guard let first else { return (i, nil) }
  if first == [0x0A] { return (i, rest.isEmpty ? [0x20] : rest) }
  return (i, first + rest)
}

/// Appends what the escape at `i` stands for, and returns where it ends.
private func appendEscape(_ source: SourceBytes, at i: Int, to text: inout ScalarText) -> Int {
  let breakLength = source.breakLength(i + 1)
  if breakLength > 0 {
    // An escaped line break vanishes with the blanks after it; empty lines below it do not.
    var end = i + 1 + breakLength
    var kept: [UInt8] = []
    while source.isBlank(end) || source.breakLength(end) > 0 {
      if source.breakLength(end) > 0 { kept += source.breakText(end) }
      end += max(source.breakLength(end), 1)
    }
    text.put(kept, for: i..<end)
    return end
  }
  let digits: Int
  switch source[i + 1] {
  case UInt8(ascii: "x"): digits = 2
  case UInt8(ascii: "u"): digits = 4
  case UInt8(ascii: "U"): digits = 8
  default:
    text.put(simpleEscape(source[i + 1]), for: i..<i + 2)
    return i + 2
  }
  let end = min(i + 2 + digits, source.bytes.count)
  let value = source.bytes[min(i + 2, end)..<end].reduce(UInt32(0)) { $0 << 4 | hexValue($1) }
  let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
  text.put(Array(String(scalar).utf8), for: i..<end)
  return end
}

private func simpleEscape(_ byte: UInt8) -> [UInt8] {
  switch byte {
  case UInt8(ascii: "0"): [0x00]
  case UInt8(ascii: "a"): [0x07]
  case UInt8(ascii: "b"): [0x08]
  case UInt8(ascii: "t"): [0x09]
  case UInt8(ascii: "n"): [0x0A]
  case UInt8(ascii: "v"): [0x0B]
  case UInt8(ascii: "f"): [0x0C]
  case UInt8(ascii: "r"): [0x0D]
  case UInt8(ascii: "e"): [0x1B]
  case UInt8(ascii: "N"): Array("\u{85}".utf8)
  case UInt8(ascii: "_"): Array("\u{A0}".utf8)
  case UInt8(ascii: "L"): Array("\u{2028}".utf8)
  case UInt8(ascii: "P"): Array("\u{2029}".utf8)
  default: [byte]
  }
}

private func hexValue(_ byte: UInt8) -> UInt32 {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x61 + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x41 + 10
  default: 0
  }
}
