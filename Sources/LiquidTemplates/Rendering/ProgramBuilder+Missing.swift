import Diagnostics

extension ProgramBuilder {
  /// Says that a value which may be nil is printed, and for how many rows.
  mutating func reportMissing(_ known: StaticValue, _ value: FilteredExpression) {
    let help = "add '| default: …', or ask with '{% if %}' first"
    if let column = known.column {
      let name = scope.columns[column].name
      // Of a list's items nobody has counted anything.
      let rows = known.mirror == column || isPlain(known, column) ? count(name) : nil
      report(
        "placeholder-no-fallback",
        "column '\(name)' may be empty, and nothing takes its place\(rows.map { ": " + $0 } ?? "")",
        severity: severity, at: value.range, notes: consequence, help: help)
    } else if known.isUnset, case .variable(let name, _) = value.base.kind {
      report(
        "placeholder-no-fallback",
        "'\(name.text)' may have no value here: not every way to it assigns one",
        severity: severity, at: value.range, notes: consequence, help: help)
    }
  }

  private func isPlain(_ known: StaticValue, _ column: Int) -> Bool {
    if case .list = scope.columns[column].type { return false }
    return true
  }

  /// "3 of 200 rows have no first_name".
  private func count(_ column: String) -> String? {
    guard let rows = scope.missing.rows, let empty = rows.empty[column] else { return nil }
    return "\(empty) of \(rows.total) \(rows.total == 1 ? "row has" : "rows have") no \(column)"
  }

  /// With `skip`, somebody has decided who gets no message.
  private var severity: Severity { scope.missing.policy == .skip ? .info : .warning }

  private var consequence: [String] {
    switch scope.missing.policy {
    case .fail: ["on_missing: fail: the contact gets no message, and the run ends with exit code 1"]
    case .skip: ["on_missing: skip: the contact gets no message"]
    case .blank: ["on_missing: blank: the message is sent with nothing in its place"]
    case nil: []
    }
  }
}
