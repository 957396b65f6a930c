import Diagnostics
import Testing

@Suite struct ConciseRendererTests {
  @Test func oneLineEach() {
    var findings = finding("日: 1️⃣b1️⃣", severity: .warning, label: "a label", help: "not shown")
    findings.report(Diagnostic("z-rule", .error, "no file", at: .file(path: "a/a.yaml")))
    #expect(
      concise(findings) == """
        a/a.yaml: error[z-rule]: no file
        a/b.yaml:1:4: warning[some-rule]: a rule is stated (a label)

        """)
  }
}
