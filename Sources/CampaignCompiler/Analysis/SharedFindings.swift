import Diagnostics

// Findings of this stage under ids that other stages report too.

enum UnknownColumn {
  static func unknown(
    _ column: Located<String>, segment: String, suggestion: String?
  ) -> Diagnostic {
    Diagnostic(
      "unknown-column", .error, "segment \(quoted(segment)) has no column \(quoted(column.value))",
      at: column.range, label: suggestion.map { "a column '\($0)' exists" } ?? "")
  }
}

enum MissingKey {
  static func segment(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "missing-key", .error, "a campaign needs the key 'segment'", at: range,
      help: "add segment: and the path of a segment file, or its columns")
  }

  static func timeOfDay(_ column: Located<String>) -> Diagnostic {
    Diagnostic(
      "missing-key", .error, "a wait until a date needs the key 'at'", at: column.range,
      help: "add at: 09:00")
  }
}
