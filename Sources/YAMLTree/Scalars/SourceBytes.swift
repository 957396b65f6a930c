/// Reading of YAML's blanks and line breaks in well-formed UTF-8.
package struct SourceBytes {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// 0 past the end.
  package subscript(i: Int) -> UInt8 { i < bytes.count ? bytes[i] : 0 }

  package func isBlank(_ i: Int) -> Bool {
    self[i] == UInt8(ascii: " ") || self[i] == UInt8(ascii: "\t")
  }

  /// The bytes of the line break at `i`: LF, CR, CR LF, and NEL, LS, PS as in YAML 1.1; 0 for none.
  package func breakLength(_ i: Int) -> Int {
    switch self[i] {
    case 0x0A: 1
    case 0x0D: self[i + 1] == 0x0A ? 2 : 1
    case 0xC2: self[i + 1] == 0x85 ? 2 : 0
    case 0xE2: self[i + 1] == 0x80 && (self[i + 2] == 0xA8 || self[i + 2] == 0xA9) ? 3 : 0
    default: 0
    }
  }

  /// A line break as it stands in a scalar's value: LF, but LS and PS are kept.
  package func breakText(_ i: Int) -> [UInt8] {
    breakLength(i) == 3 ? Array(bytes[i..<i + 3]) : [0x0A]
  }

  /// The next place at or after `i` that is no blank.
  package func skippingBlanks(_ i: Int) -> Int {
    var i = i
    while isBlank(i) { i += 1 }
    return i
  }

  /// The next line break or end of file at or after `i`.
  package func endOfLine(_ i: Int) -> Int {
    var i = i
    while i < bytes.count {
      // Between CR and the first byte of NEL there is no break.
      let isPlain = bytes[i] > 0x0D && bytes[i] < 0xC2
      if !isPlain, breakLength(i) > 0 { break }
      i += 1
    }
    return i
  }

  /// Where the line that holds `i` begins.
  package func startOfLine(_ i: Int) -> Int {
    var i = min(i, bytes.count)
    while i > 0, bytes[i - 1] != 0x0A, bytes[i - 1] != 0x0D { i -= 1 }
    return i
  }
}
