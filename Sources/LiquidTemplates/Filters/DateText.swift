import CivilTime

/// A date and time as people write them: what Ruby's `Time.parse` reads, in its order of trials.
///
/// `March 14, 2016`, `14 Mar 2016 9pm`, `2016-03-14 10:00:00 -0500`, `14.3.2016`, `2016/03/14`, `10:30`.
struct DateText {
  /// Texts longer than this are not looked at.
  static let longest = 128

  var year: Int?
  var month: Int?
  var day: Int?
  var dayOfYear: Int?
  var hour: Int?
  var minute: Int?
  var second: Int?
  var nanoseconds = 0
  /// Seconds ahead of UTC, if the text says so.
  var offset: Int32?
  var isUTC = false
  /// As written: `EST`.
  var zoneName = ""
  /// What is read is overwritten with spaces.
  var text: [UInt8]
  /// False if the year was written with its century.
  var lacksCentury = true

  /// `text` is in small letters.
  init?(_ text: [UInt8]) {
    guard text.count <= DateText.longest else { return nil }
    self.text = text.map { DateText.isMeaningful($0) ? $0 : 0x20 }
    readWeekday()
    readTime()
    _ =
      readDayMonth() || readMonthDay() || readISO() || readDayMonthYear() || readSlashes()
      || readDots() || readDayOfYear() || readMonth() || readOrdinal() || readDigits()
    if let year, lacksCentury, year >= 0, year < 100 {
      self.year = year + (year >= 69 ? 1900 : 2000)
    }
    guard year != nil || month != nil || day != nil || dayOfYear != nil || hour != nil else {
      return nil
    }
  }

  /// What is not said is as `today`, down to the first that is said, and the least possible from there.
  func local(today: LocalDateTime) -> LocalDateTime? {
    let now = today.date.components
    let says = (year != nil, month != nil || dayOfYear != nil, day != nil)
    let year = self.year ?? now.year
    let month = self.month ?? (says.0 || says.1 ? 1 : now.month)
    let day = self.day ?? (says.0 || says.1 ? 1 : now.day)
    let hour = self.hour ?? 0
    let minute = self.minute ?? 0
    let second = self.second ?? 0
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      hour < 24 || (minute == 0 && second == 0)
    else { return nil }
    guard let first = CivilDate(year: year, month: dayOfYear == nil ? month : 1, day: 1) else {
      return nil
    }
    if let dayOfYear, !(1...366).contains(dayOfYear) { return nil }
    // The 31st of a short month is a day of the next.
    let days = Int64(first.days) + Int64((dayOfYear ?? day) - 1)
    let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    let local = LocalDateTime(clockSeconds: seconds)
    return local.clockSeconds == seconds ? local : nil
  }

  private static func isMeaningful(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "'"), UInt8(ascii: ","),
      UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), 0x80...:
      true
    default: false
    }
  }
}
