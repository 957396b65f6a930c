import CivilTime
import TestSupport
import Testing

/// The bytes of a version 2 file with 64-bit times only.
private func file(
  times: [Int64] = [], kinds: [UInt8] = [], types: [(offset: Int32, name: UInt8)] = [(0, 0)],
  names: [UInt8] = Array("LMT\0".utf8), leaps: Int32 = 0, footer: String = ""
) -> [UInt8] {
  func word(_ value: Int64, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * (size - 1 - $0))) }
  }
  func header(_ counts: [Int]) -> [UInt8] {
    Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      + counts.flatMap { word(Int64($0), 4) }
  }
  var bytes = header([0, 0, 0, 0, 1, 1]) + [0, 0, 0, 0, 0, 0, 0]
  bytes += header([0, 0, Int(leaps), times.count, types.count, names.count])
  bytes += times.flatMap { word($0, 8) } + kinds
  for type in types { bytes += word(Int64(type.offset), 4) + [0, type.name] }
  bytes += names + [UInt8](repeating: 0, count: Int(leaps) * 12)
  return bytes + Array("\n\(footer)\n".utf8)
}

private func rules(footer: String) throws -> ZoneRules {
  try ZoneRules(name: "X", tzif: file(footer: footer))
}

struct TZifTests {
  @Test func `cut files are refused at every length`() throws {
    let bytes = try #require(tzif("Europe/Dublin"))
    for count in bytes.indices {
      #expect(throws: ZoneError.self) { try ZoneRules(name: "X", tzif: Array(bytes[..<count])) }
    }
  }

  @Test func `altered files do not trap`() throws {
    for name in ["Europe/Dublin", "Asia/Kathmandu"] {
      let bytes = try #require(tzif(name))
      var chance = SeededRandom(seed: 11)
      // The headers and the footer at every byte, the data at some.
      for index in bytes.indices where index < 200 || index % 7 == 0 || index > bytes.count - 60 {
        for byte in [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &chance)] {
          var altered = bytes
          altered[index] = byte
          guard let rules = try? ZoneRules(name: "X", tzif: altered) else { continue }
          for seconds: Int64 in [.min, -3_000_000_000, 0, 1_700_000_000, 1 << 36, .max] {
            let local = rules.local(Instant(seconds: seconds))
            _ = rules.instant(of: local)
            _ = WeeklyHours(
              DailyWindow(days: .mondayToFriday, opens: .midnight, closes: local.time)
            ).nextOpening(atOrAfter: Instant(seconds: seconds), in: rules)
          }
        }
      }
    }
  }

  @Test func `what is wrong with a file is told`() {
    func refuse(_ bytes: [UInt8], _ error: ZoneError) {
      #expect(throws: error) { try ZoneRules(name: "X", tzif: bytes) }
    }
    refuse([], .notTZif)
    refuse(Array("# tzdb data for Europe, and more than forty-four bytes of it".utf8), .notTZif)
    refuse(file(times: [5, 5], kinds: [0, 0]), .outOfRange)
    refuse(file(times: [.min], kinds: [0]), .outOfRange)
    refuse(file(times: [5], kinds: [1]), .truncated)
    refuse(file(types: []), .truncated)
    refuse(file(types: [(93_601, 0)]), .outOfRange)
    refuse(file(types: [(.min, 0)]), .outOfRange)
    refuse(file(types: [(0, 4)]), .truncated)
    refuse(file(names: Array("LMT".utf8)), .truncated)
    refuse(file(leaps: 1), .leapSeconds)
    refuse(file(footer: "CET-1CEST"), .footer)
    refuse(file() + [UInt8](repeating: 0, count: 1 << 20), .truncated)
  }

  @Test(arguments: [
    "C-1", "CET", "CET-25", "CET-1:60", "<+01-1", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,",
    "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
    "CET-1CEST,J0,J365", "CET-1CEST,J1,366", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1 ", "CET-1,",
    "CET-1CEST,M3.5.0,M10.5.0/", "99999999999999999999",
  ])
  func `a rule in another notation is refused`(footer: String) {
    #expect(throws: ZoneError.footer) { try rules(footer: footer) }
  }

  @Test(arguments: [
    // Summer time in the south goes over New Year.
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-01-15T00:00Z", 46_800),
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-07-15T00:00Z", 43_200),
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2999-01-15T00:00Z", 46_800),
    // Irish winter time is a negative summer.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-15T00:00Z", 0),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-15T00:00Z", 3600),
    // The change is on the day before the one that is named.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z", 7200),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z", 10_800),
    // Days by number, with and without 29 February.
    ("AAA0BBB,J60/0,J300/0", "2024-02-29T12:00Z", 0),
    ("AAA0BBB,J60/0,J300/0", "2024-03-01T00:00Z", 3600),
    ("AAA0BBB,59/0,300/0", "2024-02-29T00:00Z", 3600),
    ("AAA0BBB,59/0,300/0", "2026-03-01T00:00Z", 3600),
    ("AAA0BBB,59/0,300/0", "2026-02-28T23:59:59Z", 0),
    ("XXX5:30:15", "2026-03-01T00:00Z", 0),
  ])
  func `the rule for the far future`(footer: String, at: String, offset: Int32) throws {
    #expect(try rules(footer: footer).offset(at: instant(at)) == offset)
  }

  @Test func `a summer for ever has no winters of no length`() throws {
    let bytes = file(
      times: [0], kinds: [1], types: [(0, 0), (-14_400, 4)], names: Array("LMT\0EDT\0".utf8),
      footer: "EST5EDT,0/0,J365/25")
    let rules = try ZoneRules(name: "X", tzif: bytes)
    for year in 1971...2500 {
      let newYear = try instant("\(year)-01-01T05:00Z")
      #expect(rules.abbreviation(at: newYear) == "EDT")
      #expect(rules.instant(of: rules.local(newYear)).shift == .none)
    }
    #expect(rules.nextTransition(after: Instant(seconds: 0)) == nil)
  }

  @Test func `a table too long for its rule is used to its end`() throws {
    let berlin = try zone("Europe/Berlin")
    let cycle: Int64 = 146_097 * 86_400
    for year in stride(from: 2038, to: 2438, by: 7) {
      for month in 1...12 {
        let here = try instant("\(year)-\(month < 10 ? "0" : "")\(month)-28T01:00Z")
        for later in 1...18 {
          let there = here.adding(seconds: cycle * Int64(later))
          #expect(berlin.offset(at: there) == berlin.offset(at: here))
        }
      }
    }
  }
}
