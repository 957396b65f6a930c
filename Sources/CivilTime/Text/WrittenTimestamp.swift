/// A timestamp as people write it: with an offset it is an instant, without one a local time.
package enum WrittenTimestamp: Hashable, Sendable {
  /// `2026-12-24T09:00Z`, `2026-12-24T09:00+01:00`
  case instant(Instant)
  /// `2026-12-24T09:00`
  case local(LocalDateTime)

  /// Reads RFC 3339 with these liberties: a space or lower case for `T`, `z` for `Z`, seconds may
  /// be left out, and so may the offset. Fractions of a second are cut off; a leap second (`:60`)
  /// is refused.
  package init?(_ text: Span<UInt8>) {
    guard let date = CivilDate(text, at: 0),
      text.holds("T", at: 10) || text.holds("t", at: 10) || text.holds(" ", at: 10),
      let hour = text.twoDigits(at: 11), text.holds(":", at: 13),
      let minute = text.twoDigits(at: 14)
    else { return nil }
    var position = 16
    var second = 0
    if text.holds(":", at: position) {
      guard let written = text.twoDigits(at: position + 1) else { return nil }
      second = written
      position += 3
      if text.holds(".", at: position) {
        let start = position + 1
        position = start
        while position < text.count, text[position] &- 0x30 <= 9 { position += 1 }
        if position == start { return nil }
      }
    }
    guard let time = LocalTime(hour: hour, minute: minute, second: second) else { return nil }
    let local = LocalDateTime(date: date, time: time)
    if position == text.count {
      self = .local(local)
      return
    }
    guard let offset = WrittenTimestamp.offset(text, at: position) else { return nil }
    let instant = local.instant(offset: offset)
    guard instant >= .earliest, instant <= .latest else { return nil }
    self = .instant(instant)
  }

  package init?(_ text: ArraySlice<UInt8>) { self.init(text.span) }

  package init?(_ text: String) { self.init(Array(text.utf8).span) }

  /// The seconds of `Z`, `+01:00` or `-23:59` at the end of `text`.
  private static func offset(_ text: Span<UInt8>, at start: Int) -> Int32? {
    if text.holds("Z", at: start) || text.holds("z", at: start) {
      return text.count == start + 1 ? 0 : nil
    }
    let isAhead = text.holds("+", at: start)
    guard isAhead || text.holds("-", at: start), text.count == start + 6,
      let hours = text.twoDigits(at: start + 1), text.holds(":", at: start + 3),
      let minutes = text.twoDigits(at: start + 4), hours <= 23, minutes <= 59
    else { return nil }
    let seconds = Int32(hours * 3600 + minutes * 60)
    return isAhead ? seconds : -seconds
  }
}
