/// Findings in one line each: `path:line:column: error[rule]: message (label)`.
package struct ConciseRenderer: Sendable {
  package init() {}

  /// Sorted, without a count; nothing for none.
  package func render(_ findings: Findings) -> [UInt8] {
    var positions = PositionCache()
    var output = ""
    for finding in findings.sorted() {
      output += finding.place.text(&positions)
      output += ": \(finding.severity.rawValue)[\(terminalSafe(finding.rule.name))]: "
      output += terminalSafe(finding.message)
      if !finding.label.isEmpty { output += " (\(terminalSafe(finding.label)))" }
      output += "\n"
    }
    return Array(output.utf8)
  }
}
