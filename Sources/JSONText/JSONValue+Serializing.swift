extension JSONValue {
  /// JSON text in UTF-8; the same value gives the same bytes.
  ///
  /// - Parameter pretty: one member or item a line, indented by two spaces, with a line feed at
  ///   the end; otherwise without any white space.
  package func serialized(pretty: Bool = false) -> [UInt8] {
    var output: [UInt8] = []
    write(to: &output, indent: pretty ? 0 : nil)
    if pretty { output.append(0x0A) }
    return output
  }

  /// Appends the compact text.
  package func write(to output: inout [UInt8]) { write(to: &output, indent: nil) }

  private func write(to output: inout [UInt8], indent: Int?) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .boolean(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): output.append(contentsOf: String(value).utf8)
    case .number(let text): output.append(contentsOf: text.utf8)
    case .string(let text): writeJSONString(text.utf8, to: &output)
    case .array(let items):
      writeList(items, "[", "]", to: &output, indent: indent) { item, output, inner in
        item.write(to: &output, indent: inner)
      }
    case .object(let members):
      writeList(members, "{", "}", to: &output, indent: indent) { member, output, inner in
        writeJSONString(member.name.utf8, to: &output)
        output.append(contentsOf: (inner == nil ? ":" : ": ").utf8)
        member.value.write(to: &output, indent: inner)
      }
    }
  }
}

private func writeList<Element>(
  _ items: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar, to output: inout [UInt8],
  indent: Int?, _ write: (Element, inout [UInt8], Int?) -> Void
) {
  output.append(UInt8(ascii: open))
  let inner = indent.map { $0 + 2 }
  for (place, item) in items.enumerated() {
    if place > 0 { output.append(UInt8(ascii: ",")) }
    startLine(inner, &output)
    write(item, &output, inner)
  }
  if !items.isEmpty { startLine(indent, &output) }
  output.append(UInt8(ascii: close))
}

private func startLine(_ indent: Int?, _ output: inout [UInt8]) {
  guard let indent else { return }
  output.append(0x0A)
  output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
}
