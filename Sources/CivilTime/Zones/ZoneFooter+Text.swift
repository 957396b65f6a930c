extension ZoneFooter {
  /// Nil unless all of `text` is a rule.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = FooterReader(rest: text)
    guard let name = reader.name(), let offset = reader.offset() else { return nil }
    standard = ZoneTimeline.Kind(offset: -offset, abbreviation: name)
    if reader.rest.isEmpty {
      summer = nil
      return
    }
    guard let summerName = reader.name() else { return nil }
    var summerOffset = standard.offset + 3600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let written = reader.offset() else { return nil }
      summerOffset = -written
    }
    guard reader.skip(","), let begins = reader.change(), reader.skip(","),
      let ends = reader.change(), reader.rest.isEmpty
    else { return nil }
    summer = Summer(
      kind: ZoneTimeline.Kind(offset: summerOffset, abbreviation: summerName),
      begins: begins, ends: ends)
  }
}

private struct FooterReader {
  var rest: ArraySlice<UInt8>

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, Unicode.Scalar(first) == character else { return false }
    rest.removeFirst()
    return true
  }

  /// `CET`, or `<+0545>`.
  mutating func name() -> String? {
    let quoted = skip("<")
    let name = rest.prefix { byte in
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      let isDigit = byte >= 0x30 && byte <= 0x39
      return isLetter || (quoted && (isDigit || byte == 0x2B || byte == 0x2D))
    }
    guard name.count >= 3, name.count <= 16 else { return nil }
    rest = rest.dropFirst(name.count)
    if quoted, !skip(">") { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// Seconds west of UTC.
  mutating func offset() -> Int32? {
    time(maxHours: 24).map { Int32($0) }
  }

  mutating func change() -> ZoneFooter.Change? {
    guard let day = day() else { return nil }
    guard skip("/") else { return ZoneFooter.Change(day: day, time: 7200) }
    return time(maxHours: 167).map { ZoneFooter.Change(day: day, time: $0) }
  }

  private mutating func day() -> ZoneFooter.Change.Day? {
    if skip("J") { return number(1...365).map { .julian($0) } }
    if skip("M") {
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let day = number(0...6)
      else { return nil }
      return .weekday(month: month, week: week, day: day)
    }
    return number(0...365).map { .ordinal($0) }
  }

  /// `[+-]hh[:mm[:ss]]`
  private mutating func time(maxHours: Int) -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number(0...maxHours) else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(0...59) else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = number(0...59) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int? {
    var value = 0
    var digits = 0
    while let byte = rest.first, byte >= 0x30, byte <= 0x39, digits < 4 {
      value = value * 10 + Int(byte - 0x30)
      digits += 1
      rest.removeFirst()
    }
    return digits > 0 && range.contains(value) ? value : nil
  }
}
