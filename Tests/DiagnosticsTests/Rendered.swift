import Diagnostics
import TestSupport

/// A finding on what the two places of marker 1 enclose, with marker 2 as a related place.
func finding(
  _ marked: String, severity: Severity = .error, message: String = "a rule is stated",
  label: String = "", notes: [String] = [], help: String? = nil
) -> Findings {
  let source = MarkedSource(marked)
  let file = source.file("a/b.yaml")
  let place = { (marker: Int) -> SourceRange? in
    if let range = source.range(marker) { return file.range(range) }
    return source.offset(marker).map { file.range($0..<$0) }
  }
  var findings = Findings()
  findings.report(
    Diagnostic(
      "some-rule", severity, message, at: place(1) ?? file.range(0..<0), label: label,
      related: place(2).map { [.init($0, "first defined here")] } ?? [], notes: notes, help: help))
  return findings
}

func human(_ findings: Findings, colour: Bool = false, width: Int = 100) -> String {
  let renderer = HumanRenderer(colour: colour, width: width)
  return String(decoding: renderer.render(findings), as: UTF8.self)
}

func concise(_ findings: Findings) -> String {
  String(decoding: ConciseRenderer().render(findings), as: UTF8.self)
}

/// The two lines of the only snippet in a report, without their gutters.
func snippet(_ marked: String, width: Int = 100) -> [String] {
  let lines = human(finding(marked), width: width).split(
    separator: "\n", omittingEmptySubsequences: false)
  return lines.dropFirst().prefix(2).map { line in
    let rest = line.drop { $0 != "|" }.dropFirst()
    return String(rest.first == " " ? rest.dropFirst() : rest)
  }
}
