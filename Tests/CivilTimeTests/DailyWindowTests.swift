import CivilTime
import TestSupport
import Testing

private func window(_ days: String, _ opens: String, _ closes: String) throws -> WeeklyHours {
  WeeklyHours(
    DailyWindow(days: weekdays(days), opens: try time(opens), closes: try time(closes)))
}

struct DailyWindowTests {
  @Test(arguments: [
    ("mon-fri", "09:00", "17:00", "2026-11-23T09:00", true),
    ("mon-fri", "09:00", "17:00", "2026-11-23T08:59:59", false),
    ("mon-fri", "09:00", "17:00", "2026-11-23T16:59:59", true),
    ("mon-fri", "09:00", "17:00", "2026-11-23T17:00", false),
    ("mon-fri", "09:00", "17:00", "2026-11-28T12:00", false),
    // A night belongs to the day on which it begins.
    ("mon-fri", "22:00", "06:00", "2026-11-27T22:00", true),
    ("mon-fri", "22:00", "06:00", "2026-11-28T05:59", true),
    ("mon-fri", "22:00", "06:00", "2026-11-28T06:00", false),
    ("mon-fri", "22:00", "06:00", "2026-11-28T22:00", false),
    ("mon-fri", "22:00", "06:00", "2026-11-23T05:00", false),
    ("mon-fri", "22:00", "06:00", "2026-11-23T12:00", false),
    ("mon", "09:00", "00:00", "2026-11-23T23:59:59", true),
    ("mon", "09:00", "00:00", "2026-11-24T00:00", false),
    ("mon", "09:00", "09:00", "2026-11-24T08:59", true),
    ("mon", "09:00", "09:00", "2026-11-24T09:00", false),
  ])
  func `the first minute is inside and the last outside`(
    days: String, opens: String, closes: String, at: String, inside: Bool
  ) throws {
    #expect(try window(days, opens, closes).contains(local(at)) == inside)
  }

  @Test(arguments: [
    ("mon-fri", "09:00", "17:00", "2026-11-23T10:15+01:00", "2026-11-23T10:15:00+01:00", "none"),
    ("mon-fri", "09:00", "17:00", "2026-11-23T17:00+01:00", "2026-11-24T09:00:00+01:00", "none"),
    ("mon-fri", "09:00", "17:00", "2026-11-28T09:00+01:00", "2026-11-30T09:00:00+01:00", "none"),
    ("sat", "09:00", "17:00", "2026-11-28T17:00+01:00", "2026-12-05T09:00:00+01:00", "none"),
    ("mon-fri", "22:00", "06:00", "2026-11-28T06:00+01:00", "2026-11-30T22:00:00+01:00", "none"),
    ("mon-fri", "22:00", "06:00", "2026-11-28T03:00+01:00", "2026-11-28T03:00:00+01:00", "none"),
    // Over the change of the clock.
    ("all", "09:00", "17:00", "2026-03-28T18:00+01:00", "2026-03-29T09:00:00+02:00", "none"),
    ("all", "02:30", "05:00", "2026-03-29T01:00+01:00", "2026-03-29T03:00:00+02:00", "gap"),
    ("all", "02:00", "05:00", "2026-03-29T01:00+01:00", "2026-03-29T03:00:00+02:00", "gap"),
    ("all", "03:00", "05:00", "2026-03-29T01:00+01:00", "2026-03-29T03:00:00+02:00", "none"),
    ("all", "02:15", "02:45", "2026-03-29T01:00+01:00", "2026-03-30T02:15:00+02:00", "none"),
    ("all", "02:30", "05:00", "2026-10-25T01:00+02:00", "2026-10-25T02:30:00+02:00", "overlap"),
    ("all", "02:30", "05:00", "2026-10-25T02:15+01:00", "2026-10-25T02:30:00+01:00", "overlap"),
    ("all", "01:00", "02:30", "2026-10-25T02:45+02:00", "2026-10-25T02:00:00+01:00", "overlap"),
  ])
  func `the next opening in Berlin`(
    days: String, opens: String, closes: String, start: String, expected: String, shift: String
  ) throws {
    let berlin = try zone("Europe/Berlin")
    let window = try window(days, opens, closes)
    let next = try #require(window.nextOpening(atOrAfter: instant(start), in: berlin))
    #expect(berlin.show(next.instant) == expected)
    #expect(next.shift.rawValue == shift)
  }

  @Test func `enter Monday evening, wait two days twice, in working hours`() throws {
    let berlin = try zone("Europe/Berlin")
    let hours = try window("mon-fri", "09:00", "17:00")
    let twoDays = Period(count: 2, unit: .days)
    let entered = try instant("2026-11-23T18:00+01:00")
    let first = try #require(
      hours.nextOpening(atOrAfter: berlin.adding(twoDays, to: entered).instant, in: berlin))
    #expect(berlin.show(first.instant) == "2026-11-26T09:00:00+01:00")
    let later = berlin.adding(twoDays, to: first.instant).instant
    #expect(berlin.show(later) == "2026-11-28T09:00:00+01:00")
    let second = try #require(hours.nextOpening(atOrAfter: later, in: berlin))
    #expect(berlin.show(second.instant) == "2026-11-30T09:00:00+01:00")
  }

  @Test(arguments: [
    ("2026-11-27T17:00+01:00", "2026-11-28T10:00:00+01:00"),
    ("2026-11-28T12:00+01:00", "2026-11-28T15:00:00+01:00"),
    ("2026-11-28T17:00+01:00", "2026-11-30T09:00:00+01:00"),
    ("2026-11-28T11:59:59+01:00", "2026-11-28T11:59:59+01:00"),
  ])
  func `hours that differ by day`(start: String, expected: String) throws {
    let berlin = try zone("Europe/Berlin")
    let hours = WeeklyHours(
      try window("mon-fri", "09:00", "17:00").first,
      [
        try window("sat", "15:00", "17:00").first, try window("sat", "10:00", "12:00").first,
      ])
    let next = try #require(hours.nextOpening(atOrAfter: instant(start), in: berlin))
    #expect(berlin.show(next.instant) == expected)
  }

  @Test func `a window without days never opens`() throws {
    let never = WeeklyHours(
      DailyWindow(days: [], opens: try time("09:00"), closes: try time("17:00")))
    #expect(never.nextOpening(atOrAfter: Instant(seconds: 0), in: .utc) == nil)
    let late = try window("all", "09:00", "17:00")
    #expect(late.nextOpening(atOrAfter: .latest, in: .utc) == nil)
  }

  @Test func `an opening lies inside, is the first, and is its own next opening`() throws {
    let rules = [
      try zone("Europe/Berlin"), try zone("Australia/Lord_Howe"), try zone("Pacific/Apia"),
    ]
    var random = SeededRandom(seed: 7)
    func daily() -> DailyWindow {
      DailyWindow(
        days: Weekdays(rawValue: UInt8(1 + random.next() % 127)),
        opens: LocalTime(seconds: Int32(random.next() % 96) * 900),
        closes: LocalTime(seconds: Int32(random.next() % 96) * 900))
    }
    for _ in 0..<3000 {
      let zone = rules[Int(random.next() % 3)]
      let window = WeeklyHours(daily(), (0..<Int(random.next() % 3)).map { _ in daily() })
      // From 2011 to 2042.
      let start = Instant(seconds: 1_300_000_000 + Int64(random.next() % 1_000_000_000))
      let next = try #require(window.nextOpening(atOrAfter: start, in: zone)).instant
      #expect(window.contains(zone.local(next)))
      #expect(window.nextOpening(atOrAfter: next, in: zone)?.instant == next)
      guard next > start else { continue }
      #expect(!window.contains(zone.local(Instant(seconds: next.seconds - 1))))
      let between = Instant(
        seconds: start.seconds + Int64(random.next() % UInt64(next.seconds - start.seconds)))
      #expect(window.nextOpening(atOrAfter: between, in: zone)?.instant == next)
    }
  }
}
