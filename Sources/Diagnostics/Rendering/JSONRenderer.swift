import JSONText

/// Findings for programs: one JSON document, version 1.0.
///
/// Lines and columns are 1-based, columns in Unicode scalars, bytes 0-based; ends are exclusive.
/// Places in streamed input have a line and perhaps a byte column, and places that are a whole file
/// only a path.
package struct JSONRenderer: Sendable {
  package static let formatVersion = "1.0"

  package init() {}

  /// Indented by two spaces, with a line feed at the end.
  package func render(_ findings: Findings) -> [UInt8] {
    value(findings).serialized(pretty: true)
  }

  package func value(_ findings: Findings) -> JSONValue {
    let sorted = findings.sorted()
    let counts = FindingCounts(sorted)
    var positions = PositionCache()
    return [
      "formatVersion": .string(Self.formatVersion),
      "findings": .array(sorted.map { member($0, &positions) }),
      "counts": [
        "error": JSONValue(counts.errors), "warning": JSONValue(counts.warnings),
        "info": JSONValue(counts.infos),
      ],
    ]
  }

  private func member(_ finding: Diagnostic, _ positions: inout PositionCache) -> JSONValue {
    var related: [JSONValue] = []
    for other in finding.related {
      let message = [("message", JSONValue(other.message) as JSONValue?)]
      related.append(.object(present: message + place(other.place, &positions)))
    }
    let head: [(String, JSONValue?)] = [
      ("rule", JSONValue(finding.rule.name)), ("severity", JSONValue(finding.severity.rawValue)),
      ("message", JSONValue(finding.message)),
    ]
    let tail: [(String, JSONValue?)] = [
      ("label", finding.label.isEmpty ? nil : JSONValue(finding.label)),
      ("related", .array(related)), ("notes", JSONValue(finding.notes)),
      ("help", finding.help.map { .string($0) }),
    ]
    return .object(present: head + place(finding.place, &positions) + tail)
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
