import JSONText

/// Findings in SARIF 2.1.0 (OASIS), for code scanning.
///
/// Columns count code points from 1, ends are exclusive, and regions carry bytes too. Witness paths are code flows.
/// Findings without a file, such as of a wrong command line, are notifications of the invocation.
package struct SARIFRenderer: FindingRenderer {
  package static let schemaURI =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private let paths: ReportPaths
  private let version: String
  private let info: @Sendable (RuleID) -> RuleInfo?

  /// - Parameters:
  ///   - version: of the tool.
  ///   - info: what is known of a rule; nil for one outside of the catalogue.
  package init(
    paths: ReportPaths, version: String, info: @escaping @Sendable (RuleID) -> RuleInfo?
  ) {
    self.paths = paths
    self.version = version
    self.info = info
  }

  package func render(_ report: FindingReport) -> [UInt8] {
    let results = report.findings.filter { !$0.place.path.isEmpty }
    let faults = report.findings.filter { $0.place.path.isEmpty }
    let rules = Set((results + report.suppressed.map(\.finding)).map(\.rule)).sorted()
    var writer = SARIFResults(paths: paths, rules: rules)
    let hasSuppressed = !report.suppressed.isEmpty
    var items = results.map { writer.result($0, suppressions: hasSuppressed ? [] : nil) }
    items += report.suppressed.map { known in
      let suppression: JSONValue = .object(present: [
        ("kind", .string(known.kind.rawValue)),
        ("justification", known.reason.map { .string($0) }),
      ])
      return writer.result(known.finding, suppressions: [suppression])
    }
    let run: JSONValue = [
      "tool": ["driver": driver(rules)],
      "invocations": [invocation(faults, remark: report.remark)],
      "originalUriBaseIds": [
        SARIFResults.root: ["description": ["text": "The root of the repository."]]
      ],
      "columnKind": "unicodeCodePoints",
      "newlineSequences": ["\r\n", "\n", "\r"],
      "results": .array(items),
    ]
    let document: JSONValue = [
      "$schema": .string(Self.schemaURI), "version": "2.1.0", "runs": [run],
    ]
    return document.serialized(pretty: true)
  }

  private func driver(_ rules: [RuleID]) -> JSONValue {
    [
      "name": "Mailplan", "version": .string(version), "semanticVersion": .string(version),
      "rules": .array(rules.map { descriptor($0) }),
    ]
  }

  private func descriptor(_ rule: RuleID) -> JSONValue {
    var members: [JSONValue.Member] = [.init("id", .string(rule.name))]
    if let info = info(rule) {
      members += [
        .init("shortDescription", ["text": .string(info.summary)]),
        .init("fullDescription", ["text": .string(info.why)]),
        .init("helpUri", .string("urn:mailplan:rule:\(rule.name)")),
        .init(
          "help",
          [
            "text": .string("\(info.summary)\n\n\(info.why)\n\nmailplan explain \(rule.name)"),
            "markdown": .string(info.help),
          ]),
        .init("defaultConfiguration", ["level": .string(info.severity.sarifLevel)]),
        .init("properties", ["tags": [.string(info.group)]]),
      ]
    }
    return .object(members)
  }

  private func invocation(_ faults: [Diagnostic], remark: String?) -> JSONValue {
    var notes: [JSONValue] = faults.map { fault in
      [
        "descriptor": ["id": .string(fault.rule.name)],
        "message": ["text": .string(fault.statement)],
        "level": .string(fault.severity.sarifLevel),
      ]
    }
    if let remark { notes.append(["message": ["text": .string(remark)], "level": "note"]) }
    let isWhole = !faults.contains { $0.severity == .error }
    return .object(present: [
      ("executionSuccessful", JSONValue(isWhole)),
      ("toolExecutionNotifications", notes.isEmpty ? nil : .array(notes)),
    ])
  }
}

extension Severity {
  var sarifLevel: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }
}
