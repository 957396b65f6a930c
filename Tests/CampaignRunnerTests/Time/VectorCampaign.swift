import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import Foundation
import JSONText
import Testing

/// A vector as the campaign file, the segment and the events that it stands for.
struct VectorCampaign {
  let vector: TimeVector
  /// In the order of their steps.
  private(set) var mails: [String] = []
  private let zone: ZoneRules

  init(_ vector: TimeVector) throws {
    self.vector = vector
    zone = try #require(zones.zone(named: vector["zone"]), "\(vector.place)")
    _ = text(&mails)
  }

  /// `wait: 2 days then mail` as steps, each mail with the row's `send`.
  private func text(_ mails: inout [String]) -> String {
    mails = []
    var steps = vector["steps"].components(separatedBy: " then ").filter { !$0.isEmpty }
    if !steps.contains("mail") { steps.append("mail") }
    let category = vector["category"].isEmpty ? "marketing" : vector["category"]
    let send = vector["send"].isEmpty ? "" : "    send: { \(vector["send"]) }\n"
    var lines = ""
    for step in steps {
      guard step == "mail" else {
        lines += "  - \(step)\n"
        continue
      }
      mails.append(mails.isEmpty ? "mail" : "mail-\(mails.count + 1)")
      lines +=
        "  - email: \(mails.last ?? "")\n    subject: Hello\n    text: Hello\n"
        + "    category: \(category)\n" + send
    }
    let settings = vector["campaign"].isEmpty ? "" : vector["campaign"] + "\n"
    return """
      mailplan: 1
      campaign: vectors
      type: drip
      segment:
        columns:
          id: { type: string, role: id }
          email: { type: email, role: address }
          timezone: timezone?
          renews: date?
          signed_up: timestamp?
          open_hours: { type: list, of: integer, role: open_hours }
      from: ada@acme.example
      timezone: { column: timezone, default: UTC, on_invalid: error }
      \(settings)steps:
      \(lines)
      """
  }

  private func compiled() throws -> StepGraph {
    var mails: [String] = []
    var findings = Findings()
    let project = "mailplan: 1\npolicies: { \(vector["policies"]) }\n"
    let campaign = compileCampaign(
      SourceFile(path: vector.place, text: text(&mails)), at: "campaign.yaml",
      files: CampaignFiles(
        read: { path in
          path == "mailplan.yaml"
            ? .file(SourceFile(path: path, text: project)) : .refused(reason: "no such file")
        }, list: { _ in [] }, knowsZone: { zones.zone(named: $0) != nil }, zoneNames: { [] }),
      into: &findings)
    let errors = findings.sorted().filter { $0.severity == .error }.map(\.message)
    return try #require(campaign?.graph, "\(vector.place): \(errors)")
  }

  /// `renews = 2026-12-24; open_hours = 9 9 10` as a CSV file with one row.
  private var segment: [UInt8] {
    var cells = ["timezone": vector["zone"]]
    for part in vector["contact"].components(separatedBy: "; ") {
      let sides = part.components(separatedBy: " = ")
      guard sides.count == 2 else { continue }
      cells[sides[0]] = sides[0] == "open_hours" ? sides[1].replacing(" ", with: ";") : sides[1]
    }
    let row = ["timezone", "renews", "signed_up", "open_hours"].map { cells[$0] ?? "" }
    return Array(
      ("id,email,timezone,renews,signed_up,open_hours\nc_1,grace@navy.example,"
        + row.joined(separator: ",") + "\n").utf8)
  }

  /// `clicked Wed 2026-12-02 11:00; purchase Thu 2026-12-03 10:00`; opens, clicks and replies are of the
  /// first mail.
  private func events(_ graph: StepGraph) throws -> [Event] {
    try vector["what happened"].components(separatedBy: "; ").filter { !$0.isEmpty }.map {
      let words = $0.split(separator: " ", maxSplits: 1).map(String.init)
      let time = try WrittenLocal(words.last ?? "").instant(in: zone)
      let kind = EngagementEvent.Kind(name: words[0].utf8)
      return Event(
        kind: kind, at: time, step: kind == .custom ? nil : graph.index(ofStep: "mail"),
        text: kind == .custom ? words[0] : "")
    }
  }

  /// What becomes of each mail, as the tables have it, with the offset of each time and without.
  func outcome() throws -> (full: String, short: String) {
    let graph = try compiled()
    let launch = try WrittenLocal(vector["now"]).instant(in: zone)
    var contacts = SegmentReader(schema: graph.segment, source: source(segment))
    var sink = Lines()
    do {
      _ = try runCampaign(
        graph, digest: "sha256:0", contacts: &contacts,
        engagement: Events(events: try events(graph)), zones: zones,
        options: RunOptions(launch: launch), to: &sink)
    } catch RunFault.past {
      return ("the run stops", "the run stops")
    }
    let rows = try sink.manifest.split(separator: 0x0A).map { try parseJSON(Array($0)) }
    let sorted = mails.flatMap { mail in rows.filter { $0["step"]?.stringValue == mail } }
    if sorted.isEmpty { return ("never", "never") }
    let items = sorted.map { row -> (full: String, short: String) in
      if let reason = row["reason"]?.stringValue {
        return ("left out: \(reason)", "left out: \(reason)")
      }
      let time = row["sendAtLocal"]?.stringValue ?? ""
      var marks: [String] = []
      if case .array(let timing) = row["timing"] { marks = timing.compactMap(\.stringValue) }
      let suffix = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
      let date = CivilDate(String(time.prefix(10)))
      let day = Weekdays.names[date?.weekdayIndex ?? 0].capitalized
      let seconds = time.dropFirst(16).prefix(3)
      let short =
        "\(day) \(time.prefix(10)) \(time.dropFirst(11).prefix(5))\(seconds == ":00" ? "" : seconds)"
      return ("\(short) \(time.dropFirst(19))\(suffix)", short + suffix)
    }
    return (
      items.map(\.full).joined(separator: " then "), items.map(\.short).joined(separator: " then ")
    )
  }
}
