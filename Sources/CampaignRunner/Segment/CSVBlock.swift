/// 64 bytes of a CSV file, looked at in one step.
///
/// Four vectors of 16 bytes are what a processor has everywhere. Swift has no way to gather the highest bits of a
/// vector: weights are kept where a byte matches, and a multiplication adds up those of eight bytes.
struct CSVBlock {
  static let size = 64

  /// Where the block begins.
  var base = 0
  /// Bit n: byte n is a quote, a comma or a control character, and has not been looked at yet.
  var marks: UInt64 = 0
  /// The highest bit of some byte is set if some byte of the block is not ASCII.
  var high: UInt64 = 0

  static let highBits: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  mutating func read(_ bytes: UnsafeRawPointer, at start: Int) {
    base = start
    // Vector against vector: with a plain byte on one side, each of the sixteen is compared on its own.
    let comma = SIMD16<UInt8>(repeating: UInt8(ascii: ","))
    let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
    let space = SIMD16<UInt8>(repeating: UInt8(ascii: " "))
    var found: UInt64 = 0
    var seen = SIMD16<UInt8>(repeating: 0)
    for part in 0..<4 {
      let vector = (bytes + start + 16 * part).loadUnaligned(as: SIMD16<UInt8>.self)
      seen |= vector
      let isMark = (vector .== comma) .| (vector .== quote) .| (vector .< space)
      found |= CSVBlock.bits(isMark) &<< UInt64(16 * part)
    }
    marks = found
    let words = unsafeBitCast(seen, to: SIMD2<UInt64>.self)
    high = words[0] | words[1]
  }

  /// Bit n: byte n of the vector matched.
  @inline(__always)
  static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    // 1, 2, 4 … 128 in the bytes of a word, the first one lowest.
    let kept =
      unsafeBitCast(mask, to: SIMD2<UInt64>.self) & SIMD2(repeating: 0x8040_2010_0804_0201)
    let ones: UInt64 = 0x0101_0101_0101_0101
    return (kept[0] &* ones) &>> 56 | ((kept[1] &* ones) &>> 56) &<< 8
  }
}
