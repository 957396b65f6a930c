import CampaignGraph
import CampaignRunner
import CivilTime
import LiquidTemplates
import Testing

@Suite struct DecisionTests {
  private let launch = "2026-12-01T08:00Z"

  @Test func branchesAskAtTheirOwnInstant() throws {
    let blueprint = Blueprint([
      .email("a"), .wait("w", .period(days(1))),
      .branch(
        "opened", try Rule.fact(EngagementFact(kind: .opened)), then: [.email("yes")],
        else: [.email("no")]),
      .email("end"),
    ])
    func rows(_ at: String) throws -> [String] {
      try run(blueprint, launch: launch, events: [Event(kind: .opened, at: try instant(at))])
        .rows().map { String($0.prefix(3)) }
    }
    #expect(try rows("2026-12-02T08:00Z") == ["a 2", "yes", "end"])
    #expect(try rows("2026-12-02T08:01Z") == ["a 2", "no ", "end"])
  }

  @Test func gotoJumpsForwardAndOutOfALoop() throws {
    let blueprint = Blueprint([
      .email("a"), .wait("w", .period(days(1))),
      .branch(
        "again", try Rule.event("purchase"), then: [.goto("end")], else: [.goto("a")]),
      .email("never"), .email("end"),
    ])
    let event = Event(kind: .custom, at: try instant("2026-12-03T09:00Z"), text: "purchase")
    let outcome = try run(blueprint, launch: launch, events: [event])
    #expect(try outcome.rows().map { String($0.prefix(3)) } == ["a 2", "a 2", "a 2", "end"])
    let ids = try outcome.manifest.compactMap { try field("messageId", of: $0) }
    #expect(ids == ["trial:a:c_1", "trial:a:c_1#2", "trial:a:c_1#3", "trial:end:c_1"])
    #expect(
      outcome.manifest[3].contains(
        #""path":["a","w","again","a","w","again","a","w","again","end"]"#))
  }

  /// Buckets computed with Python's hashlib: c_1 5845, c_2 2799, c_3 2033, c_4 3334, c_5 2788.
  @Test func splitsDealByTheHashOfTheContact() throws {
    let blueprint = Blueprint([
      .split("s", [("x", 20, [.email("a")]), ("y", 8, [.email("b")]), ("z", 72, [.email("c")])])
    ])
    let people = (1...5).map { Person(id: "c_\($0)", email: "c\($0)@a.example") }
    let outcome = try run(blueprint, people, launch: launch)
    #expect(try outcome.rows().map { String($0.prefix(1)) } == ["c", "b", "b", "c", "b"])
    #expect(outcome.manifest[1].contains(#""variant":"y""#))
    #expect(
      try run(blueprint, people.reversed(), launch: launch).rows().map { String($0.prefix(1)) }
        == ["b", "c", "b", "b", "c"], "whatever the order")
  }

  @Test func splitKeyColumnKeepsHouseholdsTogether() throws {
    let blueprint = Blueprint([
      .split("s", [("x", 50, [.email("a")]), ("y", 50, [.email("b")])], key: Slot.score)
    ])
    let people = (1...20).map { Person(id: "c_\($0)", email: "c\($0)@a.example", score: 7) }
    #expect(Set(try run(blueprint, people, launch: launch).rows()).count == 1)
  }

  @Test func whoHasNoKeyIsDealtByTheirID() throws {
    func variants(key: Int) throws -> [String] {
      let blueprint = Blueprint([
        .split("s", [("x", 50, [.email("a")]), ("y", 50, [.email("b")])], key: key)
      ])
      let people = (1...20).map {
        Person(id: "c_\($0)", email: "c\($0)@a.example", name: nil)
      }
      return try run(blueprint, people, launch: launch).rows()
    }
    let rows = try variants(key: Slot.name)
    #expect(Set(rows).count == 2)
    #expect(try rows == variants(key: Slot.id))
  }

  @Test func actionsChangeTheContactForLaterSteps() throws {
    let blueprint = Blueprint([
      .action(
        "mark",
        ActionStep(
          assignments: [
            .init(column: Slot.score, value: try Rule.literal(.integer(99))),
            .init(column: Slot.name, value: try Rule.literal(.string(Array("Ada".utf8)))),
          ], addTags: ["vip", "old"], removeTags: ["new"], webhook: nil, notification: nil)),
      .wait("w", .period(days(1))),
      .branch(
        "b", try Rule.compare(Slot.score, .equal, .integer(99)),
        then: [.email("yes", Mail(subject: "Hi {{ name }}"))], else: [.email("no")]),
      .branch(
        "t", try Rule.compare(Slot.tags, .contains, .string(Array("vip".utf8))),
        then: [.email("tagged")], else: []),
    ])
    let outcome = try run(blueprint, [Person(tags: ["new", "old"])], launch: launch)
    #expect(try outcome.rows().map { String($0.prefix(3)) } == ["yes", "tag"])
    #expect(try field("subject", of: outcome.manifest[0]) == "Hi Ada")
    #expect(
      outcome.actions == [
        #"{"formatVersion":"1.0","outcome":"action","kind":"set","campaign":"trial","graph":"sha256:0","step":"mark","contact":"c_1","row":2,"at":"2026-12-01T08:00:00Z","atLocal":"2026-12-01T09:00:00+01:00","timezone":"Europe/Berlin","values":{"score":99,"name":"Ada"}}"#,
        #"{"formatVersion":"1.0","outcome":"action","kind":"tags","campaign":"trial","graph":"sha256:0","step":"mark","contact":"c_1","row":2,"at":"2026-12-01T08:00:00Z","atLocal":"2026-12-01T09:00:00+01:00","timezone":"Europe/Berlin","add":["vip","old"],"remove":["new"]}"#,
      ])
  }

  @Test func assignmentsSeeTheValuesFromBefore() throws {
    let plusOne = try #require(
      RuleExpression(
        nodes: [.column(Int32(Slot.score)), .literal(0), .binary(.add, 0, 1)],
        literals: [.integer(1)], operands: [], facts: [], text: "score + 1"))
    let blueprint = Blueprint([
      .action(
        "swap",
        ActionStep(
          assignments: [
            .init(column: Slot.score, value: plusOne),
            .init(column: Slot.name, value: try Rule.literal(.null)),
            .init(column: Slot.score, value: plusOne),
          ], addTags: [], removeTags: [], webhook: nil, notification: nil)),
      .email("a", Mail(subject: "{{ score }}{{ name }}")),
    ])
    let outcome = try run(blueprint, [Person(score: 7)], launch: launch)
    #expect(try field("subject", of: outcome.manifest[0]) == "8")
  }

  @Test func webhooksAndNotificationsAreRecorded() throws {
    let blueprint = Blueprint([
      .action(
        "call",
        ActionStep(
          assignments: [], addTags: [], removeTags: [],
          webhook: .init(
            url: try template("https://a.example/{{ id }}", .url),
            body: try template("{\"name\":\"{{ name }}\"}", .text)),
          notification: .init(to: "#sales", message: try template("{{ name }} is here", .text))))
    ])
    let outcome = try run(blueprint, launch: launch)
    #expect(outcome.actions.count == 2)
    #expect(try field("url", of: outcome.actions[0]) == "https://a.example/c_1")
    #expect(try field("body", of: outcome.actions[0]) == "{\"name\":\"Grace\"}")
    #expect(try field("message", of: outcome.actions[1]) == "Grace is here")
    #expect(try field("to", of: outcome.actions[1]) == "#sales")

    var strict = blueprint
    strict.onMissing = .fail
    let failed = try run(strict, [Person(name: nil)], launch: launch)
    #expect(try field("outcome", of: failed.actions[1]) == "skip")
    #expect(try field("reason", of: failed.actions[1]) == "missing-value")
    #expect(failed.result.summary.counts.missingValueFailures == 2)
  }

  @Test func exitStepsEndTheEnrollmentButNotHeldMessages() throws {
    let window = SendWindow(
      days: .all, opens: try clock("12:00"), closes: try clock("13:00"), hold: .message,
      otherwise: .delay)
    let outcome = try run(
      Blueprint([.email("a", Mail(window: window)), .exit("out", "done"), .email("never")]),
      launch: launch)
    #expect(try outcome.rows() == ["a 2026-12-01T12:00:00+01:00"])
    #expect(outcome.result.summary.counts.exited == 1)
  }

  @Test func obstaclesAreNamed() throws {
    var blueprint = Blueprint([.email("a")])
    #expect(obstacles(in: try blueprint.graph()).isEmpty)
    blueprint.policies = Policies(
      maxEmails: .init(count: 3, per: days(7), basis: .rolling, otherwise: .skip),
      minGap: days(1), blastRadius: .init(recipients: 10, within: nil))
    #expect(obstacles(in: try blueprint.graph()).isEmpty)
    let injected = Blueprint([.email("a", Mail(headers: [("X\r\nBcc", "all@a.example")]))])
    #expect(obstacles(in: try injected.graph()).map(\.feature) == ["headers"])
    #expect(RunFault.obstacles(obstacles(in: try injected.graph())).rule == "not-run-yet")
  }

  @Test func runsWithoutZoneOrIDStop() throws {
    var blueprint = Blueprint([.email("a")])
    #expect(throws: RunFault.noID(row: 2)) {
      try run(blueprint, [Person(id: "")], launch: launch)
    }
    blueprint.zone = ZonePolicy(
      column: nil, defaultZone: "Mars/Olympus", onMissing: .default, onInvalid: .skip)
    #expect(throws: RunFault.unknownDefaultZone("Mars/Olympus")) {
      try run(blueprint, launch: launch)
    }
  }

  @Test func onPastErrorStopsTheRun() throws {
    let rule = WaitRule.fixed(.instant(try instant("2026-11-01T08:00Z")), onPast: .error)
    #expect(throws: RunFault.past(row: 2, step: "w")) {
      try run(Blueprint([.wait("w", rule), .email("a")]), launch: launch)
    }
  }

  @Test func timelinesTellTheWholeStory() throws {
    let outcome = try run(
      Blueprint([
        .email("a"), .wait("w", .period(days(1))),
        .branch(
          "b", try Rule.compare(Slot.score, .equal, .integer(1)), then: [],
          else: [.email("c")]),
      ]), launch: launch, timelines: .contacts([Array("c_1".utf8)]))
    let timeline = try #require(outcome.result.timelines.first)
    #expect(
      timeline.entries.map { "\($0.local) \($0.step ?? "-"): \($0.words)" } == [
        "2026-12-01T09:00:00+01:00 -: enrolled",
        "2026-12-01T09:00:00+01:00 a: to be sent",
        "2026-12-01T09:00:00+01:00 w: waits until 2026-12-02T09:00:00+01:00",
        "2026-12-02T09:00:00+01:00 b: takes the else branch",
        "2026-12-02T09:00:00+01:00 c: to be sent",
        "2026-12-02T09:00:00+01:00 -: completed",
      ])
  }
}
