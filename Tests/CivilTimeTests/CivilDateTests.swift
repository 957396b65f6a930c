import CivilTime
import Testing

struct CivilDateTests {
  @Test func `every day of the calendar follows from the one before`() throws {
    var expected = (year: 1, month: 1, day: 1)
    var weekday = 0
    var dayOfYear = 1
    for days in CivilDate.earliest.days...CivilDate.latest.days {
      let date = CivilDate(days: days)
      guard date.components == expected, date.weekdayIndex == weekday, date.dayOfYear == dayOfYear,
        CivilDate(year: expected.year, month: expected.month, day: expected.day) == date
      else {
        Issue.record("\(date) is not \(expected)")
        return
      }
      weekday = (weekday + 1) % 7
      dayOfYear += 1
      expected.day += 1
      if expected.day > CivilDate.daysInMonth(year: expected.year, month: expected.month) {
        expected = (expected.year, expected.month + 1, 1)
        if expected.month > 12 {
          expected = (expected.year + 1, 1, 1)
          dayOfYear = 1
        }
      }
    }
    #expect(expected == (10_000, 1, 1))
  }

  @Test(arguments: [
    (0, 1, 1), (10_000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32),
    (2026, 2, 29), (1900, 2, 29), (2026, 4, 31), (.max, 1, 1), (.min, .min, .min),
  ])
  func `days that do not exist are refused`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    ("2021-01-03", 2020, 53), ("2021-01-04", 2021, 1), ("2020-12-31", 2020, 53),
    ("2024-12-30", 2025, 1), ("2026-06-15", 2026, 25), ("0001-01-01", 1, 1),
    ("9999-12-31", 9999, 52),
  ])
  func `weeks are those of ISO 8601`(text: String, year: Int, week: Int) throws {
    let date = try #require(CivilDate(text))
    #expect(date.isoWeek == (year, week))
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-03-31", -1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"),
    ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"), ("9999-12-01", 1, "9999-12-31"),
    ("0001-01-15", -1, "0001-01-01"), ("2026-05-31", 0, "2026-05-31"),
    ("2026-05-31", .max, "9999-12-31"), ("2026-05-31", .min, "0001-01-01"),
  ])
  func `months end on their last day`(text: String, months: Int, expected: String) throws {
    #expect(try #require(CivilDate(text)).adding(months: months).description == expected)
  }

  @Test func `day arithmetic stops at the ends of the calendar`() throws {
    let date = try #require(CivilDate("2026-05-31"))
    #expect(date.adding(days: 1).description == "2026-06-01")
    #expect(date.adding(days: .max) == .latest)
    #expect(date.adding(days: .min) == .earliest)
    #expect(CivilDate(days: .max).adding(days: .max) == .latest)
    #expect(CivilDate(days: .min).adding(days: .min) == .earliest)
  }

  @Test(arguments: [Int32.min, .min + 1, -719_163, 2_932_897, .max - 1, .max])
  func `days outside the calendar do not trap`(days: Int32) {
    let date = CivilDate(days: days)
    #expect((0...6).contains(date.weekdayIndex))
    #expect((1...366).contains(date.dayOfYear))
    #expect((1...53).contains(date.isoWeek.week))
    #expect(date.description.utf8.count == 10)
    _ = date.adding(months: 7)
    _ = LocalDateTime(date: date, time: LocalTime(seconds: .max)).adding(seconds: .max)
  }
}
