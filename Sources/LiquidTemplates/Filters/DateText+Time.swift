extension DateText {
  /// `10:00`, `10:00:30.25`, `9pm`, `9:30 a.m.`, each with a zone behind it or not.
  mutating func readTime() {
    for i in text.indices where isDigit(i) && !isDigit(i - 1) {
      let end = skipDigits(i)
      guard let hour = number(i..<end), let read = time(hour: hour, from: i, end) else { continue }
      blank(i..<read)
      return
    }
  }

  /// Reads what follows an hour, and returns where that ends; nil if the number was no hour.
  private mutating func time(hour: Int, from start: Int, _ hourEnd: Int) -> Int? {
    var end = hourEnd
    var minute: Int?
    var second: Int?
    let colon = skipSpaces(hourEnd)
    let minuteStart = skipSpaces(colon + 1)
    if byte(colon) == UInt8(ascii: ":"), isDigit(minuteStart) {
      end = skipDigits(minuteStart)
      minute = number(minuteStart..<end)
      guard minute != nil else { return nil }
      let next = skipSpaces(end)
      let secondStart = skipSpaces(next + 1)
      if byte(next) == UInt8(ascii: ":"), isDigit(secondStart) {
        end = skipDigits(secondStart)
        second = number(secondStart..<end)
        guard second != nil else { return nil }
        end = readFraction(at: end)
      }
    }
    let half = readHalf(at: skipSpaces(end))
    guard minute != nil || half != nil else { return nil }
    var hour = hour
    if let half {
      hour = hour % 12 + (half.isAfternoon ? 12 : 0)
      end = half.end
    }
    self.hour = hour
    self.minute = minute
    self.second = second
    return readZone(at: skipSpaces(end)) ?? end
  }

  /// Digits behind a point or comma, as nanoseconds.
  private mutating func readFraction(at point: Int) -> Int {
    guard byte(point) == UInt8(ascii: ".") || byte(point) == UInt8(ascii: ",") else { return point }
    let end = skipDigits(point + 1)
    var unit = 100_000_000
    for i in (point + 1)..<max(point + 1, end) {
      nanoseconds += Int(text[i] &- UInt8(ascii: "0")) * unit
      unit /= 10
    }
    return end
  }

  /// `am`, `p.m.`
  private func readHalf(at i: Int) -> (isAfternoon: Bool, end: Int)? {
    guard let letter = byte(i), letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else {
      return nil
    }
    let isAfternoon = letter == UInt8(ascii: "p")
    if holds("m", at: i + 1), isWordEnd(i + 2) { return (isAfternoon, i + 2) }
    return holds(".m.", at: i + 1) ? (isAfternoon, i + 4) : nil
  }

  /// `+0200`, `-5`, `+05:30`, `z`, `utc`, `gmt+2`, `est`; returns where it ends, nil if there is none.
  @discardableResult
  mutating func readZone(at start: Int) -> Int? {
    var i = start
    for word in ["utc", "gmt", "ut"] where holds(word, at: start) {
      i = start + word.utf8.count
      break
    }
    if byte(i) == UInt8(ascii: "+") || byte(i) == UInt8(ascii: "-"), isDigit(i + 1) {
      return readOffset(at: i)
    }
    var end = start
    while isLetter(end) { end += 1 }
    let name = String(decoding: text[start..<end], as: UTF8.self)
    guard let hours = DateText.zoneHours(name) else { return nil }
    offset = Int32(hours * 3600)
    isUTC = name == "utc" || name == "z"
    zoneName = name.uppercased()
    return end
  }

  private mutating func readOffset(at sign: Int) -> Int? {
    var end = skipDigits(sign + 1)
    let digits = end - sign - 1
    var parts = [0, 0, 0]
    if digits <= 2 {
      parts[0] = number(sign + 1..<end) ?? 0
      var place = 1
      while place < 3, byte(end) == UInt8(ascii: ":"), isDigit(end + 1) {
        let next = skipDigits(end + 1)
        parts[place] = number(end + 1..<next) ?? 0
        end = next
        place += 1
      }
    } else {
      // `530` is 05:30.
      let odd = digits % 2
      parts[0] = number(sign + 1..<sign + 3 - odd) ?? 0
      parts[1] = number(sign + 3 - odd..<sign + 5 - odd) ?? 0
      if digits > 4 { parts[2] = number(sign + 5 - odd..<min(end, sign + 7 - odd)) ?? 0 }
    }
    guard parts[0] <= 23, parts[1] <= 59, parts[2] <= 59 else { return end }
    let seconds = Int32(parts[0] * 3600 + parts[1] * 60 + parts[2])
    offset = byte(sign) == UInt8(ascii: "-") ? -seconds : seconds
    return end
  }

  /// The names that RFC 2822 knows, and the letters of the armed forces.
  private static func zoneHours(_ name: String) -> Int? {
    switch name {
    case "utc", "gmt", "ut", "z": return 0
    case "est": return -5
    case "edt": return -4
    case "cst": return -6
    case "cdt": return -5
    case "mst": return -7
    case "mdt": return -6
    case "pst": return -8
    case "pdt": return -7
    default: break
    }
    guard name.utf8.count == 1, let letter = name.utf8.first else { return nil }
    let place = Int(letter) - Int(UInt8(ascii: "a"))
    switch letter {
    case UInt8(ascii: "a")...UInt8(ascii: "i"): return place + 1
    case UInt8(ascii: "k")...UInt8(ascii: "m"): return place
    case UInt8(ascii: "n")...UInt8(ascii: "y"): return -(place - 12)
    default: return nil
    }
  }
}
