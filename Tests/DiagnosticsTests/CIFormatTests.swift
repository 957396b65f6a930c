import Diagnostics
import JSONText
import TestSupport
import Testing

/// What GitHub, GitLab, JUnit readers and Markdown get for one finding that has everything.
@Suite struct CIFormatTests {
  private func many(_ count: Int, _ severity: Severity) -> Findings {
    let file = SourceFile(path: "x.yaml", text: String(repeating: "a\n", count: count))
    var findings = Findings()
    for line in 0..<count {
      findings.report(
        Diagnostic("r", severity, "number \(line)", at: file.range(2 * line..<2 * line + 1)))
    }
    return findings
  }

  @Test func github() {
    let expected = """
      ::error file=sub/a b/ü%3A1.yaml,line=2,endLine=2,col=5,endColumn=7,title=some-rule::a rule is stated \
      (here)%0Anote: one%0Anote: two%0Alines%0Ahelp: remove it%0Afix: write 'ß'
      a b/ü:1.yaml:2:5: error[some-rule]: a rule is stated
          2 | x: 日bé
            |      ^^ here
        a b/ü:1.yaml:1:1: first defined here
          1 | é: 1
            | ----
        the way there:
          1. a b/ü:1.yaml:1:1  'welcome' is sent
          2. a b/ü:1.yaml:3:1  'engaged': no case holds
        note: one
        note: two
              lines
        help: remove it
        fix: write 'ß' (--fix)

      1 error

      """
    #expect(text(GitHubRenderer(paths: checkout).render(report(richFinding()))) == expected)
  }

  @Test func githubGetsWhatItShowsWorstFirst() {
    var findings = many(12, .warning)
    findings.append(contentsOf: many(11, .error))
    let lines = text(GitHubRenderer(paths: checkout).render(findings)).split(separator: "\n")
    #expect(lines.prefix(10).allSatisfy { $0.hasPrefix("::error file=sub/x.yaml,line=") })
    #expect(lines[10..<20].allSatisfy { $0.hasPrefix("::warning file=") })
    #expect(lines[20] == "3 more findings are not shown as annotations: all are listed here")
    #expect(lines.count { $0.hasPrefix("x.yaml:") } == 23)
  }

  @Test func githubGetsColumnsWithinOneLineOnly() {
    let file = SourceFile(path: "x", text: "ab\ncd\n")
    let finding = Diagnostic("r", .info, "m", at: file.range(1..<4))
    let lines = text(GitHubRenderer(paths: checkout).render(report(finding)))
    #expect(lines.hasPrefix("::notice file=sub/x,line=1,endLine=2,title=r::m\n"))
    let fault = Diagnostic("r", "m", at: .file(path: ""))
    #expect(
      text(GitHubRenderer(paths: checkout).render(report(fault))).hasPrefix("::error title=r::m\n"))
  }

  @Test(arguments: [
    ("a::b", "a: :b"), (":::", ": : :"), ("##[error]x", "# #[error]x"),
    ("::add-mask::x", ": :add-mask: :x"),
    ("a:b #c", "a:b #c"),
  ])
  func noCommandsInPlainText(_ hostile: String, _ plain: String) {
    let finding = Diagnostic("r", .info, hostile, at: .file(path: "x"))
    let lines = text(GitHubRenderer(paths: checkout).render(report(finding)))
      .split(separator: "\n")
    #expect(lines.dropFirst().first == "x: info[r]: \(plain)")
  }

  @Test func gitlab() throws {
    let items = try parseJSON(GitLabRenderer(paths: checkout).render(report(richFinding())))
    let print = items[0]?["fingerprint"]?.stringValue ?? ""
    let expected: JSONValue = [
      [
        "description": "a rule is stated (here)", "check_name": "some-rule",
        "fingerprint": .string(print), "severity": "major",
        "location": ["path": "sub/a b/ü:1.yaml", "lines": ["begin": 2, "end": 2]],
      ]
    ]
    #expect(items == expected)
    let fault = Diagnostic("r", .warning, "m", at: .file(path: ""))
    let item = try parseJSON(GitLabRenderer(paths: checkout).render(report(fault)))[0]
    #expect(item?["location"] == ["path": ".", "lines": ["begin": 1]])
    #expect(item?["severity"] == "minor")
    #expect(text(GitLabRenderer(paths: checkout).render(report())) == "[]\n")
  }

  @Test func junit() {
    let warning = Diagnostic("w", .warning, "a < b", at: .file(path: "z.yaml"))
    let report = report(richFinding(), warning, files: ["clean.yaml", "z.yaml"])
    let expected = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="mailplan lint" tests="3" failures="1" errors="0" skipped="0" time="0">
        <testsuite name="sub/a b/ü:1.yaml" tests="1" failures="1" errors="0" skipped="0" time="0">
          <testcase name="some-rule in welcome" classname="sub/a b/ü:1.yaml" file="sub/a b/ü:1.yaml" line="2" time="0">
            <failure message="a rule is stated (here)" type="error">a b/ü:1.yaml:2:5: error[some-rule]: a rule is stated
          2 | x: 日bé
            |      ^^ here
        a b/ü:1.yaml:1:1: first defined here
          1 | é: 1
            | ----
        the way there:
          1. a b/ü:1.yaml:1:1  &apos;welcome&apos; is sent
          2. a b/ü:1.yaml:3:1  &apos;engaged&apos;: no case holds
        note: one
        note: two
              lines
        help: remove it
        fix: write &apos;ß&apos; (--fix)
      </failure>
          </testcase>
        </testsuite>
        <testsuite name="sub/clean.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
          <testcase name="lint" classname="sub/clean.yaml" file="sub/clean.yaml" time="0"/>
        </testsuite>
        <testsuite name="sub/z.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
          <testcase name="w" classname="sub/z.yaml" file="sub/z.yaml" time="0">
            <system-out>z.yaml: warning[w]: a &lt; b
      </system-out>
          </testcase>
        </testsuite>
      </testsuites>

      """
    #expect(text(JUnitRenderer(paths: checkout).render(report)) == expected)
    let strict = JUnitRenderer(paths: checkout, failing: [.error, .warning])
    #expect(text(strict.render(report)).contains("tests=\"3\" failures=\"2\""))
  }

  @Test func markdown() {
    let expected = """
      ### mailplan lint: 1 error

      | severity | place | rule | finding |
      | --- | --- | --- | --- |
      | ❌ error | <code>sub/a b/ü&#58;1&#46;yaml&#58;2&#58;5</code> | <code>some&#45;rule</code> | a rule is stated \
      (here)<br>note&#58; one<br>note&#58; two<br>lines<br>help&#58; remove it<br>fix&#58; write 'ß' |

      """
    #expect(text(MarkdownRenderer(paths: checkout).render(report(richFinding()))) == expected)
    #expect(
      text(MarkdownRenderer(paths: checkout).render(report()))
        == "### mailplan lint: no findings\n")
    let cut = MarkdownRenderer(paths: checkout, mostBytes: 400).render(many(20, .error))
    #expect(cut.count < 450)
    #expect(text(cut).hasSuffix("more findings are not shown\n"))
  }
}
