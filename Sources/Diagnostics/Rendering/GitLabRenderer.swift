import JSONText

/// A Code Quality report of GitLab: a JSON array of findings, with fingerprints that outlive edits elsewhere.
package struct GitLabRenderer: FindingRenderer {
  private let paths: ReportPaths

  package init(paths: ReportPaths) { self.paths = paths }

  package func render(_ report: FindingReport) -> [UInt8] {
    var prints = Fingerprints()
    var positions = PositionCache()
    var items: [JSONValue] = report.findings.map { finding in
      let path = paths.fromRoot(finding.place.path)
      return [
        "description": .string(finding.statement),
        "check_name": .string(finding.rule.name),
        "fingerprint": .string(prints.next(finding, path: path)),
        "severity": .string(finding.severity.gitLabName),
        "location": location(finding.place, path, &positions),
      ]
    }
    if let remark = report.remark {
      items.append([
        "description": .string(remark), "check_name": "not-shown", "fingerprint": "not-shown",
        "severity": "info", "location": ["path": ".", "lines": ["begin": 1]],
      ])
    }
    return JSONValue.array(items).serialized(pretty: true)
  }

  /// The format wants a path and a line of everything.
  private func location(
    _ place: Place, _ path: String, _ positions: inout PositionCache
  ) -> JSONValue {
    var lines: JSONValue = ["begin": 1]
    switch place {
    case .file: break
    case .position(_, let line, _): lines = ["begin": JSONValue(line)]
    case .range(let range):
      let (start, end) = (positions.start(of: range), positions.end(of: range))
      lines = ["begin": JSONValue(start.line), "end": JSONValue(end.line)]
    }
    return ["path": .string(path.isEmpty ? "." : path), "lines": lines]
  }
}

extension Severity {
  fileprivate var gitLabName: String {
    switch self {
    case .error: "major"
    case .warning: "minor"
    case .info: "info"
    }
  }
}
