extension FilterDefinition {
  /// The value in JSON, made so that it is safe inside of `<script>` as well.
  static let json = FilterDefinition(
    name: "json", input: .any, canFail: true, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    try evaluation.makeText { (evaluation, output) in evaluation.append(json: input, to: &output) }
  }
}

extension Evaluation {
  fileprivate func append(json value: LiquidValue, to output: inout ByteBuffer) {
    switch value {
    case .null: output.append("null")
    case .text(let text): withBytes(of: text) { output.append(jsonString: $0) }
    case .object:
      output.append(UInt8(ascii: "{"))
      for i in 0..<itemCount(of: value) {
        guard output.count <= Evaluation.maximumText else { return }
        if i > 0 { output.append(UInt8(ascii: ",")) }
        let member = item(of: value, at: i)
        append(json: item(of: member, at: 0), to: &output)
        output.append(UInt8(ascii: ":"))
        append(json: item(of: member, at: 1), to: &output)
      }
      output.append(UInt8(ascii: "}"))
    case .list, .cells, .array, .member:
      output.append(UInt8(ascii: "["))
      for i in 0..<itemCount(of: value) {
        guard output.count <= Evaluation.maximumText else { return }
        if i > 0 { output.append(UInt8(ascii: ",")) }
        append(json: item(of: value, at: i), to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .boolean, .integer, .decimal: append(value, to: &output)
    default:
      output.append(UInt8(ascii: "\""))
      append(value, to: &output)
      output.append(UInt8(ascii: "\""))
    }
  }
}

extension ByteBuffer {
  mutating func append(jsonString bytes: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    var start = 0
    for i in 0..<bytes.count {
      let escaped: StaticString
      switch bytes[i] {
      case UInt8(ascii: "\""): escaped = "\\\""
      case UInt8(ascii: "\\"): escaped = "\\\\"
      case 0x0A: escaped = "\\n"
      case 0x0D: escaped = "\\r"
      case 0x09: escaped = "\\t"
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), 0..<0x20, 0x7F:
        escaped = "\\u00"
      // U+2028 and U+2029 end a line of a script.
      case 0xE2 where SpecialBytes.length(bytes, at: i) == 3:
        escaped = bytes[i + 2] == 0xA8 ? "\\u2028" : "\\u2029"
      default: continue
      }
      append(bytes.slice(start..<i))
      append(escaped)
      start = i + (bytes[i] == 0xE2 ? 3 : 1)
      if escaped.utf8CodeUnitCount == 4 {
        append(ByteBuffer.hexDigit(bytes[i] >> 4, isUpper: false))
        append(ByteBuffer.hexDigit(bytes[i], isUpper: false))
      }
    }
    append(bytes.slice(start..<bytes.count))
    append(UInt8(ascii: "\""))
  }
}
