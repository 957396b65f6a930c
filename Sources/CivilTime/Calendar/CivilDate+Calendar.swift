extension CivilDate {
  /// 0001-01-01, where the calendar begins; arithmetic stops here.
  package static let earliest = CivilDate(days: -719_162)
  /// 9999-12-31, where the calendar ends; arithmetic stops here.
  package static let latest = CivilDate(days: 2_932_896)

  /// Nil for a day that does not exist, and outside the years 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.daysInMonth(year: year, month: month)
    else { return nil }
    self.init(days: CivilDate.days(year: year, month: month, day: day))
  }

  /// Month 1 to 12, day 1 to 31.
  package var components: (year: Int, month: Int, day: Int) {
    // Years begin on 1 March, so that the leap day comes last
    // (H. Hinnant, "chrono-compatible low-level date algorithms").
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// 0 for Monday to 6 for Sunday.
  package var weekdayIndex: Int {
    let index = (Int(days) + 3) % 7
    return index < 0 ? index + 7 : index
  }

  /// 1 for 1 January.
  package var dayOfYear: Int {
    Int(days - CivilDate.days(year: components.year, month: 1, day: 1)) + 1
  }

  /// The week of ISO 8601: it begins on Monday and belongs to the year that holds its Thursday.
  package var isoWeek: (year: Int, week: Int) {
    let monday = Int(days) - weekdayIndex
    let thursday = CivilDate(days: Int32(clamping: monday + 3))
    return (thursday.components.year, (thursday.dayOfYear - 1) / 7 + 1)
  }

  /// Stops at `earliest` and `latest`.
  package func adding(days count: Int) -> CivilDate {
    let (sum, overflow) = Int(days).addingReportingOverflow(count)
    if overflow { return count < 0 ? .earliest : .latest }
    return CivilDate(clamping: sum)
  }

  /// The same day of a later month, or the last day of a shorter one; stops at `earliest` and
  /// `latest`.
  package func adding(months count: Int) -> CivilDate {
    if count == 0 { return self }
    let (year, month, day) = components
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(count)
    if overflow || sum < 12 || sum >= 120_000 { return count < 0 ? .earliest : .latest }
    let target = (year: sum / 12, month: sum % 12 + 1)
    let length = CivilDate.daysInMonth(year: target.year, month: target.month)
    return CivilDate(
      days: CivilDate.days(year: target.year, month: target.month, day: min(day, length)))
  }

  /// Days since 1970-01-01, stopping at `earliest` and `latest`.
  init(clamping days: Int) {
    self.init(
      days: Int32(
        clamping: min(max(days, Int(CivilDate.earliest.days)), Int(CivilDate.latest.days))))
  }

  package static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// `month` is 1 to 12.
  package static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 of a valid day; years may lie a few centuries outside the calendar.
  static func days(year: Int, month: Int, day: Int) -> Int32 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(clamping: era * 146_097 + dayOfEra - 719_468)
  }
}
