import CivilTime
import Testing

struct ZoneArithmeticTests {
  @Test(arguments: [
    // Over a change of the clock, days keep the clock time and hours do not.
    ("Europe/Berlin", "2026-03-28T09:00+01:00", "1 day", "2026-03-29T09:00:00+02:00"),
    ("Europe/Berlin", "2026-03-28T09:00+01:00", "24 hours", "2026-03-29T10:00:00+02:00"),
    ("Europe/Berlin", "2026-10-24T09:00+02:00", "1 day", "2026-10-25T09:00:00+01:00"),
    ("Europe/Berlin", "2026-10-24T09:00+02:00", "72 hours", "2026-10-27T08:00:00+01:00"),
    ("Europe/Berlin", "2026-03-22T02:30+01:00", "1 week", "2026-03-29T03:00:00+02:00"),
    ("Europe/Berlin", "2026-10-18T02:30+02:00", "7 days", "2026-10-25T02:30:00+02:00"),
    ("America/New_York", "2026-01-31T12:00-05:00", "1 month", "2026-02-28T12:00:00-05:00"),
    ("America/New_York", "2024-01-31T12:00-05:00", "1 month", "2024-02-29T12:00:00-05:00"),
    ("America/New_York", "2026-02-28T12:00-05:00", "1 month", "2026-03-28T12:00:00-04:00"),
    ("Asia/Kathmandu", "2026-01-31T12:00+05:45", "90 minutes", "2026-01-31T13:30:00+05:45"),
    // Nothing at all goes nowhere, even in the second of two equal hours.
    ("Europe/Berlin", "2026-10-25T02:30+01:00", "0 days", "2026-10-25T02:30:00+01:00"),
    ("Pacific/Apia", "2011-12-29T12:00-10:00", "1 day", "2011-12-31T00:00:00+14:00"),
  ])
  func `a period after an instant`(
    name: String, start: String, period: String, expected: String
  ) throws {
    let rules = try zone(name)
    let moved = rules.adding(try Period(period), to: try instant(start))
    #expect(rules.show(moved.instant) == expected)
  }

  @Test(arguments: [
    // Asked on a Wednesday in Tokyo, when Thursday has begun there but not in UTC.
    ("Asia/Tokyo", "2023-12-20T08:00+09:00", "05:00", "thu", "2023-12-21T05:00:00+09:00"),
    ("America/New_York", "2024-03-09T10:00-05:00", "09:00", "all", "2024-03-10T09:00:00-04:00"),
    ("America/New_York", "2024-11-02T10:00-04:00", "09:00", "all", "2024-11-03T09:00:00-05:00"),
    ("Europe/Berlin", "2026-11-20T18:00+01:00", "21:00", "mon-fri", "2026-11-20T21:00:00+01:00"),
    ("Europe/Berlin", "2026-11-20T21:00+01:00", "21:00", "mon-fri", "2026-11-23T21:00:00+01:00"),
    ("Europe/Berlin", "2026-11-23T09:00+01:00", "09:00", "mon", "2026-11-30T09:00:00+01:00"),
    ("Europe/Berlin", "2026-11-23T08:59:59+01:00", "09:00", "mon", "2026-11-23T09:00:00+01:00"),
    ("Europe/Berlin", "2026-03-29T01:00+01:00", "02:30", "all", "2026-03-29T03:00:00+02:00"),
    ("Europe/Berlin", "2026-03-29T03:00+02:00", "02:30", "all", "2026-03-30T02:30:00+02:00"),
    // The second 02:30 is never meant.
    ("Europe/Berlin", "2026-10-25T02:45+02:00", "02:30", "all", "2026-10-26T02:30:00+01:00"),
    ("Pacific/Apia", "2011-12-29T10:00-10:00", "09:00", "all", "2011-12-31T00:00:00+14:00"),
    ("Pacific/Apia", "2011-12-31T00:00+14:00", "09:00", "all", "2011-12-31T09:00:00+14:00"),
  ])
  func `the next local time`(
    name: String, start: String, at: String, days: String, expected: String
  ) throws {
    let rules = try zone(name)
    let next = rules.nextLocal(after: try instant(start), time: try time(at), days: weekdays(days))
    #expect(rules.show(next.instant) == expected)
  }

  @Test(arguments: [
    ("2026-11-23T18:00+01:00", "3 days", "09:00", "all", "2026-11-26T09:00:00+01:00"),
    ("2026-11-23T18:00+01:00", "2 days", "09:00", "mon-fri", "2026-11-25T09:00:00+01:00"),
    ("2026-11-26T09:00+01:00", "2 days", "09:00", "mon-fri", "2026-11-30T09:00:00+01:00"),
    ("2026-11-26T09:00+01:00", "2 days", "09:00", "all", "2026-11-28T09:00:00+01:00"),
    ("2026-11-23T18:00+01:00", "0 days", "09:00", "all", "2026-11-23T09:00:00+01:00"),
    ("2026-11-23T18:00+01:00", "1 week", "09:00", "thu", "2026-12-03T09:00:00+01:00"),
    ("2026-01-31T18:00+01:00", "1 month", "09:00", "mon-fri", "2026-03-02T09:00:00+01:00"),
    ("2026-03-28T18:00+01:00", "1 day", "02:30", "all", "2026-03-29T03:00:00+02:00"),
  ])
  func `a local time some days on`(
    start: String, period: String, at: String, days: String, expected: String
  ) throws {
    let berlin = try zone("Europe/Berlin")
    let moved = berlin.local(
      try time(at), days: weekdays(days), period: try Period(period), after: try instant(start))
    #expect(berlin.show(moved.instant) == expected)
  }

  @Test func `no days at all stand for every day`() throws {
    let berlin = try zone("Europe/Berlin")
    let start = try instant("2026-11-20T18:00+01:00")
    for days in [Weekdays(), Weekdays(rawValue: 128)] {
      let next = berlin.nextLocal(after: start, time: try time("09:00"), days: days)
      #expect(berlin.show(next.instant) == "2026-11-21T09:00:00+01:00")
    }
  }
}

/// `all`, `mon-fri`, or a name.
func weekdays(_ text: String) -> Weekdays {
  switch text {
  case "all": .all
  case "mon-fri": .mondayToFriday
  default: Weekdays.names.firstIndex(of: text).map { Weekdays(index: $0) } ?? []
  }
}
