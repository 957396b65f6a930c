import ArgumentParser
import CampaignCompiler
import CampaignGraph
import CampaignRunner
import Diagnostics
import JSONText
import LiquidTemplates

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract:
      "Check campaigns, segment files and the project file, with their templates and rules.",
    discussion: """
      A folder means every campaign below it, - standard input. Findings go to standard output, and with --output to \
      files as well.
      """)

  @Argument(help: "Files or folders; without any, the folder you are in.")
  var paths: [String] = ["."]

  @OptionGroup var report: ReportOptions

  @Option(
    help: ArgumentHelp(
      "The contacts, a CSV file: says in how many rows a value is missing.", valueName: "file"))
  var segment: [String] = []

  @Option(
    name: .customLong("stdin-filename"),
    help: ArgumentHelp(
      "Where the file on standard input lies, for its paths and for messages.", valueName: "file"))
  var stdinFilename: String?

  @OptionGroup var scope: ScopeOptions
  @OptionGroup var fixes: FixOptions

  @Flag(
    name: .customLong("report"),
    help:
      "Print the bounds of each campaign: paths, emails, gaps, duration, each with a way that comes to it."
  )
  var wantsBounds = false

  func validate() throws {
    if segment.count > 1 { throw ValidationError("--segment is given once") }
    let inputs = (paths + segment).count { $0 == "-" }
    if inputs > 1 { throw ValidationError("standard input can be read only once") }
    if wantsBounds, ![.human, .concise, .json].contains(report.format) {
      throw ValidationError("--report is written as human or json")
    }
    if stdinFilename != nil, !paths.contains("-") {
      throw ValidationError("--stdin-filename needs the path -, standard input")
    }
    guard fixes.isWanted else { return }
    if paths.contains("-") { throw ValidationError("--fix writes to files, not to standard input") }
    if scope.writeBaseline != nil {
      throw ValidationError("--write-baseline and --fix do not go together")
    }
  }

  func run() throws {
    var findings = Findings()
    var coverage = LintChecker.Coverage()
    do {
      try check(into: &findings, &coverage)
    } catch let failure as Failure { coverage.failures.append(failure) }
    if wantsBounds {
      try showBounds(findings, coverage)
    } else if !fixes.diff || !coverage.failures.isEmpty {
      try show(findings, coverage)
    }
    if let failure = coverage.failures.first { throw failure.status }
    if report.fails(findings) { throw ExitStatus.findings }
  }

  private func check(
    into findings: inout Findings, _ coverage: inout LintChecker.Coverage
  ) throws {
    let input = paths.contains("-") ? try StandardInputFile(as: stdinFilename) : nil
    let checker = try LintChecker(
      paths: paths, standardInput: input, scope: scope, wantsBounds: wantsBounds)
    let rows = try segment.first.flatMap { try CountedSegment($0, into: &findings) }
    if fixes.isWanted {
      try mend(checker, rows, &findings, &coverage)
    } else {
      findings.append(contentsOf: checker.check(rows: rows, coverage: &coverage))
      findings = try scope.applyBaseline(to: findings, scope: coverage.scope)
    }
    if let unused = rows?.unused { findings.report(unused) }
  }

  /// Mends what may be mended, or shows the difference; what remains is in `findings`.
  private func mend(
    _ checker: LintChecker, _ rows: CountedSegment?, _ findings: inout Findings,
    _ coverage: inout LintChecker.Coverage
  ) throws {
    let mended = try fixes.mend(roots: checker.roots) { edits in
      coverage = LintChecker.Coverage()
      let found = checker.check(edits: edits, rows: rows, coverage: &coverage)
      return try scope.applyBaseline(to: found, scope: coverage.scope, isQuiet: true)
    }
    findings.append(contentsOf: mended.findings)
    let changed = mended.edits.changed.count
    let files = "\(changed) file\(changed == 1 ? "" : "s")"
    if fixes.diff {
      try StandardStream.output.write(mended.edits.diff)
      if changed > 0 { tell("\(counted(mended.count)) would be fixed in \(files)") }
      if changed > 0 { throw ExitStatus.findings }
      return
    }
    try mended.edits.write()
    if changed > 0 { tell("\(counted(mended.count)) fixed in \(files)") }
  }

  /// The report is the output, and findings are told beside it.
  private func showBounds(_ findings: Findings, _ coverage: LintChecker.Coverage) throws {
    if !findings.all.isEmpty {
      try FindingsOutput(color: report.color, isJSON: false).show(findings)
    }
    for failure in coverage.failures { failure.tell() }
    if report.format == .json {
      let json = reportJSON(coverage.bounds).serialized(pretty: true)
      try StandardStream.output.write(json)
    } else {
      let texts = coverage.bounds.map { $0.text() }
      try StandardStream.output.write(texts.joined(separator: "\n"))
    }
  }

  /// What cannot be read is told to people on standard error, and to programs with the findings.
  private func show(_ findings: Findings, _ coverage: LintChecker.Coverage) throws {
    var all = findings
    for failure in coverage.failures {
      all.report(failure.diagnostic)
      if !report.format.isForPrograms { failure.tell() }
    }
    try ReportWriter(options: report).write(
      FindingReport(findings, files: coverage.files),
      withFailures: FindingReport(all, files: coverage.files))
  }
}
