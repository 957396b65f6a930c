import CampaignGraph
import CampaignRunner
import CivilTime
import Testing

@Suite struct SendTimeTests {
  private func window(
    _ opens: String, _ closes: String, _ days: Weekdays = .mondayToFriday,
    hold: SendWindow.Hold = .message, otherwise: SendWindow.Otherwise = .delay
  ) throws -> SendWindow {
    SendWindow(
      days: days, opens: try clock(opens), closes: try clock(closes), hold: hold,
      otherwise: otherwise)
  }

  @Test func windowWithHoldRunMovesLaterWaits() throws {
    let mail = Mail(window: try window("09:00", "17:00", hold: .run))
    let outcome = try run(
      Blueprint([
        .wait("w1", .period(days(2))), .email("first", mail), .wait("w2", .period(days(2))),
        .email("second", mail),
      ]), launch: "2026-12-07T18:00+01:00")
    #expect(
      try outcome.rows() == [
        "first 2026-12-10T09:00:00+01:00", "second 2026-12-14T09:00:00+01:00",
      ])
    #expect(outcome.manifest.allSatisfy { $0.contains(#""timing":["window"]"#) })
  }

  @Test func windowWithHoldMessageLetsTheEnrollmentGoOn() throws {
    let mail = Mail(window: try window("09:00", "17:00"))
    let outcome = try run(
      Blueprint([
        .wait("w1", .period(days(2))), .email("first", mail), .wait("w2", .period(hours(1))),
        .email("second"),
      ]), launch: "2026-12-07T18:00+01:00")
    #expect(
      try outcome.rows() == [
        "second 2026-12-09T19:00:00+01:00", "first 2026-12-10T09:00:00+01:00",
      ], "rows stand in order of time")
  }

  @Test func nightWindowBelongsToTheDayOnWhichItOpens() throws {
    let mail = Mail(window: try window("22:00", "06:00"))
    #expect(
      try run(Blueprint([.email("a", mail)]), launch: "2026-12-04T12:00+01:00").rows()
        == ["a 2026-12-04T22:00:00+01:00"])
    #expect(
      try run(Blueprint([.email("a", mail)]), launch: "2026-12-05T05:59+01:00").rows()
        == ["a 2026-12-05T05:59:00+01:00"], "the night to Saturday is Friday's")
    #expect(
      try run(Blueprint([.email("a", mail)]), launch: "2026-12-05T06:00+01:00").rows()
        == ["a 2026-12-07T22:00:00+01:00"])
  }

  @Test func closedWindowCanSkip() throws {
    let mail = Mail(window: try window("09:00", "17:00", otherwise: .skip))
    #expect(
      try run(Blueprint([.email("a", mail)]), launch: "2026-12-07T08:59+01:00").rows()
        == ["a skip outside-window"])
    #expect(
      try run(Blueprint([.email("a", mail)]), launch: "2026-12-07T09:00+01:00").rows()
        == ["a 2026-12-07T09:00:00+01:00"])
    #expect(
      try run(Blueprint([.email("a", mail)]), launch: "2026-12-07T17:00+01:00").rows()
        == ["a skip outside-window"])
  }

  @Test func transactionalMailIgnoresTheWindow() throws {
    let mail = Mail(category: .transactional, window: try window("09:00", "17:00"))
    #expect(
      try run(Blueprint([.email("a", mail)]), launch: "2026-12-07T23:00+01:00").rows()
        == ["a 2026-12-07T23:00:00+01:00"])
  }

  @Test func optimizedTakesTheMostCommonHour() throws {
    let mail = Mail(strategy: .optimized(fallback: try clock("09:30")))
    var person = Person()
    let launch = "2026-12-07T12:00+01:00"
    let fallback = try run(Blueprint([.email("a", mail)]), [person], launch: launch)
    #expect(try fallback.rows() == ["a 2026-12-08T09:30:00+01:00"])
    #expect(fallback.manifest[0].contains(#""timing":["fallback"]"#))

    person.hours = [18, 7, 18, 7, 99]
    let tie = try run(Blueprint([.email("a", mail)]), [person], launch: launch)
    #expect(try tie.rows() == ["a 2026-12-08T07:00:00+01:00"])
    #expect(tie.manifest[0].contains(#""timing":["optimized"]"#))

    let opens = [
      Event(kind: .opened, at: try instant("2026-12-01T17:20Z")),
      Event(kind: .opened, at: try instant("2026-12-09T06:20Z")),
    ]
    #expect(
      try run(Blueprint([.email("a", mail)]), [person], launch: launch, events: opens).rows()
        == ["a 2026-12-07T18:00:00+01:00"], "what has not happened yet does not count")
    #expect(
      try run(
        Blueprint([.email("a", mail)]), [person], launch: "2026-12-07T07:00+01:00"
      ).rows() == ["a 2026-12-07T07:00:00+01:00"])
  }

  @Test func windowMovesWhatOptimizedChose() throws {
    let mail = Mail(
      strategy: .optimized(fallback: try clock("20:00")), window: try window("09:00", "17:00"))
    let outcome = try run(Blueprint([.email("a", mail)]), launch: "2026-12-11T12:00+01:00")
    #expect(try outcome.rows() == ["a 2026-12-14T09:00:00+01:00"])
    #expect(outcome.manifest[0].contains(#""timing":["window","fallback"]"#))
  }

  @Test func scheduledEmailHoldsTheEnrollment() throws {
    let mail = Mail(
      strategy: .scheduled(.local(try local("2026-12-24T09:00")), onPast: .skip))
    let steps: [Step] = [.email("a", mail), .wait("w", .period(days(1))), .email("b")]
    #expect(
      try run(Blueprint(steps), launch: "2026-12-07T12:00Z").rows()
        == ["a 2026-12-24T09:00:00+01:00", "b 2026-12-25T09:00:00+01:00"])
    #expect(
      try run(Blueprint(steps), launch: "2026-12-24T09:00Z").rows()
        == ["a skip past", "b 2026-12-25T10:00:00+01:00"])
  }

  @Test func scheduledCampaignEntersEachContactAtItsLocalTime() throws {
    var blueprint = Blueprint([.email("a")])
    blueprint.start = .scheduled(.local(try local("2026-12-01T09:00")), onPast: .send)
    let people = ["Asia/Tokyo", "America/New_York"].enumerated().map { index, zone in
      Person(id: "c_\(index)", email: "c\(index)@a.example", zone: zone)
    }
    #expect(
      try run(blueprint, people, launch: "2026-11-01T00:00Z").rows()
        == ["a 2026-12-01T09:00:00+09:00", "a 2026-12-01T09:00:00-05:00"])
    #expect(
      try run(blueprint, people, launch: "2026-12-01T12:00Z").rows()
        == ["a 2026-12-01T21:00:00+09:00", "a 2026-12-01T09:00:00-05:00"])
    blueprint.start = .scheduled(.local(try local("2026-12-01T09:00")), onPast: .skip)
    #expect(
      try run(blueprint, people, launch: "2026-12-01T12:00Z").rows()
        == ["a skip past", "a 2026-12-01T09:00:00-05:00"])
    blueprint.start = .scheduled(.local(try local("2026-12-01T09:00")), onPast: .exit)
    #expect(try run(blueprint, people, launch: "2026-12-01T12:00Z").rows().count == 1)
    blueprint.start = .scheduled(.local(try local("2026-12-01T09:00")), onPast: .error)
    #expect(throws: RunFault.past(row: 2, step: nil)) {
      try run(blueprint, people, launch: "2026-12-01T12:00Z")
    }
  }
}
