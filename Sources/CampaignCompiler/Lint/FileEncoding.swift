import Diagnostics

/// A template file that is not UTF-8.
enum FileEncoding: DocumentedRule {
  static let description = RuleDescription(
    "file-encoding", .files,
    summary: "a template file is UTF-8",
    why: "Text in another encoding would arrive with broken letters.",
    bad: "", good: "")

  static func invalid(_ file: SourceFile, _ bytes: Range<Int>) -> Diagnostic {
    let range = file.range(bytes)
    let shown = range.file.bytes[range.bytes].prefix(4).map { byte in
      let digits = Array("0123456789ABCDEF")
      return "0x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
    return Diagnostic(
      description.id, .error,
      "a template file is UTF-8, and \(shown.joined(separator: " ")) is not",
      at: range, help: "save the file as UTF-8")
  }
}
