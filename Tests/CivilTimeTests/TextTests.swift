import CivilTime
import Testing

struct TextTests {
  @Test(arguments: ["2026-12-01", "0001-01-01", "9999-12-31", "2024-02-29"])
  func `a date reads as it is written`(text: String) throws {
    #expect(try #require(CivilDate(text)).description == text)
  }

  @Test(arguments: [
    "", "2026-12-1", "2026-12-011", " 2026-12-01", "2026-12-01 ", "2026/12/01", "2026-13-01",
    "2026-02-29", "0000-01-01", "20261201", "2026-1-001", "２026-12-01", "+026-12-01", "2026-12-0a",
  ])
  func `text that is no date is refused`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: [
    ("09:00", 32_400), ("00:00", 0), ("23:59", 86_340), ("23:59:59", 86_399), ("09:00:30", 32_430),
  ])
  func `a time reads with and without seconds`(text: String, seconds: Int32) throws {
    let time = try #require(LocalTime(text))
    #expect(time.seconds == seconds)
    #expect(time.description == text)
  }

  @Test(arguments: ["", "9:00", "24:00", "09:60", "09:00:60", "0900", "09:00:", "09:00:0", "-9:00"])
  func `text that is no time is refused`(text: String) {
    #expect(LocalTime(text) == nil)
  }

  @Test(arguments: [
    ("2026-12-24T09:00Z", "2026-12-24T09:00:00Z"),
    ("2026-12-24t09:00z", "2026-12-24T09:00:00Z"),
    ("2026-12-24 09:00:30Z", "2026-12-24T09:00:30Z"),
    ("2026-12-24T09:00:30.999999999999Z", "2026-12-24T09:00:30Z"),
    ("2026-12-24T09:00+01:00", "2026-12-24T08:00:00Z"),
    ("2026-12-24T00:30:00.5+05:45", "2026-12-23T18:45:00Z"),
    ("2026-12-24T23:30-23:59", "2026-12-25T23:29:00Z"),
    ("1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59Z"),
    ("0001-01-01T00:00Z", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ("2026-12-24T09:00-00:00", "2026-12-24T09:00:00Z"),
  ])
  func `a timestamp with an offset is an instant`(text: String, expected: String) throws {
    #expect(try instant(text).description == expected)
  }

  @Test(arguments: [
    ("2026-12-24T09:00", "2026-12-24T09:00:00"), ("2026-12-24 09:00:01.5", "2026-12-24T09:00:01"),
  ])
  func `a timestamp without an offset is local`(text: String, expected: String) throws {
    #expect(try local(text).description == expected)
  }

  @Test(arguments: [
    "", "2026-12-24", "2026-12-24T", "2026-12-24T09", "2026-12-24T9:00Z", "2026-12-24T24:00Z",
    "2026-12-24T09:00:60Z", "2026-12-24T09:00:00.Z", "2026-12-24T09:00.5Z", "2026-12-24T09:00ZZ",
    "2026-12-24T09:00+01", "2026-12-24T09:00+0100", "2026-12-24T09:00+24:00",
    "2026-12-24T09:00+01:60", "2026-12-24T09:00+01:00 ", "2026-12-24X09:00Z",
    "0001-01-01T00:00+00:01", "9999-12-31T23:59-00:01", "2026-02-30T09:00Z",
  ])
  func `text that is no timestamp is refused`(text: String) {
    #expect(WrittenTimestamp(text) == nil)
  }

  @Test func `cut and altered timestamps do not trap`() {
    let text = Array("2026-12-24T09:00:30.123+05:45".utf8)
    for end in text.indices {
      _ = WrittenTimestamp(text[..<end])
      for byte: UInt8 in [0, 0x2B, 0x2E, 0x30, 0x39, 0x3A, 0x5A, 0xFF] {
        var altered = text
        altered[end] = byte
        _ = WrittenTimestamp(altered[...])
        _ = CivilDate(altered[..<10])
        _ = LocalTime(altered[11..<19])
      }
    }
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00+00:00"), (3600, "1970-01-01T01:00:00+01:00"),
    (-12_600, "1969-12-31T20:30:00-03:30"), (3208, "1970-01-01T00:53:00+00:53"),
    (-3208, "1969-12-31T23:07:00-00:53"), (-30, "1970-01-01T00:00:00+00:00"),
    (93_600, "1970-01-02T02:00:00+26:00"),
  ])
  func `an instant is written by a clock with an offset`(offset: Int32, expected: String) {
    var bytes: [UInt8] = Array(">".utf8)
    Instant(seconds: 0).append(offset: offset, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == ">" + expected)
  }

  @Test func `instants outside the calendar are written as its ends`() {
    #expect(Instant(seconds: .min).description == "0001-01-01T00:00:00Z")
    #expect(Instant(seconds: .max).description == "9999-12-31T23:59:59Z")
    var bytes: [UInt8] = []
    Instant(seconds: .max).append(offset: .max, to: &bytes)
    Instant(seconds: .min).append(offset: .min, to: &bytes)
    #expect(bytes.count == 50)
  }

  @Test(arguments: [
    ("3 days", 3, Period.Unit.days), ("1 hour", 1, .hours), ("90 minutes", 90, .minutes),
    ("1 days", 1, .days), ("2 week", 2, .weeks), ("0 seconds", 0, .seconds),
    ("12 \t months", 12, .months), ("999999999 seconds", 999_999_999, .seconds),
    ("007 days", 7, .days),
  ])
  func `a period is a number and a unit`(text: String, count: Int, unit: Period.Unit) throws {
    #expect(try Period(text) == Period(count: count, unit: unit))
  }

  @Test(arguments: [
    ("", PeriodFault.empty), ("days", .number), ("three days", .number), (" 3 days", .number),
    ("1.5 days", .number), ("+3 days", .number), ("-", .number), ("1000000000 days", .tooLarge),
    ("-2 days", .negative), ("3days", .space), ("3", .unitMissing), ("3 ", .unitMissing),
    ("3 fortnights", .unitUnknown("fortnights")), ("3 Days", .unitUnknown("Days")),
    ("3 days ", .unitUnknown("days ")), ("1 day 2 hours", .unitUnknown("day 2 hours")),
    ("3 d\u{301}ays", .unitUnknown("d\u{301}ays")),
  ])
  func `text that is no period says why`(text: String, fault: PeriodFault) {
    #expect(throws: fault) { try Period(text) }
    #expect(!fault.message.isEmpty)
  }

  @Test func `a period before something is negative where that is allowed`() throws {
    #expect(try Period("-2 days", allowsNegative: true) == Period(count: -2, unit: .days))
    #expect(throws: PeriodFault.unitMissing) { try Period("-2", allowsNegative: true) }
  }

  @Test func `a period shows as it is written`() {
    #expect(Period(count: 3, unit: .days).description == "3 days")
    #expect(Period(count: 1, unit: .months).description == "1 month")
    #expect(Period(count: -1, unit: .hours).description == "-1 hour")
  }
}
