import CampaignGraph
import CampaignRunner
import CivilTime
import Testing

/// `max_emails` and `min_gap`, with the local times in Berlin; the launch is Tuesday 2026-12-01 09:00.
@Suite struct CapTests {
  private let days = "- wait: 1 day\n"
  /// Five emails, one a day.
  private var daily: String {
    (1...5).map { mail("e\($0)") }.joined(separator: days)
  }

  private func story(_ steps: String, _ policies: String) throws -> [String] {
    var run = CompiledRun(steps)
    run.policies = policies
    return try run.story()
  }

  @Test func rollingCapDelaysUntilTheOldestEmailIsSoLongAgo() throws {
    #expect(
      try story(daily, "max_emails: { count: 2, per: 7 days, otherwise: delay }") == [
        "e1 Tue 2026-12-01 09:00", "e2 Wed 2026-12-02 09:00", "e3 Tue 2026-12-08 09:00 cap",
        "e4 Wed 2026-12-09 09:00 cap", "e5 Tue 2026-12-15 09:00 cap",
      ])
  }

  @Test func rollingCapSkips() throws {
    let steps = (1...4).map { mail("e\($0)") }.joined(separator: "- wait: 3 days\n")
    #expect(
      try story(steps, "max_emails: { count: 2, per: 7 days, otherwise: skip }") == [
        "e1 Tue 2026-12-01 09:00", "e2 Fri 2026-12-04 09:00", "e3 skip capped",
        "e4 Thu 2026-12-10 09:00",
      ], "what was left out does not count")
  }

  @Test func aStretchIsHalfOpen() throws {
    let steps = mail("a") + "- wait: 7 days\n" + mail("b") + "- wait: 23 hours\n" + mail("c")
    #expect(
      try story(steps, "max_emails: { count: 1, per: 7 days, otherwise: skip }")
        == ["a Tue 2026-12-01 09:00", "b Tue 2026-12-08 09:00", "c skip capped"])
    #expect(
      try story(steps, "max_emails: { count: 1, per: 168 hours, otherwise: skip }")
        == ["a Tue 2026-12-01 09:00", "b Tue 2026-12-08 09:00", "c skip capped"])
  }

  @Test(arguments: [
    // Per day: as many as allowed, then the next midnight.
    (
      "{ count: 1, per: 1 day, basis: calendar, otherwise: delay }",
      [
        "a Tue 2026-12-01 09:00", "b Wed 2026-12-02 00:00 cap", "c Thu 2026-12-03 00:00 cap",
        "d Fri 2026-12-04 00:00 cap",
      ]
    ),
    // Per week, from Monday.
    (
      "{ count: 2, per: 1 week, basis: calendar, otherwise: delay }",
      [
        "a Tue 2026-12-01 09:00", "b Tue 2026-12-01 12:00", "c Mon 2026-12-07 00:00 cap",
        "d Mon 2026-12-07 00:00 cap",
      ]
    ),
    (
      "{ count: 2, per: 1 month, basis: calendar, otherwise: delay }",
      [
        "a Tue 2026-12-01 09:00", "b Tue 2026-12-01 12:00", "c Fri 2027-01-01 00:00 cap",
        "d Fri 2027-01-01 00:00 cap",
      ]
    ),
    // Any two days that follow each other.
    (
      "{ count: 1, per: 2 days, basis: calendar, otherwise: delay }",
      [
        "a Tue 2026-12-01 09:00", "b Thu 2026-12-03 00:00 cap", "c Sat 2026-12-05 00:00 cap",
        "d Mon 2026-12-07 00:00 cap",
      ]
    ),
  ])
  func calendarCaps(cap: String, story expected: [String]) throws {
    let steps =
      mail("a") + "- wait: 3 hours\n" + mail("b") + "- wait: 3 hours\n" + mail("c") + mail("d")
    #expect(try story(steps, "max_emails: \(cap)") == expected)
  }

  @Test func aDayIsTheContactsOwn() throws {
    var run = CompiledRun(mail("a") + "- wait: 8 hours\n" + mail("b"))
    run.policies = "max_emails: { count: 1, per: 1 day, basis: calendar, otherwise: skip }"
    run.csv = "c1,ada@acme.example,,,,Europe/Berlin\nc2,grace@navy.example,,,,Asia/Tokyo"
    #expect(
      try run.story() == [
        "a Tue 2026-12-01 09:00", "b skip capped", "a Tue 2026-12-01 17:00",
        "b Wed 2026-12-02 01:00",
      ])
  }

  @Test func gapDelays() throws {
    #expect(
      try story(mail("a") + "- wait: 3 hours\n" + mail("b") + mail("c"), "min_gap: 1 day") == [
        "a Tue 2026-12-01 09:00", "b Wed 2026-12-02 09:00 gap", "c Thu 2026-12-03 09:00 gap",
      ])
  }

  @Test func gapIsKeptToAnEmailThatIsPlannedForLater() throws {
    let window = "send: { window: { days: fri, hours: 09:00-10:00 } }"
    let steps =
      mail("held", window) + "- wait: 2 days\n" + mail("near") + mail("far")
    #expect(
      try story(steps, "min_gap: 36 hours") == [
        "held Fri 2026-12-04 09:00 window", "near Sat 2026-12-05 21:00 gap",
        "far Mon 2026-12-07 09:00 gap",
      ])
    #expect(
      try story(steps, "min_gap: 24 hours") == [
        "near Thu 2026-12-03 09:00", "held Fri 2026-12-04 09:00 window",
        "far Sat 2026-12-05 09:00 gap",
      ])
  }

  @Test func plannedEmailsCountForTheCap() throws {
    let window = "send: { window: { days: fri, hours: 09:00-10:00 } }"
    let steps = mail("held", window) + mail("a") + mail("b")
    #expect(
      try story(steps, "max_emails: { count: 2, per: 7 days, otherwise: skip }")
        == ["a Tue 2026-12-01 09:00", "b skip capped", "held Fri 2026-12-04 09:00 window"])
  }

  @Test func aHeldEmailThatIsNotSentFreesItsPlace() throws {
    let window = "send: { window: { days: wed, hours: 09:00-10:00 } }"
    var run = CompiledRun(
      mail("held", window + "\nhtml: \"{{ score }}\"") + "- wait: 2 days\n" + mail("after"))
    run.settings = "on_missing: skip"
    run.policies = "max_emails: { count: 1, per: 7 days, otherwise: skip }"
    #expect(try run.story() == ["held skip missing-value", "after Thu 2026-12-03 09:00"])
  }

  @Test func theWindowIsAskedAgainAfterGapAndCap() throws {
    var run = CompiledRun(mail("a") + mail("b") + mail("c"))
    run.settings = "send: { window: { days: mon-fri, hours: 09:00-17:00 } }"
    run.launch = "2026-12-04T09:00Z"
    run.policies = "min_gap: 1 day"
    #expect(
      try run.story() == [
        "a Fri 2026-12-04 10:00", "b Mon 2026-12-07 09:00 window+gap",
        "c Tue 2026-12-08 09:00 window+gap",
      ])
    run.policies = "max_emails: { count: 1, per: 1 day, basis: calendar, otherwise: delay }"
    #expect(
      try run.story() == [
        "a Fri 2026-12-04 10:00", "b Mon 2026-12-07 09:00 window+cap",
        "c Tue 2026-12-08 09:00 window+cap",
      ])
  }

  /// Strategy, window, gap, cap, in this order: the gap moves to Saturday, the window to Monday, where
  /// the cap of the week is full.
  @Test func allFourInTheirOrder() throws {
    var run = CompiledRun(mail("a") + mail("b") + mail("c") + mail("d"))
    run.settings =
      "send: { strategy: optimized, fallback_time: 10:00, window: { days: mon-fri, hours: 11:00-17:00 } }"
    run.launch = "2026-12-03T08:00Z"
    run.policies =
      "min_gap: 1 day\nmax_emails: { count: 2, per: 7 days, otherwise: delay }"
    #expect(
      try run.story() == [
        "a Thu 2026-12-03 11:00 window+fallback", "b Fri 2026-12-04 11:00 window+gap+fallback",
        "c Thu 2026-12-10 11:00 window+cap+gap+fallback",
        "d Fri 2026-12-11 11:00 window+cap+gap+fallback",
      ])
  }

  @Test func transactionalMailIsNeitherMovedNorCounted() throws {
    let steps =
      mail("a") + mail("receipt", "category: transactional") + "- wait: 2 days\n" + mail("b")
    #expect(
      try story(steps, "min_gap: 1 day\nmax_emails: { count: 2, per: 7 days, otherwise: skip }")
        == [
          "a Tue 2026-12-01 09:00", "receipt Tue 2026-12-01 09:00", "b Thu 2026-12-03 09:00",
        ])
  }

  @Test func whatSpeaksAgainstTheContactIsTheReason() throws {
    var run = CompiledRun(mail("a") + mail("b"))
    run.policies = "max_emails: { count: 1, per: 7 days, otherwise: skip }"
    run.events = "c1 unsubscribed 2026-12-01T08:00Z"
    #expect(try run.story() == ["a skip unsubscribed", "b skip unsubscribed"])
  }

  @Test func whatIsDueBeforeTheLaunchTakesNobodysPlace() throws {
    var run = CompiledRun(mail("a") + "- wait: 2 days\n" + mail("b"))
    run.settings = "enroll: { at: signed_up_at }"
    run.csv = "c1,ada@acme.example,,2026-11-30T08:00:00Z,,"
    run.policies = "max_emails: { count: 1, per: 7 days, otherwise: skip }\nmin_gap: 5 days"
    #expect(try run.story() == ["a skip past", "b Wed 2026-12-02 09:00"])
  }

  @Test func gapOverAClockChangeIsADayOnTheContactsClock() throws {
    var run = CompiledRun(mail("a") + mail("b"))
    run.policies = "min_gap: 1 day"
    run.launch = "2026-10-24T10:00+02:00"
    #expect(
      try run.story() == ["a Sat 2026-10-24 10:00", "b Sun 2026-10-25 10:00 gap"])
    run.policies = "min_gap: 24 hours"
    #expect(
      try run.story() == ["a Sat 2026-10-24 10:00", "b Sun 2026-10-25 09:00 gap"])
  }

  /// What a ledger will hand in: emails that went out before this run.
  @Test func earlierSendsCount() throws {
    var run = CompiledRun(mail("a"))
    run.policies = "max_emails: { count: 2, per: 7 days, otherwise: delay }\nmin_gap: 1 hour"
    let graph = try run.graph()
    let launch = try instant("2026-12-01T08:00Z")
    let machine = StepMachine(graph: graph, launch: launch)
    var contact = Contact(zone: try #require(zones.zone(named: "Europe/Berlin")))
    var reader = run.reader(graph)
    #expect(try reader.next(into: &contact.row))
    contact.earlierSends = [
      try instant("2026-11-25T08:00Z"), try instant("2026-11-28T08:00Z"),
    ]
    var log = EffectLog()
    var cursor = Cursor(node: graph.start, enrolledAt: launch)
    #expect(machine.enroll(&cursor, contact: contact, to: &log))
    machine.advance(&cursor, contact: &contact, through: nil, to: &log)
    guard case .send(let message) = log.effects.first else {
      Issue.record("nothing was sent")
      return
    }
    #expect(message.sendAt == (try instant("2026-12-02T08:00Z")))
    #expect(message.timing == .cap)
  }

  /// A loop that makes more emails than the cap lets go is stopped, and soon.
  @Test func whatNeverCatchesUpIsStopped() throws {
    var run = CompiledRun(mail("a") + "- wait: 1 hour\n- goto: a\n")
    run.lowered = ["no-exit", "unbounded-loop"]
    run.policies = "max_emails: { count: 1, per: 1 day, otherwise: delay }"
    let outcome = try run.run()
    #expect(outcome.result.summary.counts.failed == 1)
    #expect(outcome.result.summary.counts.skips(for: .endless) > 300)
    run.asOf = "2026-12-10T08:00Z"
    let bounded = try run.run()
    #expect(bounded.result.summary.counts.sends == 10)
    #expect(bounded.result.summary.counts.failed == 0)
  }

  /// No stretch holds more than the cap, and no two emails lie closer than the gap, by counting.
  @Test func neverMoreThanAllowed() throws {
    for seed in UInt64(1)...200 {
      var chance = Chance(seed: seed)
      var steps = ""
      for number in 0..<12 {
        if chance.below(2) == 0 { steps += "- wait: \(1 + chance.below(50)) hours\n" }
        let days = ["mon-fri", "sat", "tue", "all"][chance.below(4)]
        steps += mail(
          "e\(number)",
          chance.below(2) == 0
            ? "send: { window: { days: \(days), hours: 08:00-12:00 } }" : "")
      }
      var run = CompiledRun(steps)
      let (count, hours, gap) = (1 + chance.below(4), 1 + chance.below(200), 1 + chance.below(30))
      run.policies =
        "max_emails: { count: \(count), per: \(hours) hours, otherwise: \(chance.below(2) == 0 ? "skip" : "delay") }\nmin_gap: \(gap) minutes"
      let sends = try run.run().manifest.compactMap { line -> Int64? in
        guard try field("outcome", of: line) == "send" else { return nil }
        return try instant(try #require(try field("sendAt", of: line))).seconds
      }.sorted()
      for (index, send) in sends.enumerated() {
        let within = sends[index...].filter { $0 < send + Int64(hours) * 3600 }.count
        #expect(within <= count, "seed \(seed)")
        if index > 0 { #expect(send - sends[index - 1] >= Int64(gap) * 60, "seed \(seed)") }
      }
    }
  }

  @Test func capsThatSayNothingAreFound() {
    var run = CompiledRun(mail("a"))
    run.policies = "max_emails: { count: 1, per: 24 hours, basis: calendar }"
    #expect(run.rules == ["calendar-cap"])
    run.policies = "max_emails: { count: 1, per: 1 day, basis: calendar }"
    #expect(run.rules == [])
    run.policies = "max_emails: { count: 2, per: 5 days }\nmin_gap: 1 week"
    #expect(run.rules == ["cap-without-effect"])
    run.policies = "max_emails: { count: 2, per: 5 days }\nmin_gap: 4 days"
    #expect(run.rules == [])
    run.policies = "max_emails: { count: 0, per: 5 days }\nmin_gap: 0 days"
    #expect(run.rules == ["wrong-type", "invalid-duration"])
  }
}
