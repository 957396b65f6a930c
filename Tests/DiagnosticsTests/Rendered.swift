import Diagnostics
import TestSupport

/// A finding on what the two places of marker 1 enclose, with marker 2 as a related place.
func finding(
  _ marked: String, severity: Severity = .error, message: String = "a rule is stated",
  label: String = "", notes: [String] = [], help: String? = nil
) -> Findings {
  let source = MarkedSource(marked)
  let file = source.file("a/b.yaml")
  let place = { (marker: Int) -> SourceRange? in
    if let range = source.range(marker) { return file.range(range) }
    return source.offset(marker).map { file.range($0..<$0) }
  }
  var findings = Findings()
  findings.report(
    Diagnostic(
      "some-rule", severity, message, at: place(1) ?? file.range(0..<0), label: label,
      related: place(2).map { [.init($0, "first defined here")] } ?? [], notes: notes, help: help))
  return findings
}

func human(_ findings: Findings, colour: Bool = false, width: Int = 100) -> String {
  let renderer = HumanRenderer(colour: colour, width: width)
  return String(decoding: renderer.render(findings), as: UTF8.self)
}

func concise(_ findings: Findings) -> String {
  String(decoding: ConciseRenderer().render(findings), as: UTF8.self)
}

/// The two lines of the only snippet in a report, without their gutters.
func snippet(_ marked: String, width: Int = 100) -> [String] {
  let lines = human(finding(marked), width: width).split(
    separator: "\n", omittingEmptySubsequences: false)
  return lines.dropFirst().prefix(2).map { line in
    let rest = line.drop { $0 != "|" }.dropFirst()
    return String(rest.first == " " ? rest.dropFirst() : rest)
  }
}

/// A finding that has everything that a finding may have, in a file with CR LF and text beyond ASCII.
func richFinding() -> Diagnostic {
  let source = MarkedSource("2️⃣é: 12️⃣\r\nx: 日1️⃣bé1️⃣\r\n3️⃣y3️⃣: 2\r\n")
  let file = source.file("a b/ü:1.yaml")
  let place = { (marker: Int) in file.range(source.range(marker) ?? 0..<0) }
  let edits = [Fix.Edit(place(1), "ß"), Fix.Edit(file.range(0..<0), "")]
  return Diagnostic(
    "some-rule", .error, "a rule is stated", at: place(1), label: "here",
    related: [.init(place(2), "first defined here")], notes: ["one", "two\nlines"],
    help: "remove it"
  )
  .mended(by: Fix("write 'ß'", .safe, edits))
  .along([
    WitnessStep(.range(place(2)), "'welcome' is sent"),
    WitnessStep(.range(place(3)), "'engaged': no case holds"),
  ])
  .about(LogicalAddress(campaign: "hello", step: "welcome"))
}

func report(_ findings: Diagnostic..., files: [String] = []) -> FindingReport {
  var all = Findings()
  for finding in findings { all.report(finding) }
  return FindingReport(all, files: files)
}

let checkout = ReportPaths(root: "/repo", here: "/repo/sub")

/// Every format, with the name of each.
let allRenderers: [(FindingFormat, any FindingRenderer)] = FindingFormat.allCases.map { format in
  switch format {
  case .human: (format, HumanRenderer())
  case .concise: (format, ConciseRenderer())
  case .json: (format, JSONRenderer(paths: checkout))
  case .sarif: (format, SARIFRenderer(paths: checkout, version: "1.2.3") { _ in nil })
  case .github: (format, GitHubRenderer(paths: checkout))
  case .gitlab: (format, GitLabRenderer(paths: checkout))
  case .junit: (format, JUnitRenderer(paths: checkout))
  case .markdown: (format, MarkdownRenderer(paths: checkout))
  }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Findings of texts that try to be commands, markup, ends of lines or escape sequences, at any place of any bytes.
struct HostileFindings {
  var random: SeededRandom

  private static let pieces = [
    "::", ":", "::error::", "##[error]", "##", "#", "%0A", "%", "\r\n", "\n", "\r", "\u{1B}[31m",
    "\u{0}", "]]>", "<", "&amp;", "\"", "'", "\u{FFFE}", "\u{202E}", "|", "`", "@user",
    "https://evil.example", "<script>", "😀", "é", ",", "\\", "\u{85}", "\u{2028}", "\u{9B}", "a",
    " ", "[x](y)", "/", "..", "**", "~~", "\u{FFFF}", "www.evil.example", "日",
  ]

  mutating func text() -> String { random.text(of: Self.pieces, count: random.below(6)) }

  mutating func place() -> Place {
    let bytes = (0..<random.below(40)).map { _ in
      [0x0A, 0x0D, 0x3A, 0x23, 0x61, 0xC3, 0xA9, 0xFF, 0xEF, 0xBB, 0xBF, 0x1B][random.below(12)]
    }
    // One path names one content in a run.
    let file = SourceFile(path: text() + "\(random.next())", bytes: bytes.map { UInt8($0) })
    switch random.below(8) {
    case 0: return .file(path: text())
    case 1: return .position(path: text(), line: 1 + random.below(9), column: nil)
    default:
      let start = random.below(bytes.count + 1)
      return .range(file.range(start..<start + random.below(9)))
    }
  }

  mutating func finding() -> Diagnostic {
    let severity = Severity.allCases[random.below(3)]
    var finding = Diagnostic(
      RuleID("rule-\(random.below(5))"), severity, text(), at: place(), label: text(),
      related: (0..<random.below(3)).map { _ in .init(place(), text()) },
      notes: (0..<random.below(3)).map { _ in text() }, help: random.below(2) == 0 ? nil : text())
    if random.below(2) == 0 {
      finding = finding.along(
        (0..<random.below(30)).map { _ in WitnessStep(place(), text()) })
    }
    if random.below(2) == 0, case .range(let range) = place() {
      finding = finding.mended(by: Fix(text(), .unsafe, [Fix.Edit(range, text())]))
    }
    if random.below(2) == 0 {
      finding = finding.about(
        LogicalAddress(campaign: text(), step: random.below(2) == 0 ? nil : text()))
    }
    return finding
  }

  mutating func report() -> FindingReport {
    var findings = Findings()
    for _ in 0..<random.below(40) { findings.report(finding()) }
    let whole = FindingReport(findings, files: [text(), "clean.yaml"])
    return random.below(3) == 0
      ? whole.limited(to: Set(Severity.allCases), worst: random.below(9)) : whole
  }
}
