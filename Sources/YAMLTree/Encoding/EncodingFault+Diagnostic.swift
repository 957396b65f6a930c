import Diagnostics

extension Diagnostic {
  static func encoding(_ fault: EncodingFault, in file: SourceFile) -> Diagnostic {
    let range = file.range(fault.bytes)
    switch fault.kind {
    case .utf16:
      return Diagnostic(
        .yamlEncoding, .error,
        "a file must be in UTF-8; this one begins with a UTF-16 byte order mark",
        at: range, help: "save it as UTF-8")
    case .invalidUTF8:
      let bytes = file.bytes[range.bytes].map { hex(UInt32($0), digits: 2) }
      return Diagnostic(
        .yamlEncoding, .error, "a file must be in UTF-8; invalid at byte \(fault.bytes.lowerBound)",
        at: range, label: "bytes " + bytes.joined(separator: " "), help: "save it as UTF-8")
    case .forbidden(let value):
      return Diagnostic(
        .yamlEncoding, .error,
        "YAML does not allow the character U+\(hex(value, digits: 4)) in a file",
        at: range, help: "remove it, or write it as an escape in double quotes")
    }
  }

  static func noMemory(_ file: SourceFile) -> Diagnostic {
    Diagnostic(.yamlLimit, .error, "no memory left to read the file", at: .file(path: file.path))
  }
}

private func hex(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
