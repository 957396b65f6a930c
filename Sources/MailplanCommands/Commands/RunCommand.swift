import ArgumentParser
import CampaignRunner
import Diagnostics
import JSONText

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "The manifest: who gets what, when and why; nothing is sent.",
    discussion: """
      Writes JSON Lines, and beside them NAME.summary.json and NAME.actions.jsonl. Each file is \
      complete or absent. With -o - the manifest goes to standard output and nothing lies beside it.
      """)

  @OptionGroup var argument: CampaignArgument
  @OptionGroup var inputs: RunInputs

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The manifest; - for standard output.", valueName: "file"))
  var output: String

  @Option(help: "Bodies in the manifest: inline or none.")
  var bodies: BodyOutput = .inline

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("-o needs a file name") }
    let endings = [".csv", ".db", ".gz", ".liquid", ".yaml", ".yml", ".zst"]
    for ending in endings where output.hasSuffix(ending) {
      throw ValidationError("a manifest is JSON Lines: name it .jsonl rather than '\(output)'")
    }
  }

  func run() throws {
    let zones = ZoneFiles()
    let campaign = try argument.compiled(zones: zones)
    Interruption.note()
    let running = CampaignRunning(
      campaign: campaign, inputs: inputs, zones: zones,
      findings: FindingsOutput(color: argument.color, isJSON: false))
    var options = RunOptions(launch: inputs.launchInstant, asOf: inputs.asOf?.instant)
    options.bodies = bodies
    let names = OutputNames(manifest: output)
    try refuseToOverwriteInputs(names)
    var files = try ManifestFiles(manifest: output, actions: names?.actions)
    let outcome = try running.run(options: options, to: &files)
    try writeOutputs(files, names, outcome)
    tell(outcome)
    if outcome.result.summary.counts.hasFailures { throw ExitStatus.findings }
  }

  /// Other spellings of the same path count too.
  private func refuseToOverwriteInputs(_ names: OutputNames?) throws {
    guard let names else { return }
    for input in [inputs.segment, argument.campaign] + inputs.events where input != "-" {
      guard let file = resolvedPath(input) else { continue }
      for name in [output, names.summary, names.actions]
      where resolvedPath(name)?.utf8.elementsEqual(file.utf8) == true {
        throw Failure(.usage, "the output '\(name)' would overwrite the input '\(input)'")
      }
    }
  }

  private func writeOutputs(
    _ files: consuming ManifestFiles, _ names: OutputNames?, _ outcome: CampaignRunning.Outcome
  ) throws {
    guard let names else {
      try files.commit(summary: nil)
      return
    }
    var summary = try FileOutput(names.summary)
    let json = outcome.result.summary.json(outcome.origins)
    try summary.write(json.serialized(pretty: true))
    try files.commit(summary: summary)
  }

  private func tell(_ outcome: CampaignRunning.Outcome) {
    let counts = outcome.result.summary.counts
    var total =
      "\(counts.records) contacts, \(counts.enrolled) enrolled: "
      + "\(counts.sends) to send, \(counts.skips) skipped"
    if counts.scheduled > 0 { total += ", \(counts.scheduled) scheduled for later" }
    if output != "-" { total += " → \(output)" }
    // Why the run ends with 1 is an error, and told under --quiet too.
    var lines = quiet ? [] : [total] + engagementLines(outcome)
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

extension BodyOutput: ExpressibleByArgument {}

/// The names of what lies beside a manifest: `out.jsonl` has `out.summary.json` and `out.actions.jsonl`.
struct OutputNames {
  let summary: String
  let actions: String

  /// nil for standard output, pipes and devices.
  init?(manifest: String) {
    guard manifest != "-", kind(of: manifest) != .other else { return nil }
    let stem = manifest.hasSuffix(".jsonl") ? String(manifest.dropLast(6)) : manifest
    summary = stem + ".summary.json"
    actions = stem + ".actions.jsonl"
  }
}
