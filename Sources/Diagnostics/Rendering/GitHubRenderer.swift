/// Workflow commands that GitHub shows as annotations, then everything as plain text.
///
/// ```
/// ::error file=campaigns/a/campaign.yaml,line=4,endLine=4,col=5,endColumn=9,title=unknown-key::an email step has …
/// ```
/// GitHub shows ten annotations of each severity a step: these are the first in the order of the report. No text of
/// the list can start a workflow command.
package struct GitHubRenderer: FindingRenderer {
  package static let mostOfOneSeverity = 10
  private let paths: ReportPaths

  package init(paths: ReportPaths) { self.paths = paths }

  package func render(_ report: FindingReport) -> [UInt8] {
    var positions = PositionCache()
    var output = ""
    var shown: [Severity: Int] = [:]
    for finding in report.worstFirst {
      let count = shown[finding.severity, default: 0]
      guard count < Self.mostOfOneSeverity else { continue }
      shown[finding.severity] = count + 1
      output += annotation(finding, &positions) + "\n"
    }
    let left = report.findings.count - shown.values.reduce(0, +)
    if let remark = notShownText(left, " as annotations: all are listed here") {
      output += remark + "\n"
    }
    let list = String(decoding: HumanRenderer().render(report), as: UTF8.self)
    return Array(output.utf8) + withoutCommands(list)
  }

  private func annotation(_ finding: Diagnostic, _ positions: inout PositionCache) -> String {
    var properties: [(String, String)] = []
    let path = finding.place.path
    if !path.isEmpty { properties.append(("file", terminalSafe(paths.fromRoot(path)))) }
    properties += place(finding.place, &positions)
    properties.append(("title", terminalSafe(finding.rule.name)))
    let words = properties.map { "\($0.0)=\(escaped($0.1, alsoIn: [":", ","]))" }
    let text = ([finding.statement] + finding.remarks).map { terminalSafe(lines: $0) }
    return "::\(finding.severity.command) \(words.joined(separator: ","))::"
      + escaped(text.joined(separator: "\n"), alsoIn: [])
  }

  /// Columns only within one line, which is all that GitHub takes.
  private func place(_ place: Place, _ positions: inout PositionCache) -> [(String, String)] {
    switch place {
    case .file: return []
    case .position(_, let line, _): return [("line", String(line))]
    case .range(let range):
      let start = positions.start(of: range)
      let end = positions.end(of: range)
      let lines = [("line", String(start.line)), ("endLine", String(end.line))]
      guard start.line == end.line else { return lines }
      return lines + [("col", String(start.column)), ("endColumn", String(end.column))]
    }
  }

  /// Percent signs and line breaks; in properties, what ends them too.
  private func escaped(_ text: String, alsoIn ends: Set<Unicode.Scalar>) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar == "%" || scalar == "\r" || scalar == "\n" || ends.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count < 2 ? "0" + digits : digits)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}

/// Text in which no runner of CI jobs finds a command: `::` and `##`, wherever they stand, are drawn apart.
func withoutCommands(_ text: String) -> [UInt8] {
  var output: [UInt8] = []
  for byte in text.utf8 {
    let isDoubled = byte == output.last && (byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#"))
    if isDoubled { output.append(UInt8(ascii: " ")) }
    output.append(byte)
  }
  return output
}

extension Severity {
  fileprivate var command: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }
}
