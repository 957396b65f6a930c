/// The problem list as a Markdown table, worst first, such as for the summary of a CI job.
///
/// No text of a finding can become markup, a link or a mention. The table stays below what GitHub takes for a summary,
/// and says how many findings are left out.
package struct MarkdownRenderer: FindingRenderer {
  private let paths: ReportPaths
  private let mostBytes: Int

  package init(paths: ReportPaths, mostBytes: Int = 900_000) {
    self.paths = paths
    self.mostBytes = mostBytes
  }

  package func render(_ report: FindingReport) -> [UInt8] {
    var positions = PositionCache()
    var output = "### mailplan lint: \(report.counts.text)\n"
    var left = report.overLimit
    if !report.findings.isEmpty {
      output += "\n| severity | place | rule | finding |\n| --- | --- | --- | --- |\n"
    }
    for (index, finding) in report.worstFirst.enumerated() {
      let row = self.row(finding, &positions)
      guard output.utf8.count + row.utf8.count <= mostBytes else {
        left += report.findings.count - index
        break
      }
      output += row
    }
    if let remark = notShownText(left) { output += "\n\(remark)\n" }
    return Array(output.utf8)
  }

  private func row(_ finding: Diagnostic, _ positions: inout PositionCache) -> String {
    var place = paths.fromRoot(finding.place.path)
    switch finding.place {
    case .file: break
    case .position(_, let line, _): place += ":\(line)"
    case .range(let range):
      let start = positions.start(of: range)
      place += ":\(start.line):\(start.column)"
    }
    let words = ([finding.statement] + finding.remarks).map { markdown($0) }
    let cells = [
      finding.severity.mark, place.isEmpty ? "" : "<code>\(markdown(place))</code>",
      "<code>\(markdown(finding.rule.name))</code>", words.joined(separator: "<br>"),
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }
}

/// Text in which nothing is markup: all of it but letters, digits and harmless punctuation as numbered entities, which
/// neither start a tag nor a link.
private func markdown(_ text: String) -> String {
  terminalSafe(lines: text).unicodeScalars.reduce(into: "") { result, scalar in
    switch scalar {
    case "\n": result += "<br>"
    case "a"..."z", "A"..."Z", "0"..."9", " ", ",", ";", "'", "(", ")", "?", "/", "=":
      result.unicodeScalars.append(scalar)
    case _ where scalar.isASCII: result += "&#\(scalar.value);"
    default: result.unicodeScalars.append(scalar)
    }
  }
}

extension Severity {
  fileprivate var mark: String {
    switch self {
    case .error: "❌ error"
    case .warning: "⚠️ warning"
    case .info: "💡 info"
    }
  }
}
