/// A format in which findings are shown.
package protocol FindingRenderer: Sendable {
  /// The whole text or document; the same report gives the same bytes.
  func render(_ report: FindingReport) -> [UInt8]
}

extension FindingRenderer {
  package func render(_ findings: Findings) -> [UInt8] { render(FindingReport(findings)) }
}
