import Diagnostics
import Testing

/// What a test expects of one finding: its rule, and the place or the text it points at.
package struct ExpectedFinding: Sendable {
  package let rule: String
  package let marker: Int?
  package let text: String?
  package let severity: Severity?

  package init(_ rule: String, at marker: Int?, _ text: String?, severity: Severity?) {
    self.rule = rule
    self.marker = marker
    self.text = text
    self.severity = severity
  }

  /// - Parameters:
  ///   - marker: the marker at which the range begins, or whose two places it lies between;
  ///     nil: anywhere.
  ///   - text: the bytes that the range covers; nil: not compared.
  package static func finding(
    _ rule: String, at marker: Int? = nil, _ text: String? = nil, severity: Severity? = nil
  ) -> ExpectedFinding {
    ExpectedFinding(rule, at: marker, text, severity: severity)
  }
}

/// Compares the sorted findings one by one with what is expected, in the same order.
package func expectFindings(
  _ findings: Findings, in source: MarkedSource, _ expected: [ExpectedFinding],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = findings.sorted()
  var isSame = found.count == expected.count
  for (diagnostic, wanted) in zip(found, expected) where !matches(diagnostic, wanted, source) {
    isSame = false
  }
  guard !isSame else { return }
  let lines =
    ["expected:"] + expected.map { "  " + describe($0, source) }
    + ["found:"] + found.map { "  " + describe($0) }
  Issue.record(Comment(rawValue: lines.joined(separator: "\n")), sourceLocation: sourceLocation)
}

/// Compares findings with what is expected in an unmarked source; markers must not be used.
package func expectFindings(
  _ findings: Findings, _ expected: [ExpectedFinding],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectFindings(findings, in: MarkedSource(""), expected, sourceLocation: sourceLocation)
}

private func matches(
  _ diagnostic: Diagnostic, _ wanted: ExpectedFinding, _ source: MarkedSource
) -> Bool {
  guard diagnostic.rule.name == wanted.rule else { return false }
  if let severity = wanted.severity, diagnostic.severity != severity { return false }
  guard case .range(let range) = diagnostic.place else {
    return wanted.marker == nil && wanted.text == nil
  }
  if let marker = wanted.marker {
    guard let offset = source.offset(marker), range.bytes.lowerBound == offset else { return false }
    if let whole = source.range(marker), range.bytes != whole { return false }
  }
  if let text = wanted.text { return Array(range.text.utf8) == Array(text.utf8) }
  return true
}

private func describe(_ wanted: ExpectedFinding, _ source: MarkedSource) -> String {
  var line = wanted.rule
  if let severity = wanted.severity { line += " (\(severity.rawValue))" }
  if let marker = wanted.marker {
    if let range = source.range(marker) {
      line += " at \(range)"
    } else {
      line += " at \(source.offset(marker).map(String.init) ?? "missing marker \(marker)")"
    }
  }
  if let text = wanted.text { line += " on '\(text)'" }
  return line
}

private func describe(_ diagnostic: Diagnostic) -> String {
  var line = "\(diagnostic.rule.name) (\(diagnostic.severity.rawValue))"
  switch diagnostic.place {
  case .range(let range): line += " at \(range.bytes) on '\(range.text)'"
  case .position(let path, let row, let column):
    line += " at \(path):\(row):\(column.map(String.init) ?? "-")"
  case .file(let path): line += " at \(path)"
  }
  return line + ": " + diagnostic.message
}
