/// Text as a MIME part carries it (RFC 2045, section 6.7): lines of at most 76 characters that end with CRLF.
///
/// Line breaks are LF or CRLF. A dot, and `From `, at the start of a line are encoded, so that nothing on the
/// way to an inbox doubles or quotes them.
func quotedPrintable(_ text: [UInt8], endsInLineBreak: Bool) -> [UInt8] {
  var encoder = QuotedPrintable()
  var i = 0
  while i < text.count {
    let byte = text[i]
    if byte == 0x0A || (byte == 0x0D && i + 1 < text.count && text[i + 1] == 0x0A) {
      encoder.breakLine()
      i += byte == 0x0A ? 1 : 2
      continue
    }
    let endsLine = i + 1 == text.count ? !endsInLineBreak : isBreak(text, at: i + 1)
    encoder.append(byte, beforeBreak: endsLine, beforeFrom: isFrom(text, at: i))
    i += 1
  }
  // A soft line break: the part ends with a line, its text does not.
  if endsInLineBreak, encoder.column > 0 { encoder.breakSoftly() }
  return encoder.bytes
}

private func isBreak(_ text: [UInt8], at i: Int) -> Bool {
  text[i] == 0x0A
    || (text[i] == 0x0D && i + 1 < text.count && text[i + 1] == 0x0A)
}

private func isFrom(_ text: [UInt8], at i: Int) -> Bool {
  text.count - i >= 5 && text[i..<(i + 5)].elementsEqual("From ".utf8)
}

private struct QuotedPrintable {
  private(set) var bytes: [UInt8] = []
  private(set) var column = 0
  private static let longest = 76

  mutating func append(_ byte: UInt8, beforeBreak: Bool, beforeFrom: Bool) {
    let isPlain =
      byte == 0x09 || byte == 0x20
      ? !beforeBreak : byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
    let width = isPlain ? 1 : 3
    // One column is kept for a soft line break, unless the line ends here anyway.
    if column + width > QuotedPrintable.longest - (beforeBreak ? 0 : 1) { breakSoftly() }
    let isStart = column == 0 && (byte == UInt8(ascii: ".") || beforeFrom)
    if isPlain, !isStart {
      bytes.append(byte)
      column += 1
    } else {
      bytes.append(UInt8(ascii: "="))
      for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit) }
      column += 3
    }
  }

  mutating func breakLine() {
    bytes += [0x0D, 0x0A]
    column = 0
  }

  mutating func breakSoftly() {
    bytes.append(UInt8(ascii: "="))
    breakLine()
  }
}
