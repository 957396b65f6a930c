/// Findings as test results: a suite for each file, a case for each finding, and one that passes for a clean file.
///
/// What decides the exit code is a failure; other findings pass, with their text as output.
package struct JUnitRenderer: FindingRenderer {
  private let paths: ReportPaths
  private let failing: Set<Severity>

  package init(paths: ReportPaths, failing: Set<Severity> = [.error]) {
    self.paths = paths
    self.failing = failing
  }

  package func render(_ report: FindingReport) -> [UInt8] {
    let suites = self.suites(report)
    let cases = suites.flatMap(\.cases)
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append("<testsuites name=\"mailplan lint\"\(totals(cases))>")
    for suite in suites {
      lines.append("  <testsuite name=\"\(xml(suite.name))\"\(totals(suite.cases))>")
      for testCase in suite.cases { lines += text(testCase, in: suite.name) }
      if suite.name == suites.last?.name, let remark = report.remark {
        lines.append("    <system-out>\(remark)</system-out>")
      }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private struct Case {
    let name: String
    let line: Int?
    /// nil for a file without findings.
    let finding: Diagnostic?
    let isFailure: Bool
    let report: String
  }

  private struct Suite {
    let name: String
    var cases: [Case] = []
  }

  /// Sorted by path; those without a file last.
  private func suites(_ report: FindingReport) -> [Suite] {
    var positions = PositionCache()
    var cases: [String: [Case]] = [:]
    for file in report.files { cases[paths.fromRoot(file)] = [] }
    var names: [String: Int] = [:]
    for finding in report.findings {
      let path = paths.fromRoot(finding.place.path)
      let suite = path.isEmpty ? "mailplan" : path
      let start = positions.line(of: finding.place)
      // Names that outlive edits elsewhere, so that the history of a test can be followed.
      var name = finding.rule.name + (finding.subject?.step.map { " in \($0)" } ?? "")
      let count = names[suite + "\n" + name, default: 0] + 1
      names[suite + "\n" + name] = count
      if count > 1 { name += " (\(count))" }
      var one = Findings()
      one.report(finding)
      let text = String(decoding: HumanRenderer(counted: false).render(one), as: UTF8.self)
      cases[suite, default: []].append(
        Case(
          name: name, line: start, finding: finding,
          isFailure: failing.contains(finding.severity), report: text))
    }
    let clean = Case(name: "lint", line: nil, finding: nil, isFailure: false, report: "")
    return cases.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { name in
        let found = cases[name] ?? []
        return Suite(name: name, cases: found.isEmpty ? [clean] : found)
      }
  }

  private func totals(_ cases: [Case]) -> String {
    let failures = cases.count { $0.isFailure }
    return
      " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"0\" time=\"0\""
  }

  private func text(_ testCase: Case, in suite: String) -> [String] {
    let line = testCase.line.map { " line=\"\($0)\"" } ?? ""
    let start =
      "    <testcase name=\"\(xml(testCase.name))\" classname=\"\(xml(suite))\""
      + " file=\"\(xml(suite))\"\(line) time=\"0\""
    guard let finding = testCase.finding else { return [start + "/>"] }
    let body = testCase.report.split(separator: "\n", omittingEmptySubsequences: false)
      .map { xml(String($0)) }.joined(separator: "\n")
    let severity = finding.severity.rawValue
    let result =
      testCase.isFailure
      ? "      <failure message=\"\(xml(finding.statement))\" type=\"\(severity)\">\(body)</failure>"
      : "      <system-out>\(body)</system-out>"
    return [start + ">", result, "    </testcase>"]
  }
}

/// Text as XML 1.0 may hold it, in attributes and between tags; whatever is not allowed in it, or would mislead a
/// reader, becomes visible or goes.
private func xml(_ text: String) -> String {
  var result = ""
  for scalar in terminalSafe(text).unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&apos;"
    case "\u{FFFE}", "\u{FFFF}": break
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
