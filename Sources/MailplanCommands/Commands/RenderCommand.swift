import ArgumentParser
import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import JSONText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct RenderCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case all
    case subject
    case preheader
    case text
    case html
    case eml
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "One mail: the email of a step, as a contact would get it.",
    discussion: """
      The mail is the one that 'run' would make, at the instant at which it would go out. If the \
      contact would not get it, it is made for the instant of the launch, and why is told on \
      standard error. Without --segment the contact is made of the schema's 'preview:' values.
      """)

  @OptionGroup var argument: CampaignArgument

  @Argument(help: "The id of an email step.")
  var step: String

  @Option(help: ArgumentHelp("The contacts, a CSV file; - for standard input.", valueName: "file"))
  var segment: String?

  @Option(help: ArgumentHelp("Whose mail; needed with --segment.", valueName: "id"))
  var contact: String?

  @Option(
    help: ArgumentHelp("What contacts did, as for 'run'; may be repeated.", valueName: "file"))
  var events: [String] = []

  @Option(
    help: ArgumentHelp(
      "When the campaign starts: an instant such as 2026-12-01T08:00:00Z. Default: now.",
      valueName: "instant"),
    transform: WrittenInstant.init(written:))
  var launch: WrittenInstant?

  @Option(
    name: [.customLong("format"), .customLong("part")],
    help: ArgumentHelp(
      "all, subject, preheader, text, html, eml or json. Default: by the ending of -o, else all.",
      valueName: "format"))
  var format: Format?

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func validate() throws {
    if output?.isEmpty == true { throw ValidationError("-o needs a file name") }
    if segment != nil, contact == nil {
      throw ValidationError("--segment needs --contact: whose mail is to be rendered?")
    }
    if segment == nil, contact != nil {
      throw ValidationError("--contact needs --segment: which file is the contact in?")
    }
    if segment == nil, !events.isEmpty {
      throw ValidationError("--events needs --segment and --contact")
    }
    if ([segment].compactMap { $0 } + events).count(where: { $0 == "-" }) > 1 {
      throw ValidationError("only one of --segment and --events can be standard input")
    }
  }

  private var wanted: Format {
    if let format { return format }
    let endings: [(String, Format)] = [
      (".eml", .eml), (".html", .html), (".htm", .html), (".txt", .text), (".json", .json),
    ]
    return endings.first { output?.hasSuffix($0.0) == true }?.1 ?? .all
  }

  func run() throws {
    let zones = ZoneFiles()
    let campaign = try argument.compiled(zones: zones, isJSON: wanted == .json)
    Interruption.note()
    let node = try emailNode(step, in: campaign.graph)
    let row = try message(of: node, campaign: campaign, zones: zones)
    guard let value = try? parseJSON(row), let mail = RenderedMail(value) else {
      throw Failure(.findings, "the mail could not be made", rule: "internal-error")
    }
    try write(bytes(of: mail, row: row))
  }

  /// The row of the message.
  private func message(
    of node: NodeIndex, campaign: CompiledCampaign, zones: ZoneFiles
  ) throws -> [UInt8] {
    var options = RunOptions(launch: launch?.instant ?? Instant(seconds: Int64(time(nil))))
    guard let segment, let contact else {
      return try example(node, campaign, zones, options)
    }
    options.composing = RunOptions.Composing(contact: Array(contact.utf8), node: node)
    options.timelines = .contacts([Array(contact.utf8)])
    var inputs = RunInputs()
    inputs.segment = segment
    inputs.events = events
    inputs.assume = .none
    inputs.launch = launch
    inputs.asOf = nil
    inputs.workers = nil
    let running = CampaignRunning(
      campaign: campaign, inputs: inputs, zones: zones,
      findings: FindingsOutput(color: argument.color, isJSON: wanted == .json))
    var rows = ContactRows(contact: contact)
    let outcome = try running.run(options: options, to: &rows)
    guard let composed = outcome.result.composed else {
      throw Failure(
        .usage, "the segment has no contact '\(contact)'", rule: "wrong-usage")
    }
    if let row = rows.sent(step) { return row }
    let isEnrolled = outcome.result.timelines.contains { timeline in
      timeline.entries.contains { $0.words.hasPrefix("enrolled") }
    }
    let why = rows.reason(step, isEnrolled: isEnrolled, campaign.graph)
    try check(composed)
    tell("contact '\(contact)' would not get '\(step)': \(why); rendered for the launch")
    return composed
  }

  private func example(
    _ node: NodeIndex, _ campaign: CompiledCampaign, _ zones: ZoneFiles, _ options: RunOptions
  ) throws -> [UInt8] {
    let graph = campaign.graph
    let example = ExampleContact(graph.segment)
    var rest = example.csv[...]
    var reader = SegmentReader(schema: graph.segment) { buffer in
      let count = min(buffer.count, rest.count)
      rest.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
      rest = rest.dropFirst(count)
      return count
    }
    do {
      let row = try composeMessage(
        graph, digest: graph.digest(), node: node, contacts: &reader,
        zones: ZoneDatabase(load: zones.read), options: options)
      try check(row)
      if !example.madeUp.isEmpty {
        tell(
          "no 'preview:' for \(example.madeUp.map { "'\($0)'" }.joined(separator: ", ")): made-up "
            + "values are shown")
      }
      return row
    } catch let fault as SegmentFault {
      throw Failure(
        .findings, "no contact can be made of the schema: \(fault.diagnostic(path: "").message)")
    } catch let fault as RunFault {
      throw Failure(.findings, fault.message, rule: RuleID(fault.rule))
    }
  }

  /// Throws why a mail cannot be made.
  private func check(_ row: [UInt8]) throws(Failure) {
    guard let value = try? parseJSON(row), value["outcome"]?.stringValue != "send" else { return }
    let reason = value["reason"]?.stringValue ?? ""
    let words = SkipReason(rawValue: reason)?.words ?? reason
    let detail = value["detail"]?.stringValue.map { ": \($0)" } ?? ""
    throw Failure(
      .findings, "the mail of '\(step)' cannot be made: \(words)\(detail)", rule: RuleID(reason))
  }

  private func tell(_ words: String) {
    StandardStream.error.tell(terminalSafe("mailplan: \(words)") + "\n")
  }

  private func bytes(of mail: RenderedMail, row: [UInt8]) throws(Failure) -> [UInt8] {
    func part(_ text: String?, _ name: String) throws(Failure) -> [UInt8] {
      guard let text else {
        throw Failure(.findings, "the mail of '\(step)' has no \(name)", rule: "wrong-usage")
      }
      let bytes = Array(text.utf8)
      return bytes.last == 0x0A ? bytes : bytes + [0x0A]
    }
    switch wanted {
    case .all: return Array(mail.forPeople().utf8)
    case .subject: return try part(mail.subject, "subject")
    case .preheader: return try part(mail.preheader, "preheader")
    case .text: return try part(mail.text, "text part")
    case .html: return try part(mail.html, "html part")
    case .eml: return mail.mime()
    case .json: return row.last == 0x0A ? row : row + [0x0A]
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    guard let output, output != "-" else { return try StandardStream.output.write(bytes) }
    for input in [segment, argument.campaign].compactMap({ $0 }) + events where input != "-" {
      if let file = resolvedPath(input), resolvedPath(output)?.utf8.elementsEqual(file.utf8) == true
      {
        throw Failure(.usage, "the output '\(output)' would overwrite the input '\(input)'")
      }
    }
    var file = try FileOutput(output)
    try file.write(bytes)
    try file.commit()
  }
}
