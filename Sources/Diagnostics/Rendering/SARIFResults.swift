import JSONText

/// Writes the results of a SARIF run one after the other.
struct SARIFResults {
  /// The base of all relative URIs.
  static let root = "SRCROOT"

  private let paths: ReportPaths
  private let places: [RuleID: Int]
  private var positions = PositionCache()
  private var prints = Fingerprints()

  /// - Parameter rules: in the order in which the driver lists them.
  init(paths: ReportPaths, rules: [RuleID]) {
    self.paths = paths
    places = Dictionary(rules.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// - Parameter suppressions: nil where nothing in the run is suppressed.
  mutating func result(_ finding: Diagnostic, suppressions: [JSONValue]?) -> JSONValue {
    let print = prints.next(finding, path: paths.fromRoot(finding.place.path))
    var related: [JSONValue] = []
    for (index, other) in finding.related.enumerated() where !other.place.path.isEmpty {
      related.append(
        location(other.place, id: index + 1, message: other.message, subject: nil))
    }
    let text = ([finding.statement] + finding.remarks).joined(separator: "\n")
    return .object(present: [
      ("ruleId", .string(finding.rule.name)),
      ("ruleIndex", places[finding.rule].map { JSONValue($0) }),
      ("level", .string(finding.severity.sarifLevel)),
      ("message", ["text": .string(text)]),
      (
        "locations",
        [location(finding.place, id: nil, message: nil, subject: finding.subject)]
      ),
      ("relatedLocations", related.isEmpty ? nil : .array(related)),
      ("codeFlows", finding.witness.isEmpty ? nil : [codeFlow(finding.witness)]),
      ("partialFingerprints", ["primaryLocationLineHash": .string(print)]),
      ("fixes", fix(finding.fix).map { [$0] }),
      ("suppressions", suppressions.map { .array($0) }),
    ])
  }

  private mutating func codeFlow(_ steps: [WitnessStep]) -> JSONValue {
    var locations: [JSONValue] = []
    for step in steps {
      locations.append([
        "location": location(step.place, id: nil, message: step.text, subject: nil)
      ])
    }
    return ["threadFlows": [["locations": .array(locations)]]]
  }

  private mutating func location(
    _ place: Place, id: Int?, message: String?, subject: LogicalAddress?
  ) -> JSONValue {
    let physical: JSONValue = .object(present: [
      ("artifactLocation", artifact(place.path)), ("region", region(place)),
    ])
    return .object(present: [
      ("id", id.map { JSONValue($0) }),
      ("physicalLocation", place.path.isEmpty ? nil : physical),
      ("logicalLocations", subject.map { [logicalLocation($0)] }),
      ("message", message.map { ["text": .string($0)] }),
    ])
  }

  private func logicalLocation(_ subject: LogicalAddress) -> JSONValue {
    let name = subject.step ?? subject.campaign
    let whole = subject.step.map { "\(subject.campaign)/\($0)" } ?? subject.campaign
    return [
      "name": .string(name), "fullyQualifiedName": .string(whole),
      "kind": .string(subject.step == nil ? "campaign" : "step"),
    ]
  }

  private func artifact(_ path: String) -> JSONValue {
    let path = paths.fromRoot(path)
    guard path.utf8.first != UInt8(ascii: "/") else {
      return ["uri": .string("file://" + percentEncoded(path))]
    }
    return ["uri": .string(percentEncoded(path)), "uriBaseId": .string(Self.root)]
  }

  /// nil for a whole file. Columns of streamed input are bytes, and are left out.
  private mutating func region(_ place: Place) -> JSONValue? {
    switch place {
    case .file: return nil
    case .position(_, let line, _): return ["startLine": JSONValue(line)]
    case .range(let range):
      let (start, end) = (positions.start(of: range), positions.end(of: range))
      return [
        "startLine": JSONValue(start.line), "startColumn": JSONValue(start.column),
        "endLine": JSONValue(end.line), "endColumn": JSONValue(end.column),
        "byteOffset": JSONValue(range.bytes.lowerBound), "byteLength": JSONValue(range.bytes.count),
      ]
    }
  }

  /// Edits by file, files in the order of their first edit; nil where there is nothing to replace.
  private mutating func fix(_ fix: Fix?) -> JSONValue? {
    guard let fix, !fix.edits.isEmpty else { return nil }
    var files: [String] = []
    var replacements: [String: [JSONValue]] = [:]
    for edit in fix.edits {
      let path = edit.range.file.path
      if replacements[path] == nil { files.append(path) }
      let text = String(decoding: edit.replacement, as: UTF8.self)
      replacements[path, default: []].append(
        .object(present: [
          ("deletedRegion", region(.range(edit.range))),
          ("insertedContent", text.isEmpty ? nil : ["text": .string(text)]),
        ]))
    }
    let changes = files.map { path -> JSONValue in
      [
        "artifactLocation": artifact(path),
        "replacements": .array(replacements[path] ?? []),
      ]
    }
    return ["description": ["text": .string(fix.title)], "artifactChanges": .array(changes)]
  }
}

/// A path as part of a URI (RFC 3986): all but unreserved characters and `/` as percent and two digits.
func percentEncoded(_ path: String) -> String {
  var output: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      output.append(byte)
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      output.append(contentsOf: (byte < 16 ? "%0" : "%").utf8)
      output.append(contentsOf: digits.utf8)
    }
  }
  return String(decoding: output, as: UTF8.self)
}
