extension Instant: CustomStringConvertible {
  /// Writes the 20 bytes of `2026-12-01T08:00:00Z`.
  package func write(to buffer: UnsafeMutablePointer<UInt8>) {
    local(offset: 0).write(to: buffer)
    buffer[19] = 0x5A
  }

  package func append(to bytes: inout [UInt8]) {
    bytes.append(count: 20) { write(to: $0) }
  }

  /// Writes the 25 bytes of `2026-12-01T09:00:00+01:00`, by a clock that is `offset` seconds ahead
  /// of UTC.
  ///
  /// An offset with seconds, as before standard time, is cut to minutes, and the clock time with
  /// it: what is written is always this instant.
  package func write(offset: Int32, to buffer: UnsafeMutablePointer<UInt8>) {
    let minutes = offset / 60
    local(offset: minutes * 60).write(to: buffer)
    buffer[19] = minutes < 0 ? 0x2D : 0x2B
    let length = Int(minutes.magnitude)
    buffer.write(twoDigits: min(length / 60, 99), at: 20)
    buffer[22] = 0x3A
    buffer.write(twoDigits: length % 60, at: 23)
  }

  package func append(offset: Int32, to bytes: inout [UInt8]) {
    bytes.append(count: 25) { write(offset: offset, to: $0) }
  }

  package var description: String { text(20) { write(to: $0) } }
}

extension UnsafeMutablePointer<UInt8> {
  /// `value` is 0 to 99.
  func write(twoDigits value: Int, at index: Int) {
    self[index] = 0x30 &+ UInt8(truncatingIfNeeded: value / 10)
    self[index + 1] = 0x30 &+ UInt8(truncatingIfNeeded: value % 10)
  }
}

extension [UInt8] {
  /// Appends what `write` puts into `count` bytes; at most 32.
  mutating func append(count: Int, write: (UnsafeMutablePointer<UInt8>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      guard let base = buffer.baseAddress else { return }
      write(base)
      append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    }
  }
}

/// The first `count` bytes of what `write` puts into at most 32 bytes.
func text(_ count: Int, write: (UnsafeMutablePointer<UInt8>) -> Void) -> String {
  var bytes: [UInt8] = []
  bytes.append(count: count, write: write)
  return String(decoding: bytes, as: UTF8.self)
}
