/// Which of eight bytes are a certain one.
enum ByteMatches {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// The highest bit of each byte of `word` that is `byte`.
  @inline(__always)
  private static func marks(_ byte: UInt8, in word: UInt64) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    // Without the highest bits no sum carries into the next byte.
    return ~(((difference & ~high) &+ ~high) | difference) & high
  }

  @inline(__always)
  static func any(_ byte: UInt8, in word: UInt64) -> Bool { marks(byte, in: word) != 0 }

  @inline(__always)
  static func count(_ byte: UInt8, in word: UInt64) -> Int {
    Int(truncatingIfNeeded: ((marks(byte, in: word) &>> 7) &* ones) &>> 56)
  }
}
