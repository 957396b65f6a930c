import Diagnostics
import Testing

@Suite struct FindingsLimitTests {
  private func findings(_ count: Int, rule: RuleID = "unknown-key") -> Findings {
    let file = SourceFile(path: "a.yaml", text: String(repeating: "x", count: count))
    var findings = Findings()
    for offset in 0..<count {
      findings.report(Diagnostic(rule, "no", at: file.range(offset..<offset + 1)))
    }
    return findings
  }

  @Test func upToTheLimitAllAreShown() {
    let shown = findings(1000).sorted()
    #expect(shown.count == 1000)
    #expect(shown.allSatisfy { $0.message == "no" })
  }

  @Test func whatIsLeftOutIsCounted() {
    let shown = findings(1234).sorted()
    #expect(shown.count == 1001)
    #expect(shown.first?.message == "234 more like this are not shown")
    #expect(shown.first?.place == .file(path: "a.yaml"))
  }

  @Test func partsAreCountedTogether() {
    var all = findings(1100)
    all.append(contentsOf: findings(1300))
    all.append(contentsOf: findings(3, rule: "wrong-type"))
    let shown = all.sorted()
    #expect(shown.first?.message == "1400 more like this are not shown")
    #expect(shown.count(where: { $0.rule == "wrong-type" }) == 3)
  }
}
