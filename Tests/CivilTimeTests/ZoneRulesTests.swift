import CivilTime
import Foundation
import Testing

struct ZoneRulesTests {
  @Test func `answers are those of Python's zoneinfo`() throws {
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/zones.txt")
    let text = try String(contentsOf: fixture, encoding: .utf8)
    var zones: [String: ZoneRules] = [:]
    // Another version of the database may differ where governments have changed their minds.
    var limit = Int64.max
    var compared = 0
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words[0] == "version" {
        let here = tzif("tzdata.zi").map { String(decoding: $0.prefix(40), as: UTF8.self) } ?? ""
        if !here.hasPrefix("# version \(words[1])\n") {
          print("zone database is not \(words[1]): comparing only what lies before 2020")
          limit = 1_577_836_800
        }
        continue
      }
      let rules = try zones[words[1]] ?? zone(words[1])
      zones[words[1]] = rules
      let seconds = try #require(Int64(words[2]))
      guard seconds < limit else { continue }
      compared += 1
      if words[0] == "U" {
        let instant = Instant(seconds: seconds)
        #expect(rules.offset(at: instant) == Int32(words[3]), "\(line)")
        #expect(rules.abbreviation(at: instant) == words[4], "\(line)")
      } else {
        let resolved = rules.instant(of: LocalDateTime(clockSeconds: seconds))
        #expect(resolved.instant.seconds == Int64(words[3]), "\(line)")
        #expect(resolved.shift.rawValue == words[4], "\(line)")
      }
    }
    #expect(compared > 1000)
    #expect(zones.count > 60)
  }

  @Test(arguments: [
    ("2026-03-29T02:30", "2026-03-29T03:00:00+02:00", ResolvedLocal.Shift.gap),
    ("2026-03-29T02:00", "2026-03-29T03:00:00+02:00", .gap),
    ("2026-03-29T01:59:59", "2026-03-29T01:59:59+01:00", .none),
    ("2026-03-29T03:00", "2026-03-29T03:00:00+02:00", .none),
    ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00", .overlap),
    ("2026-10-25T02:00", "2026-10-25T02:00:00+02:00", .overlap),
    ("2026-10-25T03:00", "2026-10-25T03:00:00+01:00", .none),
    ("2026-10-25T01:59:59", "2026-10-25T01:59:59+02:00", .none),
    // The same, long after the years that are laid out.
    ("8826-03-29T02:30", "8826-03-29T03:00:00+02:00", .gap),
    ("8826-10-25T02:30", "8826-10-25T02:30:00+02:00", .overlap),
  ])
  func `a local time in Berlin`(
    text: String, expected: String, shift: ResolvedLocal.Shift
  ) throws {
    let berlin = try zone("Europe/Berlin")
    let resolved = berlin.instant(of: try local(text))
    #expect(berlin.show(resolved.instant) == expected)
    #expect(resolved.shift == shift)
  }

  @Test(arguments: [
    ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:30:00+11:00"),
    ("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T01:00:00-02:00"),
    ("Pacific/Apia", "2011-12-30T12:00", "2011-12-31T00:00:00+14:00"),
    ("Africa/Casablanca", "2026-03-22T02:30", "2026-03-22T03:00:00+01:00"),
    ("Antarctica/Troll", "2026-03-29T01:30", "2026-03-29T03:00:00+02:00"),
  ])
  func `a local time that does not exist is the first instant after the gap`(
    name: String, text: String, expected: String
  ) throws {
    let rules = try zone(name)
    let resolved = rules.instant(of: try local(text))
    #expect(rules.show(resolved.instant) == expected)
    #expect(resolved.shift == .gap)
  }

  @Test func `every zone finds its way back from local time`() throws {
    let names = [
      "America/Godthab", "Africa/El_Aaiun", "Europe/Dublin", "Asia/Gaza", "America/Juneau",
    ]
    for name in names {
      let rules = try zone(name)
      var instant = Instant(seconds: -5_000_000_000)
      var changes = 0
      while changes < 900, let change = rules.nextTransition(after: instant) {
        #expect(change > instant)
        for seconds in [change.seconds - 1, change.seconds, change.seconds + 5400] {
          let local = rules.local(Instant(seconds: seconds))
          let resolved = rules.instant(of: local)
          #expect(resolved.shift != .gap)
          #expect(resolved.instant.seconds <= seconds)
          #expect(rules.local(resolved.instant) == local)
        }
        instant = change
        changes += 1
      }
      #expect(changes > 100)
    }
  }

  @Test(arguments: [Int64.min, -(1 << 60), -1, 0, 1 << 40, 1 << 60, .max - 1, .max])
  func `no instant traps`(seconds: Int64) throws {
    for rules in [ZoneRules.utc, try zone("Europe/Berlin"), try zone("Asia/Tokyo")] {
      let instant = Instant(seconds: seconds)
      _ = rules.abbreviation(at: instant)
      _ = rules.instant(of: rules.local(instant))
      _ = rules.nextTransition(after: instant)
      for unit in Period.Unit.allCases {
        for count in [Int.min, -1, 0, 1, .max] {
          let period = Period(count: count, unit: unit)
          let moved = rules.adding(period, to: instant).instant
          _ = rules.local(.midnight, days: .mondayToFriday, period: period, after: moved)
        }
      }
      _ = rules.nextLocal(after: instant, time: .midnight, days: .all)
      let window = WeeklyHours(DailyWindow(days: .all, opens: .midnight, closes: .midnight))
      _ = window.nextOpening(atOrAfter: instant, in: rules)
    }
    for days in [Int32.min, .max] {
      let local = LocalDateTime(date: CivilDate(days: days), time: LocalTime(seconds: .max))
      _ = try zone("Europe/Berlin").instant(of: local)
    }
  }

  @Test func `UTC needs no file`() throws {
    #expect(ZoneRules.utc.offset(at: Instant(seconds: 1)) == 0)
    #expect(ZoneRules.utc.abbreviation(at: Instant(seconds: 1)) == "UTC")
    #expect(ZoneRules.utc.nextTransition(after: .earliest) == nil)
  }
}
