/// Appends a JSON string with its quotes.
///
/// Text beyond ASCII stays UTF-8; control characters, DEL, C1 and the line separators U+2028 and
/// U+2029, which some readers of JSON Lines and JavaScript take for line ends, are escaped.
/// - Parameter utf8: well-formed UTF-8.
package func writeJSONString(_ utf8: some Sequence<UInt8>, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  var text = Array(utf8)[...]
  while let byte = text.popFirst() {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
    case 0x08: output.append(contentsOf: "\\b".utf8)
    case 0x09: output.append(contentsOf: "\\t".utf8)
    case 0x0A: output.append(contentsOf: "\\n".utf8)
    case 0x0C: output.append(contentsOf: "\\f".utf8)
    case 0x0D: output.append(contentsOf: "\\r".utf8)
    case 0x00..<0x20, 0x7F: writeEscape(UInt16(byte), to: &output)
    case 0xC2 where text.first.map { $0 < 0xA0 } ?? false:
      writeEscape(UInt16(text.removeFirst()), to: &output)
    case 0xE2 where text.starts(with: [0x80, 0xA8]) || text.starts(with: [0x80, 0xA9]):
      text.removeFirst()
      writeEscape(0x2000 | UInt16(text.removeFirst() & 0x3F), to: &output)
    default: output.append(byte)
    }
  }
  output.append(UInt8(ascii: "\""))
}

private func writeEscape(_ value: UInt16, to output: inout [UInt8]) {
  output.append(contentsOf: "\\u".utf8)
  for shift in [UInt16(12), 8, 4, 0] {
    let digit = UInt8(value >> shift & 0xF)
    output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
  }
}
