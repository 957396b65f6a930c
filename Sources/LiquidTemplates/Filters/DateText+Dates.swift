extension DateText {
  /// `14 March 2016`, `14th of` no, `14mar16`.
  mutating func readDayMonth() -> Bool {
    for i in text.indices where isDigit(i) && !isDigit(i - 1) {
      guard let day = number(at: i, allowsSign: false) else { continue }
      let end = skipWord(day.range.upperBound, stoppingAt: "")
      var place: Int? = end
      while let start = place {
        let word = start == end ? skipSpaces(start) : start
        if let month = month(at: word) {
          let next = skipSpaces(skipWord(word, stoppingAt: "'"))
          let year = number(at: next, allowsSign: true)
          set(year: year, month: nil, day: day)
          self.month = month
          blank(i..<(year?.range.upperBound ?? next))
          return true
        }
        place = start > day.range.upperBound ? start - 1 : nil
      }
    }
    return false
  }

  /// `March 14, 2016`, `Mar 14`, `March 2016`.
  mutating func readMonthDay() -> Bool {
    for i in text.indices where isWordStart(i) {
      guard let month = month(at: i) else { continue }
      let start = skipSpaces(skipWord(i, stoppingAt: "'"))
      guard let day = number(at: start, allowsSign: false) else { continue }
      var next = skipSpaces(skipWord(day.range.upperBound, stoppingAt: "'"))
      if byte(next) == UInt8(ascii: ",") { next = skipSpaces(next + 1) }
      let year = number(at: next, allowsSign: true)
      set(year: year, month: nil, day: day)
      self.month = month
      blank(i..<(year?.range.upperBound ?? next))
      return true
    }
    return false
  }

  /// `2016-03-14`, `14-3-2016`.
  mutating func readISO() -> Bool {
    readThree(UInt8(ascii: "-"), needsThird: true)
  }

  /// `2016-074`, the 74th day of a year.
  mutating func readDayOfYear() -> Bool {
    for i in text.indices where isDigit(i) && isWordStart(i) {
      let end = skipDigits(i)
      let last = skipDigits(end + 1)
      guard end - i == 4 || end - i == 2, byte(end) == UInt8(ascii: "-"), last - end == 4,
        isWordEnd(last)
      else { continue }
      year = number(i..<end)
      lacksCentury = end - i == 2
      dayOfYear = number(end + 1..<last)
      return true
    }
    return false
  }

  /// `14-Mar-2016`, `Mar-14-2016`.
  mutating func readDayMonthYear() -> Bool {
    let dash = UInt8(ascii: "-")
    for i in text.indices {
      if let day = number(at: i, allowsSign: false), byte(day.range.upperBound) == dash,
        let month = month(at: day.range.upperBound + 1)
      {
        let end = skipWord(day.range.upperBound + 1, stoppingAt: "/.")
        guard byte(end) == dash, let year = number(at: end + 1, allowsSign: true) else { continue }
        set(year: year, month: nil, day: day)
        self.month = month
        return true
      }
      if isWordStart(i), let month = month(at: i) {
        let end = skipWord(i, stoppingAt: "/.")
        guard byte(end) == dash, let day = number(at: end + 1, allowsSign: false) else { continue }
        let next = day.range.upperBound
        let year = byte(next) == dash ? number(at: next + 1, allowsSign: true) : nil
        set(year: year, month: nil, day: day)
        self.month = month
        return true
      }
    }
    return false
  }

  /// `2016/03/14`, `14/3/2016`.
  mutating func readSlashes() -> Bool {
    readThree(UInt8(ascii: "/"), needsThird: false)
  }

  /// `14.3.2016`.
  mutating func readDots() -> Bool {
    readThree(UInt8(ascii: "."), needsThird: true)
  }

  private mutating func readThree(_ separator: UInt8, needsThird: Bool) -> Bool {
    for i in text.indices {
      guard let first = number(at: i, allowsSign: true), !isDigit(i - 1),
        byte(first.range.upperBound) == separator
      else { continue }
      let start =
        separator == UInt8(ascii: "-")
        ? first.range.upperBound + 1 : skipSpaces(first.range.upperBound + 1)
      guard let second = number(at: start, allowsSign: false) else { continue }
      var third: Number?
      if byte(second.range.upperBound) == separator {
        third = number(
          at: separator == UInt8(ascii: "-")
            ? second.range.upperBound + 1 : skipSpaces(second.range.upperBound + 1),
          allowsSign: true)
      }
      if needsThird, third == nil { continue }
      set(year: first, month: second, day: third)
      return true
    }
    return false
  }

  /// `March`.
  mutating func readMonth() -> Bool {
    for i in text.indices where isWordStart(i) {
      guard let month = month(at: i) else { continue }
      self.month = month
      return true
    }
    return false
  }

  /// `14th`.
  mutating func readOrdinal() -> Bool {
    for i in text.indices where isDigit(i) && !isDigit(i - 1) {
      let end = skipDigits(i)
      guard ["st", "nd", "rd", "th"].contains(where: { holds($0, at: end) }), isWordEnd(end + 2)
      else { continue }
      day = number(i..<end)
      return day != nil
    }
    return false
  }

  /// Digits alone: `20160314T100000`, `160314`.
  mutating func readDigits() -> Bool {
    guard let start = text.indices.first(where: { isDigit($0) }) else { return false }
    let end = skipDigits(start)
    let digits = self
    let part = { (lower: Int, count: Int) in digits.number(start + lower..<start + lower + count) }
    var left = 0
    switch end - start {
    case 2: day = part(0, 2)
    case 4: (month, day) = (part(0, 2), part(2, 2))
    case 6: (year, month, day) = (part(0, 2), part(2, 2), part(4, 2))
    case 3: dayOfYear = part(0, 3)
    case 5: (year, dayOfYear) = (part(0, 2), part(2, 3))
    case 7: (year, dayOfYear) = (part(0, 4), part(4, 3))
    case 8, 10, 12, 14:
      (year, month, day) = (part(0, 4), part(4, 2), part(6, 2))
      left = end - start - 8
    default: return false
    }
    lacksCentury = end - start == 6 || end - start == 5
    if byte(start - 1) == UInt8(ascii: "-"), let year { self.year = -year }
    readClock(at: end - left, digits: left)
    var next = skipSpaces(end)
    if byte(next) == UInt8(ascii: "t") { next = skipSpaces(next + 1) }
    let clock = skipDigits(next)
    if left == 0, [2, 4, 6].contains(clock - next) {
      readClock(at: next, digits: clock - next)
      readZone(at: skipSpaces(clock))
    }
    return true
  }

  private mutating func readClock(at start: Int, digits: Int) {
    if digits >= 2 { hour = number(start..<start + 2) }
    if digits >= 4 { minute = number(start + 2..<start + 4) }
    if digits >= 6 { second = number(start + 4..<start + 6) }
  }
}
