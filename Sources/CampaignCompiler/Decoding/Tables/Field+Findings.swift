import Diagnostics
import YAMLTree

extension Field {
  /// "'opens' takes true or false, not a list"
  func reportType(
    _ takes: String, label: String = "", notes: [String] = [], help: String? = nil,
    into findings: inout Findings
  ) {
    let place: SourceRange
    let actual: String
    switch node.content {
    case .scalar(let scalar):
      place = scalar.range
      actual = quoted(scalar.string)
    case .sequence:
      place = heading
      actual = "a list"
    case .mapping:
      place = heading
      actual = "a mapping"
    }
    findings.report(
      Diagnostic(
        "wrong-type", .error, "\(title) takes \(takes), not \(actual)", at: place, label: label,
        notes: notes, help: help))
  }

  /// "'drop' is not a campaign type; it is one of broadcast, drip, triggered, ab_test"
  func reportUnknownValue(
    _ written: String, _ range: SourceRange, is what: String, oneOf values: [String],
    marked mark: String = "", meant: String? = nil, into findings: inout Findings
  ) {
    let near =
      meant == nil && findings.suggests
      ? nearMatch(of: written, among: values.map { $0 + mark }) : nil
    let suggestion = meant ?? near?.name
    findings.report(
      Diagnostic(
        "unknown-value", .error,
        "\(quoted(written)) is not \(what); it is one of \(values.joined(separator: ", "))",
        at: range, label: suggestion.map { "did you mean '\($0)'?" } ?? ""
      ).respelt(near))
  }

  func noValue(_ scalar: YAMLScalar, takes: String) -> Diagnostic {
    let isWritten = !scalar.text.utf8.isEmpty
    return Diagnostic(
      "missing-value", .error, "\(title) has no value; it takes \(takes)",
      at: isWritten ? scalar.range : heading,
      help: isWritten ? "quote it if the text '\(scalar.string)' is meant" : nil)
  }
}

/// The user's text for a message: in single quotes, on one line, and cut where it is long.
func quoted(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if scalars.count == 48 {
      scalars.append("…")
      break
    }
    scalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
  }
  return "'\(String(scalars))'"
}

/// "'a', 'b' and 'c'"
func listed(_ names: [String], _ conjunction: String = "and") -> String {
  let names = names.map { "'\($0)'" }
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
