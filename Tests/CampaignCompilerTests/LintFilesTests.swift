import CampaignCompiler
import CampaignGraph
import Diagnostics
import Testing

private func findings(
  segment: String, project: String = standardFiles["mailplan.yaml"] ?? ""
) -> [String] {
  var findings = Findings()
  lintSegment(
    SourceFile(path: "segments/people.yaml", text: segment), at: "segments/people.yaml",
    files: memory(["mailplan.yaml": Array(project.utf8)]), into: &findings)
  return findings.sorted().map(\.rule.name)
}

private func findings(project: String) -> [String] {
  var findings = Findings()
  lintProject(SourceFile(path: "mailplan.yaml", text: project), files: memory([:]), into: &findings)
  return findings.sorted().map { "\($0.severity.rawValue) \($0.rule.name)" }
}

struct LintFilesTests {
  @Test func aSegmentIsCheckedByItself() {
    #expect(findings(segment: standardFiles["segment.yaml"] ?? "") == [])
    #expect(
      findings(segment: "mailplan: 1\nsegment: people\ncolumns: { id: string }\n")
        == ["missing-role"])
    #expect(
      findings(
        segment: """
          mailplan: 1
          segment: people
          columns:
            id: string
            email: email
            timezone: { type: timezone, preview: Europe/Berln }
          """) == ["invalid-timezone"])
  }

  @Test func theFindingsOfTheProjectFileAreItsOwn() {
    #expect(
      findings(segment: standardFiles["segment.yaml"] ?? "", project: "mailplan: 2\n") == [])
  }

  @Test func aProjectIsCheckedByItself() {
    #expect(findings(project: standardFiles["mailplan.yaml"] ?? "") == [])
    #expect(
      findings(project: "mailplan: 1\ndefaults: { timezone: Europe/Berln }\n")
        == ["error invalid-timezone"])
  }

  @Test func levelsAreAppliedToTheProjectFileToo() {
    #expect(
      findings(project: "mailplan: 1\nlint: { rules: { no-such-rule: off } }\n")
        == ["warning unknown-rule"])
    #expect(
      findings(
        project: "mailplan: 1\nlint: { rules: { no-such-rule: off, unknown-rule: error } }\n")
        == ["error unknown-rule"])
    #expect(
      findings(
        project: "mailplan: 1\nlint: { rules: { no-such-rule: off, unknown-rule: off } }\n") == [])
  }

  @Test func aWarningRaisedToAnErrorStopsTheCampaign() {
    let steps = "\(email("a"))\n- wait: 1 day"
    let calm = CompileCase(campaign(steps: steps))
    #expect(calm.rules == ["trailing-wait"] && calm.graph != nil)
    let project = (standardFiles["mailplan.yaml"] ?? "").replacing(
      "rules:", with: "rules:\n    trailing-wait: error")
    let strict = CompileCase(["campaign.yaml": campaign(steps: steps), "mailplan.yaml": project])
    #expect(strict.rules == ["trailing-wait"] && strict.graph == nil)
  }
}
