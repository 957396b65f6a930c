import JSONText

/// Findings for programs: one JSON document, version 1.1, of the form of `diagnosticsSchema()`.
///
/// Lines and columns are 1-based, columns in Unicode scalars, bytes 0-based; ends are exclusive.
/// Places in streamed input have a line and perhaps a byte column, and places that are a whole file
/// only a path.
package struct JSONRenderer: FindingRenderer {
  package static let formatVersion = "1.1"
  private let paths: ReportPaths

  /// - Parameter paths: how files are named where fingerprints are made of them; `path` is as users write it.
  package init(paths: ReportPaths = .asWritten) { self.paths = paths }

  /// Indented by two spaces, with a line feed at the end.
  package func render(_ report: FindingReport) -> [UInt8] {
    value(report).serialized(pretty: true)
  }

  package func value(_ report: FindingReport) -> JSONValue {
    var positions = PositionCache()
    var prints = Fingerprints()
    let findings = report.findings.map { finding in
      let path = paths.fromRoot(finding.place.path)
      return member(finding, print: prints.next(finding, path: path), &positions)
    }
    return [
      "formatVersion": .string(Self.formatVersion),
      "findings": .array(findings),
      "counts": [
        "error": JSONValue(report.counts.errors), "warning": JSONValue(report.counts.warnings),
        "info": JSONValue(report.counts.infos),
      ],
      "notShown": JSONValue(report.notShown),
    ]
  }

  private func member(
    _ finding: Diagnostic, print: String, _ positions: inout PositionCache
  ) -> JSONValue {
    var related: [JSONValue] = []
    for other in finding.related {
      let message = [("message", JSONValue(other.message) as JSONValue?)]
      related.append(.object(present: message + place(other.place, &positions)))
    }
    var witness: [JSONValue] = []
    for step in finding.witness {
      let text = [("text", JSONValue(step.text) as JSONValue?)]
      witness.append(.object(present: text + place(step.place, &positions)))
    }
    let head: [(String, JSONValue?)] = [
      ("rule", JSONValue(finding.rule.name)), ("severity", JSONValue(finding.severity.rawValue)),
      ("message", JSONValue(finding.message)),
    ]
    let tail: [(String, JSONValue?)] = [
      ("label", finding.label.isEmpty ? nil : JSONValue(finding.label)),
      ("related", .array(related)), ("notes", JSONValue(finding.notes)),
      ("help", finding.help.map { .string($0) }),
      ("witness", witness.isEmpty ? nil : .array(witness)),
      ("fix", finding.fix.map { fix($0, &positions) }),
      ("subject", finding.subject.map { subject($0) }), ("fingerprint", .string(print)),
    ]
    return .object(present: head + place(finding.place, &positions) + tail)
  }

  private func subject(_ address: LogicalAddress) -> JSONValue {
    .object(present: [
      ("campaign", JSONValue(address.campaign)), ("step", address.step.map { .string($0) }),
    ])
  }

  private func fix(_ fix: Fix, _ positions: inout PositionCache) -> JSONValue {
    var edits: [JSONValue] = []
    for edit in fix.edits {
      let text = String(decoding: edit.replacement, as: UTF8.self)
      let replacement = [("replacement", JSONValue(text) as JSONValue?)]
      edits.append(.object(present: place(.range(edit.range), &positions) + replacement))
    }
    return [
      "title": .string(fix.title), "applicability": .string(fix.applicability.rawValue),
      "edits": .array(edits),
    ]
  }

  private func place(
    _ place: Place, _ positions: inout PositionCache
  ) -> [(String, JSONValue?)] {
    switch place {
    case .file(let path):
      return [("path", JSONValue(path))]
    case .position(let path, let line, let column):
      return [
        ("path", JSONValue(path)), ("startLine", JSONValue(line)),
        ("startColumn", column.map { JSONValue($0) }),
      ]
    case .range(let range):
      let start = positions.start(of: range)
      let end = positions.end(of: range)
      return [
        ("path", JSONValue(range.file.path)), ("startLine", JSONValue(start.line)),
        ("startColumn", JSONValue(start.column)), ("endLine", JSONValue(end.line)),
        ("endColumn", JSONValue(end.column)), ("startByte", JSONValue(range.bytes.lowerBound)),
        ("endByte", JSONValue(range.bytes.upperBound)),
      ]
    }
  }
}
