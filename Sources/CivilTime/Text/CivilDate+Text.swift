extension CivilDate: CustomStringConvertible {
  /// Reads `2026-12-01` and nothing else.
  package init?(_ text: Span<UInt8>) {
    guard text.count == 10 else { return nil }
    self.init(text, at: 0)
  }

  package init?(_ text: ArraySlice<UInt8>) { self.init(text.span) }

  package init?(_ text: String) { self.init(Array(text.utf8).span) }

  /// Reads the ten bytes at `start`; what follows is not looked at.
  init?(_ text: Span<UInt8>, at start: Int) {
    guard let century = text.twoDigits(at: start), let years = text.twoDigits(at: start + 2),
      text.holds("-", at: start + 4), let month = text.twoDigits(at: start + 5),
      text.holds("-", at: start + 7), let day = text.twoDigits(at: start + 8)
    else { return nil }
    self.init(year: century * 100 + years, month: month, day: day)
  }

  /// Writes the ten bytes of `2026-12-01`. Years outside 0 to 9999 become the nearest of them.
  package func write(to buffer: UnsafeMutablePointer<UInt8>) {
    let (year, month, day) = components
    let written = min(max(year, 0), 9999)
    buffer.write(twoDigits: written / 100, at: 0)
    buffer.write(twoDigits: written % 100, at: 2)
    buffer[4] = 0x2D
    buffer.write(twoDigits: month, at: 5)
    buffer[7] = 0x2D
    buffer.write(twoDigits: day, at: 8)
  }

  package func append(to bytes: inout [UInt8]) {
    bytes.append(count: 10) { write(to: $0) }
  }

  package var description: String { text(10) { write(to: $0) } }
}
