/// SipHash-2-4 with 128 bits of output (J.-P. Aumasson and D. J. Bernstein) under a fixed key.
///
/// Fixed, because no output may depend on a random number; wide, because two texts with one hash would
/// be taken for the same.
package struct SipHash128: Sendable, Hashable {
  package let low: UInt64
  package let high: UInt64

  package init(
    _ bytes: UnsafeRawBufferPointer, key: (UInt64, UInt64) = SipHash128.fixedKey
  ) {
    var state = State(key: key)
    var offset = 0
    while bytes.count - offset >= 8 {
      state.absorb(
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    self.init(state, rest: SipHash128.tail(bytes, offset), count: bytes.count)
  }

  /// Of a text of ASCII with its letters in lower case; nil for any other.
  package init?(lowered bytes: UnsafeRawBufferPointer) {
    var state = State(key: SipHash128.fixedKey)
    var offset = 0
    var seen: UInt64 = 0
    while bytes.count - offset >= 8 {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      seen |= word
      state.absorb(SipHash128.lowered(word))
      offset += 8
    }
    let rest = SipHash128.tail(bytes, offset)
    guard (seen | rest) & 0x8080_8080_8080_8080 == 0 else { return nil }
    self.init(state, rest: SipHash128.lowered(rest), count: bytes.count)
  }

  private init(_ state: State, rest: UInt64, count: Int) {
    var state = state
    state.absorb(rest | UInt64(truncatingIfNeeded: count) << 56)
    state.v2 ^= 0xEE
    for _ in 0..<4 { state.round() }
    low = state.folded
    state.v1 ^= 0xDD
    for _ in 0..<4 { state.round() }
    high = state.folded
  }

  package static let fixedKey: (UInt64, UInt64) = (0x6D61_696C_706C_616E, 0)

  /// The bytes from `offset` on, at most seven, the first one lowest.
  @inline(__always)
  private static func tail(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    var word: UInt64 = 0
    var shift: UInt64 = 0
    for index in offset..<bytes.count {
      word |= UInt64(bytes[index]) &<< shift
      shift += 8
    }
    return word
  }

  /// Eight bytes of ASCII with their letters in lower case.
  @inline(__always)
  private static func lowered(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The highest bit of a byte: not below `A`; above `Z`.
    let low = word & (ones &* 0x7F)
    let fromA = low &+ ones &* (0x80 - 0x41)
    let aboveZ = low &+ ones &* (0x80 - 0x5B)
    return word | ((fromA & ~aboveZ) & (ones &* 0x80)) &>> 2
  }

  private struct State {
    var v0: UInt64
    var v1: UInt64
    var v2: UInt64
    var v3: UInt64

    init(key: (UInt64, UInt64)) {
      v0 = key.0 ^ 0x736F_6D65_7073_6575
      v1 = key.1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE
      v2 = key.0 ^ 0x6C79_6765_6E65_7261
      v3 = key.1 ^ 0x7465_6462_7974_6573
    }

    var folded: UInt64 { v0 ^ v1 ^ v2 ^ v3 }

    mutating func absorb(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func round() {
      v0 &+= v1
      v1 = v1 &<< 13 | v1 &>> 51
      v1 ^= v0
      v0 = v0 &<< 32 | v0 &>> 32
      v2 &+= v3
      v3 = v3 &<< 16 | v3 &>> 48
      v3 ^= v2
      v0 &+= v3
      v3 = v3 &<< 21 | v3 &>> 43
      v3 ^= v0
      v2 &+= v1
      v1 = v1 &<< 17 | v1 &>> 47
      v1 ^= v2
      v2 = v2 &<< 32 | v2 &>> 32
    }
  }
}
