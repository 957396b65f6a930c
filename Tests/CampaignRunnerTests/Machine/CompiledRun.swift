import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import JSONText
import LiquidTemplates
import Testing

/// A campaign as its author writes it, compiled and run over a CSV text and a list of events.
struct CompiledRun {
  /// Keys of the campaign besides those that all share: `exit: …`.
  var settings = ""
  var type = "drip"
  var steps: String
  /// Keys below `policies:` of the project, on one line each.
  var policies = ""
  /// Rules of the compiler whose findings are to be no more than warnings.
  var lowered: [String] = []
  /// Besides id and email, one on a line.
  var columns = "score: integer?\nsigned_up_at: timestamp?\nsince: date?\nzone: timezone?"
  /// Rows, without the header.
  var csv = "c1,ada@acme.example,,,,"
  var header = "id,email,score,signed_up_at,since,zone"
  var launch = "2026-12-01T08:00Z"
  var asOf: String?
  /// One a line: `c1 opened 2026-12-01T10:00Z one`; the last word is the step, a URL or nothing, and a
  /// name that is no kind of engagement is an event of one's own.
  var events = ""
  var earlier: [String] = []

  init(_ steps: String) { self.steps = steps }

  var files: [String: String] {
    let indented = steps.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    let more = columns.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    return [
      "campaign.yaml": """
      mailplan: 1
      campaign: trial
      type: \(type)
      segment:
        columns:
          id: { type: string, role: id }
          email: { type: email, role: address }
      \(more)
      from: { name: Ada, email: ada@acme.example }
      timezone: { column: zone, default: Europe/Berlin }
      \(settings)
      steps:
      \(indented)
      """,
      "mailplan.yaml": "mailplan: 1\n"
        + (policies.isEmpty
          ? "" : "policies:\n" + policies.split(separator: "\n").map { "  \($0)\n" }.joined())
        + (lowered.isEmpty
          ? ""
          : "lint: { rules: { \(lowered.map { "\($0): warning" }.joined(separator: ", ")) } }\n")
        ,
    ]
  }

  /// What the compiler says, and the graph if it has no errors.
  func compiled() -> (graph: StepGraph?, findings: Findings) {
    let texts = files.mapValues { Array($0.utf8) }
    var findings = Findings()
    let source = CampaignFiles(
      read: { path in
        texts[path].map { .file(SourceFile(path: path, bytes: $0)) } ?? .refused(reason: "no file")
      }, list: { _ in [] }, knowsZone: { zones.zone(named: $0) != nil }, zoneNames: { [] })
    let compiled = compileCampaign(
      SourceFile(path: "campaign.yaml", bytes: texts["campaign.yaml"] ?? []),
      at: "campaign.yaml", files: source, into: &findings)
    return (compiled?.graph, findings)
  }

  func graph() throws -> StepGraph {
    let (graph, findings) = compiled()
    return try #require(graph, "\(findings.sorted().map(\.message))")
  }

  func parsedEvents(_ graph: StepGraph) throws -> [Event] {
    try events.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      let kind = EngagementEvent.Kind(name: words[1].utf8)
      let step = words.count > 3 ? graph.index(ofStep: words[3]) : nil
      return Event(
        contact: words[0], kind: kind, at: try instant(words[2]), step: step,
        text: kind == .custom ? words[1] : words.count > 4 ? words[4] : "")
    }
  }

  func reader(_ graph: StepGraph) -> SegmentReader {
    var rest = Array((header + "\n" + csv + "\n").utf8)[...]
    return SegmentReader(schema: graph.segment) { buffer in
      let piece = rest.prefix(buffer.count)
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  func run() throws -> Outcome {
    let graph = try graph()
    var options = RunOptions(launch: try instant(launch), asOf: try asOf.map { try instant($0) })
    options.bodies = .none
    let engagement = Events(events: try parsedEvents(graph))
    options.decisions = try decideWinners(
      graph, digest: "", engagement: engagement, zones: zones, options: options,
      contacts: { reader(graph) })
    var contacts = reader(graph)
    var sink = Lines()
    options.timelines = .first(100)
    let result = try runCampaign(
      graph, digest: "sha256:0", contacts: &contacts, engagement: engagement, zones: zones,
      options: options, to: &sink)
    #expect(result.summary.addsUp)
    let counts = result.summary.counts
    func lines(_ bytes: [UInt8]) -> [String] {
      bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
    let manifest = lines(sink.manifest)
    #expect(counts.sends + counts.skips == manifest.count)
    return Outcome(result: result, manifest: manifest, actions: lines(sink.actions))
  }

  /// What happens to a contact that is advanced to each of these instants in turn; nil: to its end.
  func effects(of id: String = "c1", advancing stops: [Instant?]) throws -> [Effect] {
    let graph = try graph()
    let engagement = Events(events: try parsedEvents(graph))
    let launch = try instant(launch)
    let decisions = try decideWinners(
      graph, digest: "", engagement: engagement, zones: zones, options: RunOptions(launch: launch),
      contacts: { reader(graph) })
    let machine = StepMachine(graph: graph, launch: launch, decisions: decisions)
    var contact = Contact(zone: try #require(zones.zone(named: "Europe/Berlin")))
    var source = reader(graph)
    while try source.next(into: &contact.row) {
      if contact.row.text(contact.row.cells[0]).elementsEqual(id.utf8) { break }
    }
    engagement.load(Array(id.utf8)[...], into: &contact.inputs.engagement)
    let cells = contact.row.cells
    var log = EffectLog()
    var cursor = Cursor(node: graph.start, enrolledAt: launch)
    var isEnrolled = false
    for stop in stops {
      if !isEnrolled {
        isEnrolled = machine.enroll(&cursor, contact: contact, through: stop, to: &log)
      }
      guard isEnrolled else { continue }
      while true {
        machine.advance(&cursor, contact: &contact, through: stop, to: &log)
        contact.row.cells = cells
        guard machine.reenroll(&cursor, contact: contact, through: stop, to: &log) else { break }
      }
    }
    return log.effects
  }

  /// The launch and every so many seconds after it, for so many days, and then the end.
  func stops(every seconds: Int, days: Int) throws -> [Instant?] {
    let launch = try instant(launch)
    return (0..<(days * 86_400 / seconds)).map { launch.adding(seconds: Int64($0 * seconds)) } + [
      nil
    ]
  }

  /// A row each: `one Tue 2026-12-01 09:00`, with what moved it, or `one skip capped`.
  func story() throws -> [String] {
    try run().manifest.map { line in
      let step = try field("step", of: line) ?? "-"
      if try field("outcome", of: line) == "skip" {
        return "\(step) skip \(try field("reason", of: line) ?? "")"
      }
      let local = try field("sendAtLocal", of: line) ?? ""
      let moved = try #require(try object(line)["timing"] as? [String])
      let date = try #require(CivilDate(String(local.prefix(10))))
      let day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekdayIndex]
      return "\(step) \(day) \(local.prefix(10)) \(local.dropFirst(11).prefix(5))"
        + (moved.isEmpty ? "" : " " + moved.joined(separator: "+"))
    }
  }

  /// The rule ids of what the compiler says, without the advice that every small mail gets.
  var rules: [String] {
    compiled().findings.sorted().map(\.rule.name).filter {
      !["missing-postal-address", "missing-unsubscribe", "preheader-missing", "missing-text-part"]
        .contains($0)
    }
  }
}

/// `- email: id` with the smallest content; `more` are further lines.
func mail(_ id: String, _ more: String = "", indent: Int = 0) -> String {
  let space = String(repeating: " ", count: indent)
  var lines = ["- email: \(id)", "  subject: Hello", "  text: Hello"]
  lines += more.split(separator: "\n").map { "  " + $0 }
  return lines.map { space + $0 }.joined(separator: "\n") + "\n"
}
