extension LocalTime: CustomStringConvertible {
  /// Reads `09:00` or `09:00:30`; 24:00 is no time.
  package init?(_ text: Span<UInt8>) {
    guard text.count == 5 || text.count == 8, let hour = text.twoDigits(at: 0),
      text.holds(":", at: 2), let minute = text.twoDigits(at: 3)
    else { return nil }
    var second = 0
    if text.count == 8 {
      guard text.holds(":", at: 5), let written = text.twoDigits(at: 6) else { return nil }
      second = written
    }
    self.init(hour: hour, minute: minute, second: second)
  }

  package init?(_ text: ArraySlice<UInt8>) { self.init(text.span) }

  package init?(_ text: String) { self.init(Array(text.utf8).span) }

  /// Writes the eight bytes of `09:00:00`.
  package func write(to buffer: UnsafeMutablePointer<UInt8>) {
    let (hour, minute, second) = components
    buffer.write(twoDigits: hour, at: 0)
    buffer[2] = 0x3A
    buffer.write(twoDigits: minute, at: 3)
    buffer[5] = 0x3A
    buffer.write(twoDigits: second, at: 6)
  }

  /// `09:00`, or `09:00:30` if there are seconds.
  package var description: String {
    text(components.second == 0 ? 5 : 8) { write(to: $0) }
  }
}

extension LocalDateTime: CustomStringConvertible {
  /// Writes the 19 bytes of `2026-12-01T09:00:00`.
  package func write(to buffer: UnsafeMutablePointer<UInt8>) {
    date.write(to: buffer)
    buffer[10] = 0x54
    time.write(to: buffer + 11)
  }

  package var description: String { text(19) { write(to: $0) } }
}
