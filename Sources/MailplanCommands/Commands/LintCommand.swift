import ArgumentParser
import CampaignCompiler
import CampaignGraph
import CampaignRunner
import Diagnostics
import LiquidTemplates

struct LintCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human
    case concise
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract:
      "Check campaigns, segment files and the project file, with their templates and rules.",
    discussion: "A folder means every campaign below it. Findings go to standard output.")

  @Argument(help: "Files or folders; without any, the folder you are in.")
  var paths: [String] = ["."]

  @Option(help: "human, concise or json.")
  var format: Format = .human

  @Option(
    name: .customLong("fail-on"),
    help: "The least severity that ends with exit code 1: error, warning or info.")
  var failOn: Severity = .error

  @Option(
    help: ArgumentHelp(
      "The contacts, a CSV file: says in how many rows a value is missing.", valueName: "file"))
  var segment: [String] = []

  @Option(help: "Colour: auto, always or never.")
  var color: ColourChoice = .auto

  func validate() throws {
    if segment.count > 1 { throw ValidationError("--segment is given once") }
  }

  func run() throws {
    var findings = Findings()
    do {
      let zones = ZoneFiles()
      try zones.requireDatabase()
      let items = try LintInputs(paths).items
      let rows = try segment.first.flatMap { try CountedSegment($0, into: &findings) }
      for item in items { try lint(item, zones: zones, rows: rows, into: &findings) }
      if let unused = rows?.unused { findings.report(unused) }
    } catch let failure as Failure where format == .json {
      // Together with what was found before.
      findings.report(failure.diagnostic)
      try show(findings)
      throw failure.status
    }
    try show(findings)
    if findings.all.contains(where: { $0.severity.rank >= failOn.rank }) {
      throw ExitStatus.findings
    }
  }

  private func lint(
    _ item: LintInputs.Item, zones: ZoneFiles, rows: CountedSegment?, into findings: inout Findings
  ) throws {
    let input = try CampaignInput(item.path, zones: zones)
    let files = input.files.campaignFiles
    switch item.subject {
    case .campaign:
      _ = compileCampaign(
        input.file, at: input.path, files: files, rows: { rows?.rows(of: $0) }, into: &findings)
    case .segment:
      lintSegment(input.file, at: input.path, files: files, into: &findings)
    case .project:
      lintProject(input.file, files: files, into: &findings)
    }
  }

  private func show(_ findings: Findings) throws {
    switch format {
    case .human:
      let renderer = HumanRenderer(colour: color.isOn(for: .output))
      try StandardStream.output.write(renderer.render(findings))
    case .concise:
      try StandardStream.output.write(ConciseRenderer().render(findings))
    case .json:
      try StandardStream.output.write(JSONRenderer().render(findings))
    }
  }
}

extension Severity: ExpressibleByArgument {
  fileprivate var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}
