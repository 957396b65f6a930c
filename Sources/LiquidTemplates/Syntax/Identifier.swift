/// A name in a template and where it stands. Names are compared as bytes.
struct Identifier: Sendable {
  let utf8: [UInt8]
  /// Bytes of the template's text.
  let range: Range<Int>

  var text: String { String(decoding: utf8, as: UTF8.self) }
}

extension [UInt8] {
  /// True for the white space that Liquid strips.
  static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
