extension DateText {
  static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }
  private static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].map {
    Array($0.utf8)
  }

  func byte(_ i: Int) -> UInt8? { i >= 0 && i < text.count ? text[i] : nil }

  func isDigit(_ i: Int) -> Bool { byte(i).map { MarkupLexer.isDigit($0) } ?? false }

  func isLetter(_ i: Int) -> Bool {
    byte(i).map { ($0 >= 0x61 && $0 <= 0x7A) || $0 >= 0x80 } ?? false
  }

  func isWordStart(_ i: Int) -> Bool { !isLetter(i - 1) && !isDigit(i - 1) }

  func isWordEnd(_ i: Int) -> Bool { !isLetter(i) && !isDigit(i) }

  func skipSpaces(_ start: Int) -> Int {
    var i = start
    while byte(i) == 0x20 { i += 1 }
    return i
  }

  func skipDigits(_ start: Int) -> Int {
    var i = start
    while isDigit(i) { i += 1 }
    return i
  }

  /// Over letters and signs that cling to a word or number.
  func skipWord(_ start: Int, stoppingAt stops: StaticString) -> Int {
    var i = start
    while let byte = byte(i), byte != 0x20, byte != UInt8(ascii: "-"), !isDigit(i) {
      var isStop = false
      stops.withUTF8Buffer { isStop = $0.contains(byte) }
      if isStop { break }
      i += 1
    }
    return i
  }

  func holds(_ word: [UInt8], at i: Int) -> Bool {
    i >= 0 && i + word.count <= text.count && text[i..<(i + word.count)].elementsEqual(word)
  }

  func holds(_ word: String, at i: Int) -> Bool { holds(Array(word.utf8), at: i) }

  /// 1 to 12 for a word that begins with a month's first three letters.
  func month(at i: Int) -> Int? {
    DateText.months.firstIndex { holds($0, at: i) }.map { $0 + 1 }
  }

  /// A number with its signs: `'16`, `-4`, `2016`.
  struct Number {
    let range: Range<Int>
    let value: Int
    let digits: Int
    let hasApostrophe: Bool
    let hasSign: Bool

    /// It can only be a year.
    var isYear: Bool { hasApostrophe || digits > 2 }
  }

  func number(at start: Int, allowsSign: Bool) -> Number? {
    var i = start
    let hasApostrophe = byte(i) == UInt8(ascii: "'")
    if hasApostrophe { i += 1 }
    let isNegative = byte(i) == UInt8(ascii: "-")
    let hasSign = allowsSign && (isNegative || byte(i) == UInt8(ascii: "+"))
    if hasSign { i += 1 }
    let end = skipDigits(i)
    guard end > i, let value = number(i..<end) else { return nil }
    return Number(
      range: start..<end, value: hasSign && isNegative ? -value : value, digits: end - i,
      hasApostrophe: hasApostrophe, hasSign: hasSign)
  }

  /// Nil for more than nine digits.
  func number(_ range: Range<Int>) -> Int? {
    guard range.count <= 9, range.upperBound <= text.count else { return nil }
    return text[range].reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
  }

  mutating func blank(_ range: Range<Int>) {
    for i in range.clamped(to: 0..<text.count) { text[i] = 0x20 }
  }

  /// Gives three numbers their meanings: year, month and day as they stand, unless they show otherwise.
  mutating func set(year: Number?, month: Number?, day: Number?) {
    var (year, month, day) = (year, month, day)
    if let y = year, let m = month, day == nil { (year, month, day) = (nil, y, m) }
    if year == nil, let d = day, d.isYear { (year, day) = (d, nil) }
    if let m = month, m.isYear { (year, month, day) = (m, day, year) }
    if let d = day, d.isYear { (year, day) = (d, year) }
    if let year {
      self.year = year.value
      lacksCentury = !year.hasSign && year.digits <= 2
    }
    if let month { self.month = Swift.abs(month.value) }
    if let day { self.day = Swift.abs(day.value) }
  }

  mutating func readWeekday() {
    for i in text.indices where isWordStart(i) {
      guard DateText.weekdays.contains(where: { holds($0, at: i) }) else { continue }
      blank(i..<skipWord(i, stoppingAt: "/"))
      return
    }
  }
}
