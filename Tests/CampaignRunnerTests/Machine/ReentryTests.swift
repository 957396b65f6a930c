import CampaignGraph
import CampaignRunner
import CivilTime
import Testing

/// Who enters a triggered campaign, when, and when again.
@Suite struct ReentryTests {
  private func run(_ reentry: String, _ events: String) -> CompiledRun {
    var run = CompiledRun(mail("a") + "- wait: 2 days\n" + mail("b"))
    run.type = "triggered"
    run.settings = "trigger: event(\"cart\")\nreentry: \(reentry)"
    run.events = events
    return run
  }

  private let three = """
    c1 cart 2026-12-02T08:00Z
    c1 cart 2026-12-03T08:00Z
    c1 cart 2026-12-05T08:00Z
    """

  @Test func neverIsTheFirstEventOnly() throws {
    let outcome = try run("never", three).run()
    #expect(
      try outcome.rows() == ["a 2026-12-02T09:00:00+01:00", "b 2026-12-04T09:00:00+01:00"])
    #expect(outcome.result.summary.counts.enrolled == 1)
  }

  @Test func afterExitIsTheNextEventOnceTheEnrollmentIsOver() throws {
    let outcome = try run("after_exit", three).run()
    #expect(
      try outcome.rows() == [
        "a 2026-12-02T09:00:00+01:00", "b 2026-12-04T09:00:00+01:00",
        "a 2026-12-05T09:00:00+01:00", "b 2026-12-07T09:00:00+01:00",
      ])
    #expect(
      try outcome.manifest.map { try field("messageId", of: $0) } == [
        "trial:a:c1", "trial:b:c1", "trial:a:c1:2", "trial:b:c1:2",
      ])
    let counts = outcome.result.summary.counts
    #expect(counts.enrolled == 2)
    #expect(counts.reentries == 1)
    #expect(counts.completed == 2)
    #expect(counts.recipients == 1)
    #expect(counts.zones["Europe/Berlin"]?.contacts == 1)
    #expect(counts.zones["Europe/Berlin"]?.sends == 4)
  }

  @Test func everyWantsTheTimeAndTheEnd() throws {
    let events = """
      c1 cart 2026-12-02T08:00Z
      c1 cart 2026-12-06T08:00Z
      c1 cart 2026-12-09T07:59:59Z
      c1 cart 2026-12-09T08:00Z
      """
    let days = try run("{ every: 7 days }", events).run()
    #expect(
      try days.rows().filter { $0.hasPrefix("a") }
        == ["a 2026-12-02T09:00:00+01:00", "a 2026-12-09T09:00:00+01:00"])
    let hour = try run("{ every: 1 hour }", three).run()
    #expect(
      try hour.rows().filter { $0.hasPrefix("a") }
        == ["a 2026-12-02T09:00:00+01:00", "a 2026-12-05T09:00:00+01:00"],
      "not while the last enrollment goes on")
  }

  @Test func anEventAtTheVeryEndIsOfTheOldEnrollment() throws {
    let events = "c1 cart 2026-12-02T08:00Z\nc1 cart 2026-12-04T08:00Z"
    #expect(try run("after_exit", events).run().result.summary.counts.enrolled == 1)
    let later = "c1 cart 2026-12-02T08:00Z\nc1 cart 2026-12-04T08:00:01Z"
    #expect(try run("after_exit", later).run().result.summary.counts.enrolled == 2)
  }

  @Test func anEnrollmentWithAHeldMessageIsNotOver() throws {
    var run = run("after_exit", "c1 cart 2026-12-02T08:00Z\nc1 cart 2026-12-03T08:00Z")
    run.steps = mail("a", "send: { window: { days: fri, hours: 09:00-10:00 } }")
    #expect(try run.run().result.summary.counts.enrolled == 1)
    run.events += "\nc1 cart 2026-12-04T08:00:01Z"
    #expect(
      try run.run().rows()
        == ["a 2026-12-04T09:00:00+01:00", "a 2026-12-04T09:00:01+01:00"])
  }

  @Test func exitedEnrollmentsMayBeFollowedToo() throws {
    var run = run("after_exit", three + "\nc1 purchase 2026-12-03T12:00Z")
    run.settings += "\nexit: { when: 'event(\"purchase\", within: 1 day)' }"
    let outcome = try run.run()
    #expect(
      try outcome.rows() == [
        "a 2026-12-02T09:00:00+01:00", "b skip exited", "a 2026-12-05T09:00:00+01:00",
        "b 2026-12-07T09:00:00+01:00",
      ])
    #expect(outcome.result.summary.counts.exitedByRule == 1)
  }

  @Test func whatAnExitDropsStandsBeforeTheNextEnrollment() throws {
    var run = run("after_exit", three + "\nc1 purchase 2026-12-02T08:30Z")
    run.settings += "\nexit: { when: 'event(\"purchase\", within: 1 hour)' }"
    run.steps =
      mail("held", "send: { window: { days: sun, hours: 09:00-10:00 } }") + "- wait: 1 hour\n"
      + mail("b")
    let rows = try run.run().manifest
    #expect(
      try rows.prefix(4).map { [try field("step", of: $0), try field("sendAt", of: $0)] }
        == [
          ["b", "2026-12-02T09:00:00Z"], ["held", "2026-12-02T09:00:00Z"],
          ["b", "2026-12-03T09:00:00Z"], ["held", "2026-12-06T08:00:00Z"],
        ])
  }

  @Test func capsCountAllEntries() throws {
    var run = run("after_exit", three)
    run.policies = "max_emails: { count: 3, per: 30 days, otherwise: skip }"
    #expect(
      try run.run().rows() == [
        "a 2026-12-02T09:00:00+01:00", "b 2026-12-04T09:00:00+01:00",
        "a 2026-12-05T09:00:00+01:00", "b skip capped",
      ])
  }

  @Test func whatActionsChangedEndsWithTheEnrollment() throws {
    var run = run("after_exit", three)
    run.csv = "c1,ada@acme.example,1,,,"
    run.steps =
      "- action: more\n  set: { score: score + 1, email: '\"grace@navy.example\"' }\n"
      + "- branch: which\n  if: score == 2\n  then:\n" + mail("two", indent: 4) + "  else:\n"
      + mail("other", indent: 4)
    let outcome = try run.run()
    #expect(try outcome.manifest.map { try field("step", of: $0) } == ["two", "two", "two"])
    #expect(
      try outcome.manifest.map { try field("to", of: $0) }
        == Array(repeating: "grace@navy.example", count: 3))
  }

  @Test func theAddressIsAsItWasReadAgain() throws {
    var run = run("after_exit", three)
    run.steps =
      mail("a") + "- action: move\n  set: { email: '\"grace@navy.example\"' }\n"
    #expect(
      try run.run().manifest.map { try field("to", of: $0) }
        == Array(repeating: "ada@acme.example", count: 3))
  }

  @Test func whatWasDoneWithTheMailOfTheFirstEnrollmentIsPast() throws {
    var run = run(
      "after_exit", three + "\nc1 opened 2026-12-02T09:00Z a")
    run.steps =
      mail("a") + "- wait: 1 day\n- branch: o\n  if: opened(a)\n  then:\n" + mail("yes", indent: 4)
      + "  else:\n" + mail("no", indent: 4)
    #expect(
      try run.run().rows().map { $0.split(separator: " ")[0] } == ["a", "yes", "a", "no"])
  }

  @Test func contactsWithoutTheEventAreNotEnrolled() throws {
    var run = run("after_exit", "c2 cart 2026-12-02T08:00Z")
    run.csv = "c1,ada@acme.example,,,,\nc2,grace@navy.example,,,,"
    let outcome = try run.run()
    #expect(try outcome.rows().first == "- skip no-entry-time")
    #expect(outcome.result.summary.counts.refusals(for: .noEntryTime) == 1)
    #expect(outcome.result.summary.counts.enrolled == 1)
  }

  @Test func anEventAfterTheAsOfHasNotHappened() throws {
    var run = run("after_exit", three)
    run.asOf = "2026-12-02T07:59:59Z"
    let early = try run.run()
    #expect(try early.rows() == [], "a row would have to be taken back when the event comes")
    #expect(early.result.summary.counts.awaitingEntry == 1)
    #expect(early.result.summary.addsUp)
    run.asOf = "2026-12-02T08:00:00Z"
    #expect(try run.run().rows() == ["a 2026-12-02T09:00:00+01:00"])
    run.asOf = "2026-12-05T07:59:59Z"
    #expect(try run.run().result.summary.counts.enrolled == 1)
    run.asOf = "2026-12-05T08:00:00Z"
    #expect(try run.run().result.summary.counts.enrolled == 2)
  }

  /// What was due before the launch is past; what follows keeps its day.
  @Test func entriesBeforeTheLaunchKeepTheirOwnTime() throws {
    let run = run("after_exit", "c1 cart 2026-11-30T08:00Z\nc1 cart 2026-12-10T08:00Z")
    #expect(
      try run.run().rows() == [
        "a skip past", "b 2026-12-02T09:00:00+01:00", "a 2026-12-10T09:00:00+01:00",
        "b 2026-12-12T09:00:00+01:00",
      ])
  }

  @Test(arguments: ["trigger: { column: signed_up_at }", "trigger: { column: since }"])
  func columnsAreEntriesToo(trigger: String) throws {
    var run = run("never", "")
    run.settings = trigger
    run.csv =
      "c1,a@acme.example,,2026-12-03T23:00:00Z,2026-12-04,\nc2,b@acme.example,,,,\n"
      + "c3,c@acme.example,,2026-12-03T15:00:00Z,2026-12-04,Asia/Tokyo"
    #expect(
      try run.run().rows() == [
        "a 2026-12-04T00:00:00+01:00", "b 2026-12-06T00:00:00+01:00", "- skip no-entry-time",
        "a 2026-12-04T00:00:00+09:00", "b 2026-12-06T00:00:00+09:00",
      ])
  }

  @Test(arguments: [3600, 40_000, 86_400])
  func advancesInPartsEnterAgainAlike(seconds: Int) throws {
    var run = run("after_exit", three)
    run.steps = "- action: x\n  set: { score: 5 }\n" + run.steps
    run.policies = "max_emails: { count: 2, per: 4 days, otherwise: delay }\nmin_gap: 30 hours"
    let whole = try run.effects(advancing: [nil])
    #expect(whole.count == 6)
    #expect(try run.effects(advancing: run.stops(every: seconds, days: 14)) == whole)
  }
}
