import CampaignGraph
import CampaignRunner
import CivilTime
import LiquidTemplates
import Testing

/// A contact of a test.
struct Person {
  var id = "c_1"
  var email = "grace@navy.example"
  var name: String? = "Grace"
  var score: Int64?
  var due: CivilDate?
  var seen: Instant?
  var tags: [String] = []
  var zone: String?
  var isOut = false
  var hours: [Int64] = []

  var row: ContactRow {
    var row = ContactRow()
    func list(_ cells: [Cell]) -> Cell {
      let start = row.items.count
      row.items.append(contentsOf: cells)
      return cells.isEmpty ? .null : .list(start: Int32(start), count: Int32(cells.count))
    }
    row.cells = [
      row.storeText(id.utf8), row.storeText(email.utf8), row.storeText((name ?? "").utf8),
      score.map { .integer($0) } ?? .null, due.map { .date($0) } ?? .null,
      seen.map { .timestamp($0) } ?? .null,
    ]
    let tags = tags.map { row.storeText($0.utf8) }
    row.cells.append(list(tags))
    row.cells.append(row.storeText((zone ?? "").utf8))
    row.cells.append(.boolean(isOut))
    row.cells.append(list(hours.map { .integer($0) }))
    return row
  }
}

/// An event of a test.
struct Event {
  var contact = "c_1"
  let kind: EngagementEvent.Kind
  let at: Instant
  var step: NodeIndex?
  var text = ""
}

struct Events: EngagementSource {
  var events: [Event] = []

  func load(_ contact: ArraySlice<UInt8>, into history: inout EngagementHistory) {
    for event in events where contact.elementsEqual(event.contact.utf8) {
      history.record(event.kind, at: event.at, step: event.step, text: Array(event.text.utf8))
    }
  }
}

struct People: ContactSource {
  var people: [Person]
  var index = 0

  mutating func nextContact(into row: inout ContactRow) throws -> Int? {
    guard index < people.count else { return nil }
    row = people[index].row
    index += 1
    return index + 1
  }
}

struct Lines: ManifestSink {
  var manifest: [UInt8] = []
  var actions: [UInt8] = []

  mutating func write(manifest rows: UnsafeRawBufferPointer) throws {
    manifest.append(contentsOf: rows)
  }

  mutating func write(actions rows: UnsafeRawBufferPointer) throws {
    actions.append(contentsOf: rows)
  }
}

/// What a run gave.
struct Outcome {
  let result: RunResult
  let manifest: [String]
  let actions: [String]

  /// One word or three a row: `welcome 2026-12-01T09:00:00+01:00` or `welcome skip past`.
  func rows() throws -> [String] {
    try manifest.map { line in
      let step = try field("step", of: line) ?? "-"
      if try field("outcome", of: line) == "skip" {
        return "\(step) skip \(try field("reason", of: line) ?? "")"
      }
      return "\(step) \(try field("sendAtLocal", of: line) ?? "")"
    }
  }
}

func run(
  _ blueprint: Blueprint, _ people: [Person] = [Person()], launch: String, asOf: String? = nil,
  events: [Event] = [], bodies: BodyOutput = .inline, limits: StepMachine.Limits = .init(),
  timelines: TimelineChoice = .first(0)
) throws -> Outcome {
  var options = RunOptions(launch: try instant(launch), asOf: try asOf.map { try instant($0) })
  options.bodies = bodies
  options.limits = limits
  options.timelines = timelines
  return try run(blueprint, people, options: options, events: events)
}

func run(
  _ blueprint: Blueprint, _ people: [Person] = [Person()], options: RunOptions,
  events: [Event] = []
) throws -> Outcome {
  var source = People(people: people)
  var sink = Lines()
  let result = try runCampaign(
    try blueprint.graph(), digest: "sha256:0", contacts: &source,
    engagement: Events(events: events), zones: zones, options: options, to: &sink)
  #expect(result.summary.addsUp)
  func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }
  return Outcome(result: result, manifest: lines(sink.manifest), actions: lines(sink.actions))
}
