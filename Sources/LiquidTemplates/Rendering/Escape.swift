/// How a value's bytes are made safe for the place in which they are printed.
enum Escape: UInt8, Sendable {
  case none
  case html
  /// Without control characters and line breaks.
  case header
  /// Percent-encoded.
  case url
  /// At the start of a link in html: `#` unless the scheme is harmless; then as html.
  case link
  /// As text of Markdown.
  case markdown
  /// At the start of a link in html within Markdown.
  case markdownLink

  /// For a text that is not data: the project's links, the template's own words.
  var ofAuthor: Escape {
    switch self {
    case .link: .html
    case .markdownLink: .markdown
    case .none, .html, .header, .url, .markdown: self
    }
  }
}

/// The bytes that an escape changes, found with one look at each byte.
struct SpecialBytes {
  /// Bit n: byte n, and byte 64 + n.
  var low: UInt64 = 0
  var high: UInt64 = 0
  /// The first bytes of C1 controls, U+2028 and U+2029.
  var hasLeads = false

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    if byte < 64 { return (low >> UInt64(byte)) & 1 != 0 }
    if byte < 128 { return (high >> UInt64(byte - 64)) & 1 != 0 }
    return hasLeads && (byte == 0xC2 || byte == 0xE2)
  }

  static let html = SpecialBytes(
    low: 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E)
  /// C0, `"`, `\`, DEL, C1, line and paragraph separators.
  static let json = SpecialBytes(
    low: 0xFFFF_FFFF | 1 << 0x22, high: 1 << (0x5C - 64) | 1 << (0x7F - 64), hasLeads: true)
  static let htmlInJSON = SpecialBytes(
    low: html.low | json.low, high: json.high, hasLeads: true)
  /// ASCII that Markdown or html may read as structure wherever it stands.
  static let markdown = SpecialBytes(
    low: 1 << 0x21 | 1 << 0x22 | 1 << 0x23 | 1 << 0x26 | 1 << 0x27 | 1 << 0x28 | 1 << 0x29
      | 1 << 0x2A | 1 << 0x3C | 1 << 0x3D | 1 << 0x3E,
    high: 1 << (0x5B - 64) | 1 << (0x5C - 64) | 1 << (0x5D - 64) | 1 << (0x5F - 64)
      | 1 << (0x60 - 64) | 1 << (0x7C - 64) | 1 << (0x7E - 64))
  static let controls = SpecialBytes(
    low: 0xFFFF_FFFF, high: 1 << (0x7F - 64), hasLeads: true)
  static let controlsInJSON = SpecialBytes(
    low: json.low, high: json.high, hasLeads: true)
}
