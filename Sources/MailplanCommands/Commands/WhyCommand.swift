import ArgumentParser
import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import JSONText

struct WhyCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "One contact's story: each step, each rule, each shift of time.",
    discussion: """
      Runs the campaign over the whole segment, since earlier contacts may matter, and tells of one. \
      Shows the contact's own data.
      """)

  @OptionGroup var argument: CampaignArgument
  @OptionGroup var inputs: RunInputs

  @Option(help: ArgumentHelp("The contact whose story is told.", valueName: "id"))
  var contact: String

  @Option(help: "text or json.")
  var format: Format = .text

  func validate() throws {
    if contact.isEmpty { throw ValidationError("--contact needs the id of a contact") }
  }

  func run() throws {
    let zones = ZoneFiles()
    let campaign = try argument.compiled(zones: zones, isJSON: format == .json)
    Interruption.note()
    let running = CampaignRunning(
      campaign: campaign, inputs: inputs, zones: zones,
      findings: FindingsOutput(color: argument.color, isJSON: format == .json))
    var options = RunOptions(launch: inputs.launchInstant, asOf: inputs.asOf?.instant)
    options.timelines = .contacts([Array(contact.utf8)])
    options.bodies = .none
    var sink = NoManifest()
    let outcome = try running.run(options: options, to: &sink)
    guard !outcome.result.timelines.isEmpty else {
      throw Failure(.usage, unknownContact(outcome), rule: "wrong-usage")
    }
    switch format {
    case .text:
      let report = WhyReport(
        segment: inputs.segment == "-" ? "<stdin>" : inputs.segment, result: outcome.result)
      try StandardStream.output.write(report.text())
    case .json:
      try StandardStream.output.write(
        whyJSON(outcome.result, outcome.origins).serialized(pretty: true))
    }
  }

  private func unknownContact(_ outcome: CampaignRunning.Outcome) -> String {
    let records = outcome.result.summary.counts.records
    let column = outcome.result.summary.graph.segment
    let name = column.index(of: .id).map { column.columns[$0].name } ?? "id"
    let file = inputs.segment == "-" ? "standard input" : "'\(inputs.segment)'"
    return "no contact of \(file) has \(name) '\(contact)' (\(records) rows read)"
  }
}

/// Takes rows and lets them go.
struct NoManifest: ManifestSink {
  mutating func write(manifest rows: UnsafeRawBufferPointer) {}
  mutating func write(actions rows: UnsafeRawBufferPointer) {}
}
