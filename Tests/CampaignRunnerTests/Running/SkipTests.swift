import CampaignGraph
import CampaignRunner
import CivilTime
import LiquidTemplates
import Testing

/// Every reason of `SkipReason` is produced here or in `WaitTests` and `SendTimeTests`.
@Suite struct SkipTests {
  private let launch = "2026-12-01T08:00Z"

  @Test func suppressedContactsGetARowForEachMessage() throws {
    let blueprint = Blueprint([.email("a"), .wait("w", .period(days(1))), .email("b")])
    #expect(
      try run(blueprint, [Person(isOut: true)], launch: launch).rows()
        == ["a skip suppressed", "b skip suppressed"])
  }

  @Test(arguments: ["", "grace", "grace@navy", "a b@c.example", "g@[127.0.0.1]"])
  func invalidAddress(address: String) throws {
    #expect(
      try run(Blueprint([.email("a")]), [Person(email: address)], launch: launch).rows()
        == ["a skip invalid-address"])
  }

  @Test func secondContactWithAnAddressIsSkipped() throws {
    var blueprint = Blueprint([.email("a")])
    let people = [
      Person(id: "1", email: "grace@navy.example"), Person(id: "2", email: "Grace@Navy.example"),
      Person(id: "3", email: "ada@navy.example"),
    ]
    #expect(
      try run(blueprint, people, launch: launch).rows().map { $0.contains("skip") }
        == [false, true, false])
    blueprint.policies = Policies(duplicates: .allow)
    #expect(
      try run(blueprint, people, launch: launch).rows().allSatisfy { !$0.contains("skip") })
    blueprint.policies = Policies(duplicates: .error)
    #expect(throws: RunFault.duplicateAddress(row: 3)) {
      try run(blueprint, people, launch: launch)
    }
  }

  @Test func onlyEnrolledContactsClaimTheirAddress() throws {
    var blueprint = Blueprint([.email("a")])
    blueprint.condition = try Rule.compare(Slot.score, .greater, .integer(10))
    let people = [Person(id: "1", score: 1), Person(id: "2", score: 11)]
    let outcome = try run(blueprint, people, launch: launch)
    #expect(try outcome.rows() == ["a 2026-12-01T09:00:00+01:00"])
    #expect(outcome.result.summary.counts.unwanted == 1)
    #expect(outcome.result.summary.counts.enrolled == 1)
  }

  @Test func twoEnrolledContactsNeverShareAnID() throws {
    var blueprint = Blueprint([.email("a")])
    let people = [
      Person(id: "1", email: "grace@navy.example", score: 11), Person(id: "2", score: 11),
      Person(id: "1", email: "ada@navy.example", score: 1),
    ]
    #expect(throws: RunFault.duplicateID(row: 4)) {
      try run(blueprint, people, launch: launch)
    }
    blueprint.condition = try Rule.compare(Slot.score, .greater, .integer(10))
    #expect(try run(blueprint, people, launch: launch).result.summary.counts.enrolled == 2)
  }

  @Test(arguments: [
    (EngagementEvent.Kind.bounced, "bounced", true), (.complained, "complained", true),
    (.unsubscribed, "unsubscribed", false),
  ])
  func engagementBeforeTheSend(
    kind: EngagementEvent.Kind, reason: String, stopsTransactional: Bool
  ) throws {
    let event = Event(kind: kind, at: try instant("2026-12-01T20:00Z"))
    let steps: [Step] = [
      .email("a"), .wait("w", .period(days(1))), .email("b"),
      .email("c", Mail(category: .transactional)),
    ]
    let rows = try run(Blueprint(steps), launch: launch, events: [event]).rows()
    #expect(
      rows == [
        "a 2026-12-01T09:00:00+01:00", "b skip \(reason)",
        stopsTransactional ? "c skip \(reason)" : "c 2026-12-02T09:00:00+01:00",
      ])
  }

  @Test func messagesBeforeTheLaunchArePast() throws {
    var blueprint = Blueprint([.email("a"), .wait("w", .period(days(3))), .email("b")])
    blueprint.start = .column(Slot.seen)
    var person = Person()
    person.seen = try instant("2026-11-30T10:00Z")
    #expect(
      try run(blueprint, [person], launch: launch).rows()
        == ["a skip past", "b 2026-12-03T11:00:00+01:00"])
  }

  @Test func noEntryTime() throws {
    var blueprint = Blueprint([.email("a")])
    blueprint.start = .column(Slot.due)
    let people = [
      Person(id: "1"), Person(id: "2", email: "b@b.example", due: CivilDate("2026-12-02")),
    ]
    let outcome = try run(blueprint, people, launch: launch)
    #expect(try outcome.rows() == ["- skip no-entry-time", "a 2026-12-02T00:00:00+01:00"])
    #expect(outcome.result.summary.counts.enrolled == 1)

    blueprint.start = .event("signup")
    let signup = Event(
      contact: "2", kind: .custom, at: try instant("2026-12-05T10:00Z"), text: "signup")
    #expect(
      try run(blueprint, people, launch: launch, events: [signup]).rows()
        == ["- skip no-entry-time", "a 2026-12-05T11:00:00+01:00"])
  }

  @Test func zonePolicies() throws {
    let people = [
      Person(id: "1", email: "a@a.example", zone: "Europe/Berln"),
      Person(id: "2", email: "b@a.example"),
      Person(id: "3", email: "c@a.example", zone: "Asia/Tokyo"),
    ]
    var blueprint = Blueprint([.email("a")])
    func rows(_ missing: ZonePolicy.Fallback, _ invalid: ZonePolicy.Fallback) throws -> Outcome {
      blueprint.zone = ZonePolicy(
        column: Slot.zone, defaultZone: "Europe/Berlin", onMissing: missing, onInvalid: invalid)
      return try run(blueprint, people, launch: launch)
    }
    let skipped = try rows(.skip, .skip)
    #expect(
      try skipped.rows() == ["- skip zone", "- skip zone", "a 2026-12-01T17:00:00+09:00"])
    #expect(skipped.manifest[0].contains(#""detail":"Europe/Berln""#))
    let fallback = try rows(.default, .default)
    #expect(try fallback.rows()[..<2].allSatisfy { $0 == "a 2026-12-01T09:00:00+01:00" })
    #expect(fallback.result.summary.counts.missingZones == 1)
    #expect(fallback.result.summary.counts.unknownZones == 1)
    #expect(throws: RunFault.zone(row: 2, name: Array("Europe/Berln".utf8))) {
      try rows(.default, .error)
    }
    #expect(throws: RunFault.zone(row: 3, name: [])) { try rows(.error, .default) }
  }

  @Test func exitRuleSkipsWhatWasAboutToGoOut() throws {
    let window = SendWindow(
      days: .all, opens: try clock("09:00"), closes: try clock("10:00"), hold: .message,
      otherwise: .delay)
    var blueprint = Blueprint([
      .email("a"), .wait("w", .period(hours(1))), .email("held", Mail(window: window)),
      .wait("v", .period(hours(1))), .email("b"), .wait("u", .period(days(2))), .email("c"),
    ])
    blueprint.exit = try Rule.event("purchase")
    func purchase(_ at: String) throws -> [Event] {
      [Event(kind: .custom, at: try instant(at), text: "purchase")]
    }
    let start = "2026-12-01T11:00Z"
    #expect(
      try run(blueprint, launch: start, events: purchase("2026-12-01T12:30Z")).rows()
        == ["a 2026-12-01T12:00:00+01:00", "b skip exited", "held skip exited"])
    #expect(
      try run(blueprint, launch: start, events: purchase("2026-12-02T05:30Z")).rows()
        == [
          "a 2026-12-01T12:00:00+01:00", "b 2026-12-01T14:00:00+01:00", "held skip exited",
        ], "asked again when a held message is due")
    let late = try run(blueprint, launch: start, events: purchase("2026-12-03T05:30Z"))
    #expect(try late.rows().suffix(2) == ["held 2026-12-02T09:00:00+01:00", "c skip exited"])
    #expect(late.result.summary.counts.exitedByRule == 1)
  }

  @Test func endlessLoopsAreStopped() throws {
    var limits = StepMachine.Limits()
    limits.steps = 50
    let loop = Blueprint([.email("a"), .wait("w", .period(hours(1))), .goto("a")])
    let outcome = try run(loop, launch: launch, limits: limits)
    #expect(outcome.manifest.count == 26)
    #expect(try outcome.rows().last == "a skip endless")
    #expect(outcome.result.summary.counts.failed == 1)
    #expect(outcome.result.summary.counts.hasFailures)

    let monthly = Blueprint([.email("a"), .wait("w", .period(days(30))), .goto("a")])
    let years = try run(monthly, launch: launch)
    #expect(years.manifest.count == 123)
    #expect(try years.rows().last == "a skip endless")
    let bounded = try run(monthly, launch: launch, asOf: "2027-12-01T08:00Z")
    #expect(try bounded.rows().allSatisfy { !$0.contains("skip") })
    #expect(bounded.result.summary.counts.waiting == 1)
    #expect(!bounded.result.summary.counts.hasFailures)
  }

  @Test func missingValuesAbortsAndLimitsOfTemplates() throws {
    var blueprint = Blueprint([.email("a", Mail(subject: "Hi {{ name }}")), .email("b")])
    let people = [Person(name: nil)]
    blueprint.onMissing = .fail
    let failed = try run(blueprint, people, launch: launch)
    #expect(
      try failed.rows() == ["a skip missing-value", "b 2026-12-01T09:00:00+01:00"])
    #expect(failed.manifest[0].contains(#""reason":"missing-value","detail":"name""#))
    #expect(failed.result.summary.counts.hasFailures)
    blueprint.onMissing = .skip
    let skipped = try run(blueprint, people, launch: launch)
    #expect(try skipped.rows()[0] == "a skip missing-value")
    #expect(!skipped.result.summary.counts.hasFailures)
    blueprint.onMissing = .blank
    #expect(try run(blueprint, people, launch: launch).rows()[0] == "a 2026-12-01T09:00:00+01:00")

    let aborts = Blueprint([
      .email("a", Mail(html: "{% if name %}{% abort_message 'not for Grace' %}{% endif %}x"))
    ])
    let aborted = try run(aborts, launch: launch)
    #expect(try aborted.rows() == ["a skip aborted"])
    #expect(aborted.manifest[0].contains("not for Grace"))

    let divides = Blueprint([.email("a", Mail(html: "{{ 1 | divided_by: score }}"))])
    let divided = try run(divides, [Person(score: 0)], launch: launch)
    #expect(try divided.rows() == ["a skip not-rendered"])
    #expect(divided.result.summary.counts.hasFailures)
  }

  @Test func outcomeIsTheSameWithoutBodies() throws {
    var blueprint = Blueprint([
      .email("a", Mail(html: "{{ name }}")),
      .branch(
        "sent?", try Rule.fact(EngagementFact(kind: .sent)), then: [.email("b")],
        else: [.email("c")]),
    ])
    blueprint.onMissing = .skip
    for name in ["Grace", nil] {
      let full = try run(blueprint, [Person(name: name)], launch: launch)
      let bare = try run(blueprint, [Person(name: name)], launch: launch, bodies: .none)
      #expect(try full.rows() == bare.rows())
      #expect(bare.manifest.allSatisfy { !$0.contains(#""html""#) })
      #expect(try full.rows().last?.prefix(1) == (name == nil ? "c" : "b"))
    }
  }
}
