import Diagnostics
import Testing

@Suite struct FindingsTests {
  @Test func sortedByFileOffsetAndRuleWithoutDuplicates() {
    let a = SourceFile(path: "a", text: "one\ntwo")
    let b = SourceFile(path: "b", text: "one")
    var findings = Findings()
    var other = Findings()
    findings.report(Diagnostic("x", .error, "m", at: b.range(0..<1)))
    findings.report(Diagnostic("y", .error, "m", at: a.range(4..<5)))
    findings.report(Diagnostic("x", .error, "m", at: a.range(4..<5)))
    other.report(Diagnostic("z", .warning, "m", at: a.range(1..<2)))
    other.report(Diagnostic("x", .error, "m", at: b.range(0..<1)))
    other.report(Diagnostic("x", .error, "m", at: .file(path: "b")))
    findings.append(contentsOf: other)
    let order = findings.sorted().map(\.rule.name)
    #expect(order == ["z", "x", "y", "x", "x"])
    #expect(findings.hasErrors)
    #expect(findings.count(of: .warning) == 1)
    #expect(!Findings().hasErrors)
  }
}
