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
        "asOf", "bodies", "engagement", "contacts", "messages", "steps", "days", "hours", "zones",
        "waiting", "held", "scheduledDays", "clockChanges", "otherClockChanges",
      ])
    #expect(
      members.first { $0.name == "zones" }?.value
        == .array([
          .object([
            .init("timezone", .string("Asia/Tokyo")), .init("contacts", .integer(1)),
            .init("sends", .integer(1)), .init("skips", .integer(0)),
          ]),
          .object([
            .init("timezone", .string("Europe/Berlin")), .init("contacts", .integer(2)),
            .init("sends", .integer(2)), .init("skips", .integer(2)),
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

  @Test func whatWaitsAndIsHeldIsToldByStep() throws {
    var mail = Mail()
    mail.window = SendWindow(
      days: .all, opens: try clock("15:00"), closes: try clock("16:00"), hold: .message,
      otherwise: .delay)
    let blueprint = Blueprint([
      .email("a", mail), .wait("w", .period(days(1))), .email("b"),
    ])
    let people = [
      Person(id: "1", email: "1@a.example", zone: "Asia/Tokyo"),
      Person(id: "2", email: "2@a.example"), Person(id: "3", email: "3@a.example"),
    ]
    let outcome = try run(
      blueprint, people, launch: "2026-12-01T08:00Z", asOf: "2026-12-01T09:00Z")
    let json = outcome.result.summary.json(.init(toolVersion: "1"))
    #expect(
      json["waiting"]
        == [
          [
            "step": "w", "contacts": 3, "from": "2026-12-02T08:00:00Z",
            "until": "2026-12-02T08:00:00Z", "withoutEnd": 0,
          ]
        ])
    #expect(
      json["held"]
        == [
          [
            "step": "a", "messages": 3, "from": "2026-12-01T14:00:00Z",
            "until": "2026-12-02T06:00:00Z",
          ]
        ])
    #expect(
      json["scheduledDays"]
        == [
          ["day": "2026-12-01", "sends": 2, "skips": 0],
          ["day": "2026-12-02", "sends": 4, "skips": 0],
        ])
  }

  @Test func clockChangesAreListedByStepAndZone() throws {
    let blueprint = Blueprint([
      .wait("w", .nextLocal(try clock("02:30"), days: .all)), .email("a"),
    ])
    let people = (1...3).map { Person(id: "\($0)", email: "\($0)@a.example") }
    let json = try run(blueprint, people, launch: "2027-03-27T12:00Z").result.summary
      .json(.init(toolVersion: "1"))
    #expect(
      json["clockChanges"]
        == [
          [
            "step": "w", "kind": "gap", "timezone": "Europe/Berlin",
            "wanted": "2027-03-28T02:30:00", "became": "2027-03-28T03:00:00", "times": 3,
          ]
        ])
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

  @Test func zonesThatAreMissingOrUnknownAreCountedApart() throws {
    let people = [
      Person(id: "1", email: "1@a.example", zone: "Asia/Tokyo"),
      Person(id: "2", email: "2@a.example"),
      Person(id: "3", email: "3@a.example", zone: "asia/tokyo"),
      Person(id: "4", email: "4@a.example", zone: "../etc/passwd"),
    ]
    func counts(_ onMissing: ZonePolicy.Fallback, _ onInvalid: ZonePolicy.Fallback) throws -> [Int]
    {
      var blueprint = Blueprint([.email("a")])
      blueprint.zone = ZonePolicy(
        column: Slot.zone, defaultZone: "UTC", onMissing: onMissing, onInvalid: onInvalid)
      let result = try run(blueprint, people, launch: "2026-12-01T08:00Z").result
      let counts = result.summary.counts
      #expect(
        counts.refusals(for: .zone) == counts.missingZonesSkipped + counts.unknownZonesSkipped)
      return [
        counts.missingZones, counts.unknownZones, counts.missingZonesSkipped,
        counts.unknownZonesSkipped,
      ]
    }
    #expect(try counts(.default, .default) == [1, 2, 0, 0])
    #expect(try counts(.default, .skip) == [1, 0, 0, 2])
    #expect(try counts(.skip, .default) == [0, 2, 1, 0])
    #expect(try counts(.skip, .skip) == [0, 0, 1, 2])
    #expect(throws: RunFault.zone(row: 3, name: [])) { try counts(.error, .skip) }
    #expect(throws: RunFault.zone(row: 4, name: Array("asia/tokyo".utf8))) {
      try counts(.default, .error)
    }
  }
}
