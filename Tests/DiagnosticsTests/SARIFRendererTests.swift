import Diagnostics
import JSONText
import TestSupport
import Testing

@Suite struct SARIFRendererTests {
  private func render(_ report: FindingReport, info: RuleInfo? = nil) throws -> JSONValue {
    try parseJSON(SARIFRenderer(paths: checkout, version: "1.2.3") { _ in info }.render(report))
  }

  private func run(_ report: FindingReport, info: RuleInfo? = nil) throws -> JSONValue {
    try #require(try render(report, info: info)["runs"]?[0])
  }

  @Test func theFrame() throws {
    let document = try render(report())
    #expect(document["version"] == "2.1.0")
    #expect(document["$schema"]?.stringValue == SARIFRenderer.schemaURI)
    let run = try #require(document["runs"]?[0])
    #expect(run["columnKind"] == "unicodeCodePoints")
    #expect(run["results"] == [])
    #expect(run["invocations"] == [["executionSuccessful": true]])
    #expect(run["tool"]?["driver"]?["version"] == "1.2.3")
    #expect(run["originalUriBaseIds"]?["SRCROOT"]?["uri"] == nil)
  }

  @Test func rulesHaveTheirDocumentation() throws {
    let info = RuleInfo(
      id: "some-rule", group: "Templates", severity: .warning, summary: "one sentence",
      why: "because", help: "**help**")
    let rules = try run(report(richFinding()), info: info)["tool"]?["driver"]?["rules"]
    #expect(
      rules == [
        [
          "id": "some-rule", "shortDescription": ["text": "one sentence"],
          "fullDescription": ["text": "because"], "helpUri": "urn:mailplan:rule:some-rule",
          "help": [
            "text": "one sentence\n\nbecause\n\nmailplan explain some-rule", "markdown": "**help**",
          ], "defaultConfiguration": ["level": "warning"], "properties": ["tags": ["Templates"]],
        ]
      ])
    #expect(
      try run(report(richFinding()))["tool"]?["driver"]?["rules"] == [["id": "some-rule"]])
  }

  @Test func placesAreExactAndFromTheRoot() throws {
    let result = try run(report(richFinding()))["results"]?[0]
    let artifact: JSONValue = ["uri": "sub/a%20b/%C3%BC%3A1.yaml", "uriBaseId": "SRCROOT"]
    let expected: JSONValue = [
      "artifactLocation": artifact,
      "region": [
        "startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 7, "byteOffset": 13,
        "byteLength": 3,
      ],
    ]
    #expect(result?["locations"]?[0]?["physicalLocation"] == expected)
    #expect(
      result?["locations"]?[0]?["logicalLocations"] == [
        ["name": "welcome", "fullyQualifiedName": "hello/welcome", "kind": "step"]
      ])
    #expect(result?["relatedLocations"]?[0]?["id"] == 1)
    #expect(result?["relatedLocations"]?[0]?["message"] == ["text": "first defined here"])
    #expect(
      result?["message"] == [
        "text":
          "a rule is stated (here)\nnote: one\nnote: two\nlines\nhelp: remove it\nfix: write 'ß'"
      ])
  }

  @Test func waysAreCodeFlows() throws {
    let flow = try run(report(richFinding()))["results"]?[0]?["codeFlows"]?[0]
    let locations = flow?["threadFlows"]?[0]?["locations"]?.arrayValue ?? []
    #expect(
      locations.map { $0["location"]?["message"]?["text"]?.stringValue } == [
        "'welcome' is sent", "'engaged': no case holds",
      ])
    #expect(
      locations.map {
        $0["location"]?["physicalLocation"]?["region"]?["startLine"]?.integerValue
      } == [1, 3])
  }

  @Test func fixesReplaceBytes() throws {
    let fix = try run(report(richFinding()))["results"]?[0]?["fixes"]?[0]
    #expect(fix?["description"] == ["text": "write 'ß'"])
    let replacements = fix?["artifactChanges"]?[0]?["replacements"]?.arrayValue ?? []
    #expect(replacements.map { $0["insertedContent"] } == [["text": "ß"], nil])
    #expect(replacements.map { $0["deletedRegion"]?["byteLength"]?.integerValue } == [3, 0])
    let shown = richFinding().mended(by: Fix("look", .display, []))
    #expect(try run(report(shown))["results"]?[0]?["fixes"] == nil)
  }

  @Test func linesEndAsTheFileEndsThem() throws {
    let file = SourceFile(path: "/elsewhere/x.yaml", bytes: [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x62])
    let first = Diagnostic("r", .warning, "m", at: file.range(3..<4))
    let second = Diagnostic("r", .info, "n", at: file.range(5..<6))
    let run = try run(report(first, second))
    let regions = run["results"]?.arrayValue?.compactMap {
      $0["locations"]?[0]?["physicalLocation"]?["region"]
    }
    #expect(regions?.map { $0["startLine"]?.integerValue } == [1, 2])
    #expect(regions?.map { $0["startColumn"]?.integerValue } == [1, 1])
    #expect(run["newlineSequences"] == ["\r\n", "\n", "\r"])
    #expect(run["results"]?.arrayValue?.map { $0["level"]?.stringValue } == ["warning", "note"])
    let artifact = run["results"]?[0]?["locations"]?[0]?["physicalLocation"]?["artifactLocation"]
    #expect(artifact == ["uri": "file:///elsewhere/x.yaml"])
  }

  @Test func whatHasNoFileIsANotification() throws {
    let fault = Diagnostic("wrong-usage", "no such option", at: .file(path: ""))
    let run = try run(report(fault))
    #expect(run["results"] == [])
    #expect(
      run["invocations"] == [
        [
          "executionSuccessful": false,
          "toolExecutionNotifications": [
            [
              "descriptor": ["id": "wrong-usage"], "message": ["text": "no such option"],
              "level": "error",
            ]
          ],
        ]
      ])
  }

  @Test func acceptedFindingsAreSuppressed() throws {
    var findings = Findings()
    findings.report(richFinding())
    let known = Diagnostic("old-rule", .warning, "known", at: .file(path: "x.yaml"))
    let report = FindingReport(
      findings, accepted: [.init(known, .inSource, reason: "until spring")])
    let results = try run(report)["results"]?.arrayValue ?? []
    #expect(results.map { $0["ruleId"]?.stringValue } == ["some-rule", "old-rule"])
    #expect(
      results.map { $0["suppressions"] } == [
        [], [["kind": "inSource", "justification": "until spring"]],
      ])
  }

  /// What the standard demands of the objects that are written, for any findings.
  @Test func theShapeOfTheStandard() throws {
    var hostile = HostileFindings(random: SeededRandom(seed: 9))
    for _ in 0..<200 {
      for object in SARIFShape.objects(in: try render(hostile.report())) {
        let fault = object.fault
        #expect(fault == nil, "\(fault ?? "")")
      }
    }
  }
}
