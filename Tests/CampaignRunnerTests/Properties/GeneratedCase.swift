import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import LiquidTemplates

/// A campaign in YAML with contacts and events: everything that a run needs, in the form of its files.
struct GeneratedCase: CustomStringConvertible {
  let seed: UInt64
  var project: [String]
  var settings: [String]
  var steps: [GeneratedStep]
  var contacts: [[String]]
  var events: [GeneratedEvent]
  var launch: Instant
  let asOf: Instant?
  /// As `--assume` takes it.
  var assumed: String

  static let columns = [
    "id", "email", "name", "company", "plan", "score", "price", "due", "seen", "tags", "zone",
    "out", "hours", "tier", "rank", "beta", "day",
  ]

  private static let segment = [
    "segment:", "  columns:", "    id: string", "    email: email", "    name: string?",
    "    company: string?", "    plan: { type: enum, values: [free, pro, team] }",
    "    score: { type: integer, default: 0 }", "    price: decimal?", "    due: date?",
    "    seen: timestamp?", "    tags: { type: list, separator: \";\", role: tags }",
    "    zone: timezone?", "    out: { type: boolean, role: suppressed }",
    "    hours: { type: list, of: integer, role: open_hours }",
    "    tier: { type: enum?, values: [gold, silver] }", "    rank: integer?",
    "    beta: boolean?", "    day: date?",
  ]

  var yaml: String {
    (["mailplan: 1", "campaign: random"] + settings + GeneratedCase.segment
      + ["from: ada@acme.example", "steps:"] + steps.flatMap { $0.lines(indent: 2) })
      .joined(separator: "\n") + "\n"
  }

  var csv: String {
    ([GeneratedCase.columns] + contacts).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// The files, and how to run them.
  var description: String {
    """
    seed \(seed), launch \(launch)\(asOf.map { ", as of \($0)" } ?? ""), assume \(assumed)
    ---- mailplan.yaml
    \(project.joined(separator: "\n"))
    ---- campaign.yaml
    \(yaml)---- contacts.csv
    \(csv)---- events.csv
    contact_id,event,at,step,url
    \(events.map(\.line).joined(separator: "\n"))
    """
  }

  /// The step graph, or the texts of the errors; `yaml` may be the same campaign in another layout.
  func compile(_ other: String? = nil) -> (graph: StepGraph?, errors: [String]) {
    let (compiled, findings) = analyzed(other)
    let errors = findings.filter { $0.severity == .error }
    return (compiled?.graph, errors.map { "\($0.rule.name): \($0.message)" })
  }

  /// With all that the compiler says.
  func analyzed(_ other: String? = nil) -> (CompiledCampaign?, [Diagnostic]) {
    let files = [
      "campaign.yaml": Array((other ?? yaml).utf8),
      "mailplan.yaml": Array((project.joined(separator: "\n") + "\n").utf8),
    ]
    var findings = Findings()
    let compiled = compileCampaign(
      SourceFile(path: "campaign.yaml", bytes: files["campaign.yaml"] ?? []),
      at: "campaign.yaml",
      files: CampaignFiles(
        read: { path in
          files[path].map { .file(SourceFile(path: path, bytes: $0)) }
            ?? .refused(reason: "no such file")
        }, list: { _ in [] }, knowsZone: { zones.zone(named: $0) != nil }, zoneNames: { [] }),
      into: &findings)
    return (compiled, findings.sorted())
  }

  func reader(_ graph: StepGraph) -> SegmentReader {
    var rest = Array(csv.utf8)[...]
    return SegmentReader(schema: graph.segment) { buffer in
      let part = rest.prefix(buffer.count)
      buffer.copyBytes(from: part)
      rest = rest.dropFirst(part.count)
      return part.count
    }
  }

  func engagement(_ graph: StepGraph) -> Events {
    Events(
      events: events.map { event in
        let kind = EngagementEvent.Kind(name: event.name.utf8)
        return Event(
          contact: event.contact, kind: kind, at: event.at,
          step: event.step.flatMap { graph.index(ofStep: $0) },
          text: kind == .custom ? event.name : event.url)
      })
  }

  /// Smaller cases: without one step, contact or event.
  var smaller: [GeneratedCase] {
    var cases: [GeneratedCase] = []
    for index in contacts.indices where contacts.count > 1 {
      var fewer = self
      fewer.contacts.remove(at: index)
      cases.append(fewer)
    }
    for steps in GeneratedStep.smaller(steps) where !steps.isEmpty {
      var fewer = self
      fewer.steps = steps
      cases.append(fewer)
    }
    for index in events.indices {
      var fewer = self
      fewer.events.remove(at: index)
      cases.append(fewer)
    }
    for index in settings.indices where !settings[index].hasPrefix("type:") {
      var fewer = self
      fewer.settings.remove(at: index)
      cases.append(fewer)
    }
    for index in project.indices where index > 0 {
      var fewer = self
      fewer.project.remove(at: index)
      cases.append(fewer)
    }
    return cases
  }
}

/// A line of an events file.
struct GeneratedEvent {
  let contact: String
  /// `opened`, or the name of a custom event.
  let name: String
  let at: Instant
  let step: String?
  let url: String

  var line: String { "\(contact),\(name),\(at),\(step ?? ""),\(url)" }
}
