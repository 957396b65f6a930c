extension ByteWriter {
  /// Appends text so that Markdown reads nothing in it: no link, no emphasis, no html, no list.
  ///
  /// Numeric entities rather than backslashes: by CommonMark, section 2.5, they are never structure, they hold in
  /// addresses and titles of links too, and where html is kept they are what html needs. White space becomes one
  /// space. What only begins a block is changed where the text begins.
  mutating func append(markdown bytes: UnsafeRawBufferPointer) {
    var isLeading = true
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      let space = ByteWriter.lengthOfSpace(bytes, at: i)
      if space > 0 {
        i += space
        while i < bytes.count, case let more = ByteWriter.lengthOfSpace(bytes, at: i), more > 0 {
          i += more
        }
        // A space could indent, break a line, or end an address.
        append("&#32;")
        isLeading = false
        continue
      }
      i += 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): append(byte)
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"):
        if isLeading { append(entity: byte) } else { append(byte) }
        isLeading = false
      default:
        if SpecialBytes.markdown.contains(byte) { append(entity: byte) } else { append(byte) }
        isLeading = false
      }
    }
  }

  /// At most six bytes.
  private mutating func append(entity byte: UInt8) {
    append("&#")
    append(decimal: Int64(byte))
    append(UInt8(ascii: ";"))
  }

  /// How many bytes from `i` on are a space, a control character or a line break; 0 for any other.
  private static func lengthOfSpace(_ bytes: UnsafeRawBufferPointer, at i: Int) -> Int {
    if bytes[i] == 0x20 { return 1 }
    return SpecialBytes.controls.contains(bytes[i]) ? SpecialBytes.length(bytes, at: i) : 0
  }
}
