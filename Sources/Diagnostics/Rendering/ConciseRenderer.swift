/// Findings in one line each: `path:line:column: error[rule]: message (label)`.
package struct ConciseRenderer: FindingRenderer {
  package init() {}

  /// Without a count; nothing for none.
  package func render(_ report: FindingReport) -> [UInt8] {
    var positions = PositionCache()
    var output = ""
    for finding in report.findings {
      if !finding.place.path.isEmpty { output += finding.place.text(&positions) + ": " }
      output += "\(finding.severity.rawValue)[\(terminalSafe(finding.rule.name))]: "
      output += terminalSafe(finding.message)
      if !finding.label.isEmpty { output += " (\(terminalSafe(finding.label)))" }
      output += "\n"
    }
    if let remark = report.remark { output += remark + "\n" }
    return Array(output.utf8)
  }
}
