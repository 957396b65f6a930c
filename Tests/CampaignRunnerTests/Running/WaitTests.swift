import CampaignGraph
import CampaignRunner
import CivilTime
import Testing

@Suite struct WaitTests {
  private func sends(
    after rule: WaitRule, zone: String, launch: String, person: Person = Person()
  ) throws -> [String] {
    var person = person
    person.zone = zone
    return try run(Blueprint([.wait("w", rule), .email("mail")]), [person], launch: launch).rows()
  }

  @Test func periodsKeepTheClockOrTheElapsedTime() throws {
    let launch = "2026-03-28T09:00+01:00"
    #expect(
      try sends(after: .period(days(1)), zone: "Europe/Berlin", launch: launch)
        == ["mail 2026-03-29T09:00:00+02:00"])
    #expect(
      try sends(after: .period(hours(24)), zone: "Europe/Berlin", launch: launch)
        == ["mail 2026-03-29T10:00:00+02:00"])
    #expect(
      try sends(
        after: .period(Period(count: 1, unit: .months)), zone: "Europe/Berlin",
        launch: "2026-01-31T09:00+01:00") == ["mail 2026-02-28T09:00:00+01:00"])
  }

  @Test func calendarWaitGoesToTheNextAllowedDay() throws {
    let rule = WaitRule.calendar(days(3), at: try clock("09:00"), days: .mondayToFriday)
    #expect(
      try sends(after: rule, zone: "Europe/Berlin", launch: "2026-12-07T18:00+01:00")
        == ["mail 2026-12-10T09:00:00+01:00"])
    #expect(
      try sends(after: rule, zone: "Europe/Berlin", launch: "2026-12-09T18:00+01:00")
        == ["mail 2026-12-14T09:00:00+01:00"])
    let keepsClock = WaitRule.calendar(days(3), at: nil, days: .mondayToFriday)
    #expect(
      try sends(after: keepsClock, zone: "Europe/Berlin", launch: "2026-12-09T18:00+01:00")
        == ["mail 2026-12-14T18:00:00+01:00"])
  }

  @Test func nextLocalTimeIsTheNextOne() throws {
    let thursday = WaitRule.nextLocal(try clock("05:00"), days: Weekdays(index: 3))
    #expect(
      try sends(after: thursday, zone: "Asia/Tokyo", launch: "2023-12-20T08:00+09:00")
        == ["mail 2023-12-21T05:00:00+09:00"])
    let nine = WaitRule.nextLocal(try clock("09:00"), days: .all)
    #expect(
      try sends(after: nine, zone: "America/New_York", launch: "2024-03-09T10:00-05:00")
        == ["mail 2024-03-10T09:00:00-04:00"])
    #expect(
      try sends(after: nine, zone: "America/New_York", launch: "2024-11-02T10:00-04:00")
        == ["mail 2024-11-03T09:00:00-05:00"])
    #expect(
      try sends(after: nine, zone: "America/New_York", launch: "2024-06-03T09:00-04:00")
        == ["mail 2024-06-04T09:00:00-04:00"])
    let evening = WaitRule.nextLocal(try clock("21:00"), days: .mondayToFriday)
    #expect(
      try sends(after: evening, zone: "Europe/Berlin", launch: "2026-12-04T18:00+01:00")
        == ["mail 2026-12-04T21:00:00+01:00"])
  }

  @Test func clockChangesAreRecordedInTheRow() throws {
    let gap = WaitRule.fixed(.local(try local("2026-03-29T02:30")), onPast: .error)
    let spring = try run(
      Blueprint([.wait("w", gap), .email("mail"), .wait("v", .period(days(1))), .email("next")]),
      launch: "2026-03-01T09:00Z")
    #expect(
      try spring.rows() == ["mail 2026-03-29T03:00:00+02:00", "next 2026-03-30T03:00:00+02:00"])
    #expect(spring.manifest[0].contains(#""timing":["gap"]"#))
    #expect(spring.manifest[1].contains(#""timing":[]"#))

    let overlap = WaitRule.nextLocal(try clock("02:30"), days: .all)
    let autumn = try run(
      Blueprint([.wait("w", overlap), .email("mail")]), launch: "2026-10-24T12:00Z")
    #expect(try autumn.rows() == ["mail 2026-10-25T02:30:00+02:00"])
    #expect(autumn.manifest[0].contains(#""timing":["overlap"]"#))
  }

  @Test(arguments: [
    (OnPast.send, ["first 2026-12-10T09:00:00+01:00", "second 2026-12-10T09:00:00+01:00"]),
    (.skip, ["first skip past", "second 2026-12-10T09:00:00+01:00"]),
    (.exit, []),
  ])
  func pastFixedTimes(onPast: OnPast, rows: [String]) throws {
    let rule = WaitRule.fixed(.instant(try instant("2026-12-01T09:00Z")), onPast: onPast)
    let outcome = try run(
      Blueprint([.wait("w", rule), .email("first"), .email("second")]),
      launch: "2026-12-10T08:00Z")
    #expect(try outcome.rows() == rows)
    #expect(outcome.result.summary.counts.exitedAsPast == (onPast == .exit ? 1 : 0))
  }

  @Test func nowIsNotThePast() throws {
    let rule = WaitRule.fixed(.instant(try instant("2026-12-10T08:00Z")), onPast: .exit)
    #expect(
      try sends(after: rule, zone: "Europe/Berlin", launch: "2026-12-10T08:00Z").count == 1)
  }

  @Test func columnWaits() throws {
    var person = Person()
    person.due = CivilDate("2026-12-24")
    let rule = WaitRule.column(
      ColumnWait(column: Slot.due, offset: days(-2), at: try clock("09:00"), onPast: .skip))
    #expect(
      try sends(
        after: rule, zone: "Asia/Tokyo", launch: "2026-12-01T00:00Z", person: person)
        == ["mail 2026-12-22T09:00:00+09:00"])
    #expect(
      try sends(
        after: rule, zone: "Asia/Tokyo", launch: "2026-12-22T00:01Z", person: person)
        == ["mail skip past"])
    #expect(
      try sends(after: rule, zone: "Asia/Tokyo", launch: "2026-12-01T00:00Z")
        == ["mail skip past"], "no date: as if it had passed")

    person.seen = try instant("2026-12-05T12:34Z")
    let relative = WaitRule.column(
      ColumnWait(column: Slot.seen, offset: hours(36), at: nil, onPast: .skip))
    #expect(
      try sends(
        after: relative, zone: "Europe/Berlin", launch: "2026-12-01T00:00Z", person: person)
        == ["mail 2026-12-07T01:34:00+01:00"])
    let onDay = WaitRule.column(
      ColumnWait(column: Slot.seen, offset: days(1), at: try clock("08:00"), onPast: .skip))
    #expect(
      try sends(
        after: onDay, zone: "Europe/Berlin", launch: "2026-12-01T00:00Z", person: person)
        == ["mail 2026-12-06T08:00:00+01:00"])
  }

  @Test func randomWaitIsTheHashOfTheContact() throws {
    // Python: int.from_bytes(hashlib.sha256(b"mailplan/1/random\ntrial\nw\nc_1").digest()[:8], "big") % 1801
    let rows = try sends(
      after: .random(from: 0, through: 1800), zone: "UTC", launch: "2026-12-01T00:00Z")
    #expect(rows == ["mail 2026-12-01T00:23:26+00:00"])
  }

  @Test func eventWaitEndsAtTheEventOrTheTimeout() throws {
    let blueprint = Blueprint([
      .email("a"),
      .event(
        "w", .clicked, step: "a", days(3), then: [.email("thanks")], else: [.email("reminder")]),
      .email("end"),
    ])
    let step = try blueprint.graph().index(ofStep: "a")
    let launch = "2026-12-01T08:00Z"
    let clicked = Event(
      kind: .clicked, at: try instant("2026-12-02T10:00Z"), step: step, text: "https://a.example")
    #expect(
      try run(blueprint, launch: launch, events: [clicked]).rows() == [
        "a 2026-12-01T09:00:00+01:00", "thanks 2026-12-02T11:00:00+01:00",
        "end 2026-12-02T11:00:00+01:00",
      ])
    #expect(
      try run(blueprint, launch: launch).rows() == [
        "a 2026-12-01T09:00:00+01:00", "reminder 2026-12-04T09:00:00+01:00",
        "end 2026-12-04T09:00:00+01:00",
      ])
    let before = try run(
      blueprint, launch: launch, asOf: "2026-12-02T09:59Z", events: [clicked])
    #expect(before.manifest.count == 1)
    #expect(before.result.summary.counts.waiting == 1)
    #expect(before.result.summary.counts.scheduled == 2)
  }

  @Test func eventWaitWithoutTimeoutWaitsForEver() throws {
    let outcome = try run(
      Blueprint([.event("w", .event("paid"), step: nil, nil, then: [], else: []), .email("a")]),
      launch: "2026-12-01T08:00Z")
    #expect(outcome.manifest.isEmpty)
    #expect(outcome.result.summary.counts.waiting == 1)
  }
}
