import CampaignGraph
import CampaignRunner
import CivilTime
import Testing

@Suite("--assume") struct AssumedEngagementTests {
  @Test(
    arguments: [
      ("none", "none"), ("ALL", "all"), ("opened=40%,clicked=10%,after=2h", nil),
      ("clicked=10%", "opened=10%,clicked=10%"), ("open=2.5%", "opened=2.5%"),
      ("opened=0.05%,after=90 minutes", "opened=0.05%,after=90m"), ("opened=100%,after=1d", nil),
      ("unsubscribed=1%,bounced=2%", "bounced=2%,unsubscribed=1%"), ("opened=0%", "none"),
      ("opened=40% , clicked = 10%", "opened=40%,clicked=10%"), ("opened=5%,after=0", "opened=5%"),
      ("opened=100%,clicked=100%,replied=100%", "all"),
    ] as [(String, String?)])
  func isRead(text: String, as wanted: String?) throws {
    let assumed = try AssumedEngagement(text)
    #expect(assumed.description == wanted ?? text)
    #expect(try AssumedEngagement(assumed.description) == assumed)
  }

  @Test(
    arguments: [
      "", "some", "opened", "opened=40", "opened=101%", "opened=-1%", "opened=1.234%", "opened=%",
      "opened=40%,", "opened=40%,opened=50%", "clicked=50%,opened=10%", "after=2h", "purchase=10%",
      "opened=40%,after=2", "opened=40%,after=x", "opened=40%,after=99999999h", "opened=4٠%", "=5%",
    ])
  func isRefused(text: String) {
    #expect(throws: AssumptionFault.self) { try AssumedEngagement(text) }
  }

  private func outcome(
    _ steps: [Step], _ assume: String, people: Int = 1, events: [Event] = []
  ) throws -> Outcome {
    var options = RunOptions(launch: try instant("2026-12-01T08:00:00Z"))
    options.assumed = try AssumedEngagement(assume)
    return try run(
      Blueprint(steps), (0..<people).map { Person(id: "c_\($0)", email: "p\($0)@a.example") },
      options: options, events: events)
  }

  private func asks(_ kind: EngagementFact.Kind, url: String? = nil) throws -> [Step] {
    [
      .email("welcome"), .wait("pause", .period(hours(3))),
      .branch(
        "did", try Rule.fact(EngagementFact(kind: kind, step: NodeIndex(0), urlPart: url)),
        then: [.email("yes")], else: [.email("no")]),
    ]
  }

  @Test(
    arguments: [
      (EngagementFact.Kind.opened, "none", "no"), (.opened, "all", "yes"),
      (.clicked, "all", "yes"), (.replied, "all", "yes"), (.bounced, "all", "no"),
      (.event("purchase"), "all", "no"), (.opened, "clicked=100%", "yes"),
      (.clicked, "opened=100%", "no"), (.opened, "opened=100%,after=3h", "yes"),
      (.opened, "opened=100%,after=181m", "no"), (.event("opened"), "all", "yes"),
    ])
  func decidesWhatRulesSee(kind: EngagementFact.Kind, assume: String, email: String) throws {
    let rows = try outcome(try asks(kind), assume).rows()
    #expect(rows.last?.hasPrefix(email + " ") == true)
  }

  @Test func anAssumedClickIsOnAnyLink() throws {
    let rows = try outcome(try asks(.clicked, url: "/pricing"), "clicked=100%").rows()
    #expect(rows.last?.hasPrefix("yes ") == true)
  }

  /// A click implies an open, and the shares of all are those that were asked for.
  @Test func sharesAreThoseAskedFor() throws {
    let steps: [Step] = [
      .email("welcome"),
      .branch(
        "opened", try Rule.fact(EngagementFact(kind: .opened)), then: [.email("o")], else: []),
      .branch(
        "clicked", try Rule.fact(EngagementFact(kind: .clicked, step: NodeIndex(0))),
        then: [.email("c")], else: []),
    ]
    let outcome = try outcome(steps, "opened=40%,clicked=10%", people: 4000)
    let counts = outcome.result.summary.counts
    let opened = counts.steps[2].sends
    let clicked = counts.steps[4].sends
    #expect(abs(opened - 1600) < 130, "\(opened)")
    #expect(abs(clicked - 400) < 80, "\(clicked)")
    let rows = outcome.manifest.map { line in
      (line.contains("\"step\":\"o\""), line.contains("\"step\":\"c\""), line)
    }
    func contact(_ line: String) -> Substring {
      line.split(separator: "\"contact\":\"")[1].prefix { $0 != "\"" }
    }
    let openers = Set(rows.filter { $0.0 }.map { contact($0.2) })
    #expect(rows.filter { $0.1 }.allSatisfy { openers.contains(contact($0.2)) })
  }

  @Test func whatReallyHappenedIsNotAssumed() throws {
    let late = Event(
      contact: "c_0", kind: .opened, at: try instant("2026-12-05T00:00:00Z"), step: NodeIndex(0))
    #expect(
      try outcome(try asks(.opened), "opened=100%", events: [late]).rows().last?
        .hasPrefix("no ") == true)
    // Another email's open, or another kind of event, says nothing about this one.
    let other = Event(
      contact: "c_0", kind: .opened, at: try instant("2026-12-05T00:00:00Z"), step: NodeIndex(2))
    #expect(
      try outcome(try asks(.opened), "opened=100%", events: [other]).rows().last?
        .hasPrefix("yes ") == true)
  }

  @Test func anUnsubscribeIsSeenByTheNextEmail() throws {
    let steps: [Step] = [.email("welcome"), .wait("w", .period(days(1))), .email("second")]
    #expect(
      try outcome(steps, "unsubscribed=100%,after=2h").rows().last == "second skip unsubscribed")
    #expect(try outcome(steps, "bounced=100%,after=2h").rows().last == "second skip bounced")
    #expect(try outcome(steps, "complained=100%,after=2d").rows().last?.contains("skip") == false)
  }

  @Test func anEventWaitEndsWithIt() throws {
    let steps: [Step] = [
      .email("welcome"),
      .event(
        "click", .clicked, step: "welcome", days(3), then: [.email("yes")], else: [.email("no")]),
    ]
    #expect(
      try outcome(steps, "clicked=100%,after=5h").rows().last == "yes 2026-12-01T14:00:00+01:00")
    #expect(try outcome(steps, "none").rows().last == "no 2026-12-04T09:00:00+01:00")
  }

  /// Other rows, and their order, have no part in it.
  @Test func itIsAHashOfNames() throws {
    func row(_ ids: [Int]) throws -> Set<String> {
      var options = RunOptions(launch: try instant("2026-12-01T08:00:00Z"))
      options.assumed = try AssumedEngagement("opened=50%")
      let people = ids.map { Person(id: "c_\($0)", email: "p\($0)@a.example") }
      let outcome = try run(Blueprint(try asks(.opened)), people, options: options)
      return Set(
        outcome.manifest.map { $0.replacing(/"row":\d+/) { _ in "" } })
    }
    let all = try row(Array(0..<40))
    #expect(try row((0..<40).reversed()) == all)
    #expect(try row([7]).isSubset(of: all))
  }

  /// Invariant 6: they come back with the cursor.
  @Test func advancesInPartsAreOneAdvance() throws {
    let steps: [Step] = [
      .email("a"), .wait("w1", .period(hours(5))),
      .branch(
        "b1", try Rule.fact(EngagementFact(kind: .opened, step: NodeIndex(0))), then: [.email("b")],
        else: [.email("c")]),
      .event("e", .clicked, step: nil, days(2), then: [.email("d")], else: []), .email("loop"),
      .wait("w2", .period(days(2))),
      .branch(
        "b2", try Rule.fact(EngagementFact(kind: .opened, step: nil, within: days(1))),
        then: [.exit("x", "done")], else: []), .goto("loop"),
    ]
    let graph = try Blueprint(steps).graph()
    let launch = try instant("2026-12-01T08:00:00Z")
    let zone = try #require(zones.zone(named: "Europe/Berlin"))
    for seed in UInt64(1)...300 {
      var chance = Chance(seed: seed)
      let assumed = try AssumedEngagement(
        "opened=\(30 + chance.below(60))%,clicked=30%,unsubscribed=5%,after=\(chance.below(40))h")
      var limits = StepMachine.Limits()
      limits.steps = 200
      let machine = StepMachine(graph: graph, launch: launch, limits: limits, assumed: assumed)
      func contact() -> Contact {
        var contact = Contact(zone: zone)
        contact.row = Person(id: "c_\(seed)").row
        if seed % 3 == 0 {
          contact.inputs.engagement.record(
            .opened, at: launch.adding(seconds: 9000), step: NodeIndex(0))
        }
        return contact
      }
      var (whole, parts) = (EffectLog(), EffectLog())
      var cursor = Cursor(node: graph.start, enrolledAt: launch)
      var once = contact()
      try #require(machine.enroll(&cursor, contact: once, to: &whole))
      var other = cursor
      let end = launch.adding(seconds: 30 * 86_400)
      machine.advance(&cursor, contact: &once, through: end, to: &whole)
      var now = launch
      while now < end {
        var same = contact()
        machine.advance(&other, contact: &same, through: now, to: &parts)
        now = now.adding(seconds: Int64(1 + chance.below(86_400)))
      }
      var same = contact()
      machine.advance(&other, contact: &same, through: end, to: &parts)
      #expect(whole.effects == parts.effects, "seed \(seed)")
      #expect(cursor == other, "seed \(seed)")
    }
  }
}
