import Diagnostics
import JSONText
import Testing

@Suite struct JSONRendererTests {
  @Test func everythingThatAFindingMayHave() throws {
    let findings = finding(
      "2️⃣é2️⃣: 1\nx: 日1️⃣b1️⃣\n", label: "here", notes: ["n"], help: "h")
    let expected = """
      {
        "formatVersion": "1.1",
        "findings": [
          {
            "rule": "some-rule",
            "severity": "error",
            "message": "a rule is stated",
            "path": "a/b.yaml",
            "startLine": 2,
            "startColumn": 5,
            "endLine": 2,
            "endColumn": 6,
            "startByte": 12,
            "endByte": 13,
            "label": "here",
            "related": [
              {
                "message": "first defined here",
                "path": "a/b.yaml",
                "startLine": 1,
                "startColumn": 1,
                "endLine": 1,
                "endColumn": 2,
                "startByte": 0,
                "endByte": 2
              }
            ],
            "notes": [
              "n"
            ],
            "help": "h",
            "fingerprint": "f60b7e7cc21a03aa97cecd906814b485"
          }
        ],
        "counts": {
          "error": 1,
          "warning": 0,
          "info": 0
        },
        "notShown": 0
      }

      """
    #expect(String(decoding: JSONRenderer().render(findings), as: UTF8.self) == expected)
  }

  @Test func placesWithoutARange() throws {
    var findings = Findings()
    findings.report(Diagnostic("a", .info, "m", at: .file(path: "x")))
    findings.report(Diagnostic("a", .warning, "m", at: .position(path: "y", line: 2, column: nil)))
    let document = try parseJSON(JSONRenderer().render(findings))
    #expect(document["findings"]?[0]?["path"]?.stringValue == "x")
    #expect(document["findings"]?[0]?["startLine"] == nil)
    #expect(document["findings"]?[1]?["startLine"]?.integerValue == 2)
    #expect(document["findings"]?[1]?["startColumn"] == nil)
    #expect(document["counts"] == ["error": 0, "warning": 1, "info": 1])
  }

  @Test func waysFixesAndSubjects() throws {
    let finding = JSONRenderer().value(report(richFinding()))["findings"]?[0]
    #expect(finding?["subject"] == ["campaign": "hello", "step": "welcome"])
    #expect(finding?["witness"]?[0]?["text"] == "'welcome' is sent")
    #expect(finding?["witness"]?[1]?["startLine"] == 3)
    #expect(finding?["fix"]?["title"] == "write 'ß'")
    #expect(finding?["fix"]?["applicability"] == "safe")
    #expect(finding?["fix"]?["edits"]?[0]?["replacement"] == "ß")
    #expect(finding?["fix"]?["edits"]?[0]?["startByte"] == 13)
    #expect(finding?["fix"]?["edits"]?[0]?["endByte"] == 16)
  }
}
