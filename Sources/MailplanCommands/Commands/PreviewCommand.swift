import ArgumentParser
import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import JSONText

struct PreviewCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "A dry run: who gets what when, before anything is sent.")

  @OptionGroup var argument: CampaignArgument
  @OptionGroup var inputs: RunInputs
  @OptionGroup var rowOptions: RowOptions

  @Option(help: ArgumentHelp("Timelines of the first so many contacts.", valueName: "count"))
  var timelines = 3

  @Option(
    help: ArgumentHelp(
      "The timeline and mail of this contact instead; may be repeated.", valueName: "id"))
  var contact: [String] = []

  @Option(help: ArgumentHelp("Show the mail of this step.", valueName: "step"))
  var mail: String?

  @Flag(
    help:
      "End with exit code 1 if more people, or sooner, would get mail than policies.blast_radius allows."
  )
  var check = false

  @Option(help: "text or json.")
  var format: Format = .text

  func validate() throws {
    if timelines < 0 || timelines > 1000 {
      throw ValidationError("--timelines takes a number from 0 to 1000")
    }
  }

  func run() throws {
    let zones = ZoneFiles()
    let campaign = try argument.compiled(zones: zones, isJSON: format == .json)
    Interruption.note()
    if let mail { _ = try emailNode(mail, in: campaign.graph) }
    let running = CampaignRunning(
      campaign: campaign, inputs: inputs, zones: zones,
      findings: FindingsOutput(color: argument.color, isJSON: format == .json))
    var options = RunOptions(launch: inputs.launchInstant, asOf: inputs.asOf?.instant)
    options.timelines =
      contact.isEmpty ? .first(timelines) : .contacts(contact.map { Array($0.utf8) })
    var sink = PreviewSink(step: mail, contacts: contact)
    try refuseToOverwriteInputs()
    let rejects = try rowOptions.rejects.map { try RejectsFile($0) }
    let outcome = try running.run(
      options: options, rows: rowOptions.rows, rejects: rejects, to: &sink)
    try checkContacts(outcome.result)
    try rejects?.commit()
    switch format {
    case .text:
      let report = PreviewReport(
        segment: inputs.segment == "-" ? "<stdin>" : inputs.segment, result: outcome.result,
        mail: sink.mail, notes: outcome.notes)
      try StandardStream.output.write(report.text())
    case .json:
      try StandardStream.output.write(
        previewJSON(outcome, mail: sink.mail).serialized(pretty: true))
    }
    if check { try checkBlast(outcome.result.summary, running) }
    if !RejectedRows(outcome.result.summary, rowOptions).isAllowed { throw ExitStatus.findings }
  }

  private func refuseToOverwriteInputs() throws {
    guard let rejects = rowOptions.rejects, let file = resolvedPath(rejects) else { return }
    for input in [inputs.segment, argument.campaign] + inputs.events
    where input != "-" && resolvedPath(input)?.utf8.elementsEqual(file.utf8) == true {
      throw Failure(.usage, "the output '\(rejects)' would overwrite the input '\(input)'")
    }
  }

  /// After the report, so that it can be read why.
  private func checkBlast(_ summary: RunSummary, _ running: CampaignRunning) throws {
    guard let blast = summary.blast, blast.isExceeded else { return }
    let place = running.campaign.analyzed.project?.blastRadius?.range
    // In JSON it stands in the document.
    if format == .text {
      try running.tell([
        Diagnostic(
          "blast-radius", .error, blast.words,
          at: place.map { .range($0) }
            ?? .file(path: running.campaign.analyzed.definition.file.path),
          help: "raise 'recipients' once you have looked at who they are")
      ])
    }
    throw ExitStatus.findings
  }

  private func checkContacts(_ result: RunResult) throws {
    let found = Set(result.timelines.map(\.contact))
    for id in contact where !found.contains(Array(id.utf8)) {
      throw Failure(
        .usage, "contact '\(id)' is not in the segment", rule: "wrong-usage")
    }
  }
}

/// The summary of the run, timelines and one mail.
func previewJSON(_ outcome: CampaignRunning.Outcome, mail: JSONValue?) -> JSONValue {
  let timelines = outcome.result.timelines.map { timeline in
    JSONValue.object([
      .init("contact", .string(String(decoding: timeline.contact, as: UTF8.self))),
      .init("row", .integer(Int64(timeline.number))),
      .init("timezone", .string(timeline.zone)),
      .init(
        "entries",
        .array(timeline.entries.map { entryJSON($0) })),
    ])
  }
  return .object([
    .init("formatVersion", .string("1.0")),
    .init("summary", outcome.result.summary.json(outcome.origins)),
    .init("attention", .array(attentionLines(outcome.result.summary).map { .string($0) })),
    .init("blastRadius", outcome.result.summary.blast.map { $0.json } ?? .null),
    .init("timelines", .array(timelines)),
    .init("mail", mail ?? .null),
  ])
}
