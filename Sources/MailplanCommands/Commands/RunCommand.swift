import ArgumentParser
import CampaignRunner
import Diagnostics
import JSONText

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "The manifest: who gets what, when and why; nothing is sent.",
    discussion: """
      Writes JSON Lines, CSV or a SQLite database, and beside it NAME.summary.json and \
      NAME.actions.jsonl. Each file is complete or absent. With -o - the manifest goes to standard \
      output and nothing lies beside it.
      """)

  @OptionGroup var argument: CampaignArgument
  @OptionGroup var inputs: RunInputs
  @OptionGroup var rowOptions: RowOptions

  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func run() throws {
    let zones = ZoneFiles()
    let campaign = try argument.compiled(zones: zones)
    Interruption.note()
    let running = CampaignRunning(
      campaign: campaign, inputs: inputs, zones: zones,
      findings: FindingsOutput(color: argument.color, isJSON: false))
    var options = RunOptions(launch: inputs.launchInstant, asOf: inputs.asOf?.instant)
    options.bodies = manifest.bodies
    let names = try manifest.names()
    try refuseToOverwriteInputs(names)
    var files = try ManifestFiles(manifest: manifest.target(), actions: names?.actions)
    let rejects = try rowOptions.rejects.map { try RejectsFile($0) }
    let outcome = try running.run(
      options: options, rows: rowOptions.rows, rejects: rejects, to: &files)
    try writeOutputs(files, names, rejects, outcome)
    let rejected = RejectedRows(outcome.result.summary, rowOptions)
    tell(outcome, rejected)
    if !rejected.isAllowed { throw ExitStatus.findings }
    if outcome.result.summary.counts.hasFailures { throw ExitStatus.findings }
  }

  /// Other spellings of the same path count too.
  private func refuseToOverwriteInputs(_ names: OutputNames?) throws {
    let outputs =
      (names.map { [manifest.output, $0.summary, $0.actions] } ?? [])
      + [rowOptions.rejects].compactMap { $0 }
    if let rejects = rowOptions.rejects, outputs.dropLast().contains(rejects) {
      throw Failure(.usage, "'\(rejects)' is named for two outputs", rule: "wrong-usage")
    }
    for input in [inputs.segment, argument.campaign] + inputs.events where input != "-" {
      guard let file = resolvedPath(input) else { continue }
      for name in outputs
      where resolvedPath(name)?.utf8.elementsEqual(file.utf8) == true {
        throw Failure(.usage, "the output '\(name)' would overwrite the input '\(input)'")
      }
    }
  }

  private func writeOutputs(
    _ files: consuming ManifestFiles, _ names: OutputNames?, _ rejects: RejectsFile?,
    _ outcome: CampaignRunning.Outcome
  ) throws {
    try files.finish()
    guard let names else {
      try files.commit(summary: nil, rejects: rejects)
      return
    }
    var summary = try FileOutput(names.summary)
    let json = outcome.result.summary.json(outcome.origins).listing(files.parts)
    try summary.write(json.serialized(pretty: true))
    try files.commit(summary: summary, rejects: rejects)
  }

  private func tell(_ outcome: CampaignRunning.Outcome, _ rejected: RejectedRows) {
    let counts = outcome.result.summary.counts
    var total =
      "\(counts.records) contacts, \(counts.enrolled) enrolled: "
      + "\(counts.sends) to send, \(counts.skips) skipped"
    if counts.scheduled > 0 { total += ", \(counts.scheduled) scheduled for later" }
    if manifest.output != "-" { total += " → \(manifest.output)" }
    // Why the run ends with 1 is an error, and told under --quiet too.
    var lines = quiet ? [] : [total] + engagementLines(outcome)
    if rejected.count > 0, !quiet || !rejected.isAllowed {
      lines.append(rejected.words + (rowOptions.rejects.map { " → \($0)" } ?? ""))
    }
    let links = counts.replacedLinks
    if links > 0, !quiet {
      lines.append("links that became '#', because their scheme is not allowed: \(links)")
    }
    let missing = counts.missingValueFailures
    if missing > 0 {
      lines.append("messages not sent because a value is missing (on_missing: fail): \(missing)")
    }
    let unrendered = counts.skips(for: .notRendered)
    if unrendered > 0 {
      lines.append("messages whose template cannot be rendered for the contact: \(unrendered)")
    }
    if counts.failed > 0 { lines.append("enrollments that do not end: \(counts.failed)") }
    StandardStream.error.tell(lines.map { "mailplan: \($0)\n" }.joined())
  }
}

/// What was known of engagement, and what in the events deserves a look.
private func engagementLines(_ outcome: CampaignRunning.Outcome) -> [String] {
  let summary = outcome.result.summary
  let engagement = summary.engagement
  var lines: [String] = []
  func count(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
  if engagement.events > 0 {
    lines.append(
      "\(count(engagement.events, "event")) of \(count(engagement.contacts, "contact"))"
        + (engagement.repeated > 0 ? "; left out as repeated: \(engagement.repeated)" : ""))
  }
  if engagement.unknownContacts > 0 {
    lines.append(
      "events of \(count(engagement.unknownContacts, "contact")) that the segment does not have: "
        + "\(engagement.unknownContactEvents)")
  }
  if !summary.assumed.isNone { lines.append("assumed: \(summary.assumed)") }
  return lines + outcome.eventNotes.map { "\($0.severity.rawValue): " + terminalSafe($0.message) }
}

extension JSONValue {
  /// A summary with the files into which its manifest was split.
  fileprivate func listing(_ parts: [ManifestPart]) -> JSONValue {
    guard !parts.isEmpty, case .object(let members) = self else { return self }
    let list = parts.map { part -> JSONValue in
      ["file": .string(Paths.name(of: part.path)), "rows": JSONValue(part.rows)]
    }
    return .object(members + [Member("parts", .array(list))])
  }
}
