import Diagnostics
import JSONText
import TestSupport
import Testing

@Suite struct FindingReportTests {
  private func report(_ severities: [Severity]) -> FindingReport {
    let file = SourceFile(path: "x.yaml", text: String(repeating: "a", count: 99))
    var findings = Findings()
    for (index, severity) in severities.enumerated() {
      findings.report(Diagnostic("r", severity, "\(index)", at: file.range(index..<index + 1)))
    }
    return FindingReport(findings)
  }

  @Test func theWorstAreKeptInTheirOrder() {
    let all = report([.info, .warning, .error, .warning, .error])
    let kept = all.limited(to: Set(Severity.allCases), worst: 3)
    #expect(kept.findings.map(\.message) == ["1", "2", "4"])
    #expect(kept.counts == all.counts && kept.notShown == 2)
    #expect(kept.remark == "2 more findings are not shown")
    #expect(all.limited(to: [.error]).findings.map(\.message) == ["2", "4"])
    #expect(all.limited(to: [.error]).remark == nil)
    #expect(all.limited(to: [.error], worst: 1).remark == "1 more finding is not shown")
    #expect(all.remark == nil && all.notShown == 0)
  }

  @Test func whatIsLeftOutIsSaidInEveryFormat() {
    let cut = report([.error, .error, .info]).limited(to: Set(Severity.allCases), worst: 1)
    for (format, renderer) in allRenderers where format != .json {
      #expect(
        text(renderer.render(cut)).contains("2 more findings are not shown"), "\(format)")
    }
    #expect(JSONRenderer().value(cut)["notShown"] == 2)
  }

  @Test func quietReportsHaveNoCount() {
    let all = report([.error, .info])
    let quiet = HumanRenderer(counted: false)
    #expect(!text(quiet.render(all.limited(to: [.error]))).contains("1 error"))
    #expect(text(quiet.render(report([.info]).limited(to: [.error]))) == "")
    #expect(
      text(quiet.render(all.limited(to: [.error, .info], worst: 1))).hasSuffix(
        "\n\n1 more finding is not shown\n"))
  }

  @Test func oneOfAFileThatCampaignsShareIsToldOnce() {
    let shared = Diagnostic("r", "m", at: .file(path: "footer.liquid"))
    let first = shared.about(LogicalAddress(campaign: "a", step: "x"))
    let second = shared.about(LogicalAddress(campaign: "b", step: "x"))
    for order in [[first, second], [second, first]] {
      var findings = Findings()
      for finding in order { findings.report(finding) }
      #expect(findings.sorted() == [first])
    }
  }

  @Test func longWaysLoseTheirMiddle() {
    let step = { (number: Int) in WitnessStep(.file(path: "x"), "step \(number)") }
    let finding = Diagnostic("r", "m", at: .file(path: "x")).along((1...40).map { step($0) })
    var findings = Findings()
    findings.report(finding)
    let lines = human(findings).split(separator: "\n")
    #expect(lines.contains("     6. x  step 6"))
    #expect(lines.contains("        … 27 more steps"))
    #expect(lines.contains("    34. x  step 34"))
    #expect(!lines.contains("     7. x  step 7"))
  }
}

/// The fingerprints of a report, as GitLab gets them; what they are made of is in `FingerprintTests`.
@Suite struct ReportFingerprintTests {
  private func prints(_ findings: Diagnostic..., paths: ReportPaths) throws -> [String] {
    var all = Findings()
    for finding in findings { all.report(finding) }
    let items = try parseJSON(GitLabRenderer(paths: paths).render(all)).arrayValue ?? []
    return items.compactMap { $0["fingerprint"]?.stringValue }
  }

  @Test func theyDoNotDependOnWhereTheToolWasStarted() throws {
    let above = ReportPaths(root: "/repo", here: "/repo")
    let below = Diagnostic("r", "m", at: .file(path: "x.yaml"))
    let same = Diagnostic("r", "m", at: .file(path: "sub/x.yaml"))
    let other = Diagnostic("r", "m", at: .file(path: "x.yaml"))
    #expect(try prints(below, paths: checkout) == prints(same, paths: above))
    #expect(try prints(below, paths: checkout) != prints(other, paths: above))
  }

  @Test func allFormatsHaveTheSame() throws {
    let print = try prints(richFinding(), paths: checkout)[0]
    #expect(print.utf8.count == 32)
    for (format, renderer) in allRenderers where [.json, .sarif].contains(format) {
      #expect(text(renderer.render(report(richFinding()))).contains(print))
    }
  }
}

@Suite struct ReportPathsTests {
  @Test(arguments: [
    ("a/b.yaml", "sub/a/b.yaml"), ("./a.yaml", "sub/a.yaml"), ("../a.yaml", "a.yaml"),
    ("a/../b.yaml", "sub/b.yaml"), ("../../out.yaml", "../../out.yaml"),
    ("/repo/x.yaml", "x.yaml"), ("/other/x.yaml", "/other/x.yaml"),
    ("/repository/x", "/repository/x"),
    ("", ""), ("a//b", "sub/a/b"), ("<stdin>", "sub/<stdin>"),
  ])
  func fromTheRoot(_ path: String, _ expected: String) {
    #expect(checkout.fromRoot(path) == expected)
  }

  @Test func withoutARepository() {
    #expect(ReportPaths.asWritten.fromRoot("./a/../b") == "b")
    #expect(ReportPaths(root: "/", here: "/x").fromRoot("y") == "x/y")
  }
}
