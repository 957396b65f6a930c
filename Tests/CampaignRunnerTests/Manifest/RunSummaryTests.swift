import CampaignGraph
import CampaignRunner
import CivilTime
import JSONText
import LiquidTemplates
import Testing

@Suite struct RunSummaryTests {
  @Test func summaryCountsEverything() throws {
    var blueprint = Blueprint([
      .email("a"), .wait("w", .period(days(1))),
      .branch(
        "b", try Rule.compare(Slot.score, .greater, .integer(5)), then: [.exit("x", "high")],
        else: []),
      .email("c"),
    ])
    blueprint.condition = try Rule.compare(Slot.score, .notEqual, .integer(0))
    let people = [
      Person(id: "1", email: "1@a.example", score: 9, zone: "Asia/Tokyo"),
      Person(id: "2", email: "2@a.example", score: 1),
      Person(id: "3", email: "3@a.example", score: 0),
      Person(id: "4", email: "4@a.example", score: 1, zone: "Nowhere"),
      Person(id: "5", email: "5@a.example", score: 1, isOut: true),
    ]
    let outcome = try run(blueprint, people, launch: "2026-12-01T08:00Z")
    let counts = outcome.result.summary.counts
    #expect(counts.records == 5)
    #expect(counts.enrolled == 3)
    #expect(counts.completed == 2)
    #expect(counts.exited == 1)
    #expect(counts.sends == 3)
    #expect(counts.skips == 3)
    #expect(counts.sends + counts.skips == outcome.manifest.count)
    let text = outcome.result.summary.json(
      .init(toolVersion: "1.2.3", segmentDigest: "sha256:5", eventsDigest: nil))
    guard case .object(let members) = text else {
      Issue.record("the summary is no object")
      return
    }
    #expect(
      members.map(\.name) == [
        "formatVersion", "campaign", "graph", "segment", "events", "toolVersion", "launch",
        "asOf", "bodies", "contacts", "messages", "steps", "days", "zones",
      ])
    #expect(
      members.first { $0.name == "zones" }?.value
        == .array([
          .object([
            .init("timezone", .string("Asia/Tokyo")), .init("contacts", .integer(1)),
            .init("sends", .integer(1)),
          ]),
          .object([
            .init("timezone", .string("Europe/Berlin")), .init("contacts", .integer(2)),
            .init("sends", .integer(2)),
          ]),
        ]))
    #expect(
      members.first { $0.name == "days" }?.value
        == .array([
          .object([
            .init("day", .string("2026-12-01")), .init("sends", .integer(2)),
            .init("skips", .integer(1)),
          ]),
          .object([
            .init("day", .string("2026-12-02")), .init("sends", .integer(1)),
            .init("skips", .integer(1)),
          ]),
        ]))
  }

  @Test func whatLiesAfterTheAsOfIsCountedAsScheduled() throws {
    let blueprint = Blueprint([
      .email("a"), .wait("w", .period(days(1))), .email("b"), .wait("v", .period(days(1))),
      .email("c"),
    ])
    let outcome = try run(
      blueprint, [Person(), Person(id: "2", email: "b@b.example", isOut: true)],
      launch: "2026-12-01T08:00Z", asOf: "2026-12-02T08:00Z")
    #expect(outcome.manifest.count == 4)
    #expect(outcome.result.summary.counts.waiting == 2)
    #expect(outcome.result.summary.counts.scheduled == 1)
  }

  @Test func partsMerge() throws {
    let blueprint = Blueprint([
      .split("s", [("x", 50, [.email("a")]), ("y", 50, [.email("b")])])
    ])
    let people = (1...40).map {
      Person(id: "c_\($0)", email: "c\($0)@a.example", isOut: $0 % 7 == 0)
    }
    let launch = "2026-12-01T08:00Z"
    let whole = try run(blueprint, people, launch: launch).result.summary.counts
    var parts = try run(blueprint, Array(people[..<13]), launch: launch).result.summary.counts
    parts.merge(try run(blueprint, Array(people[13...]), launch: launch).result.summary.counts)
    #expect(parts == whole)
  }

  @Test func cancellationStopsAtARecord() throws {
    var source = People(people: (1...10).map { Person(id: "\($0)", email: "\($0)@a.example") })
    var sink = Lines()
    var options = RunOptions(launch: try instant("2026-12-01T08:00Z"))
    options.progressInterval = 3
    var told: [Int] = []
    #expect(throws: RunFault.cancelled) {
      try runCampaign(
        try Blueprint([.email("a")]).graph(), digest: "", contacts: &source,
        engagement: NoEngagement(), zones: zones, options: options, to: &sink,
        progress: { told.append($0) }, isCancelled: { told.count == 2 })
    }
    #expect(told == [3, 6])
  }
}
