/// SipHash-2-4 with 128 bits of output (J.-P. Aumasson and D. J. Bernstein) under a fixed key.
///
/// Fixed, because no output may depend on a random number; wide, because two texts with one hash would
/// be taken for the same.
package struct SipHash128: Sendable, Hashable {
  package let low: UInt64
  package let high: UInt64

  /// `transform` is applied to each byte before it is hashed.
  package init(
    _ bytes: UnsafeRawBufferPointer, key: (UInt64, UInt64) = (0x6D61_696C_706C_616E, 0),
    transform: (UInt8) -> UInt8 = { $0 }
  ) {
    var state = State(key: key)
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in bytes {
      word |= UInt64(transform(byte)) << (8 * filled)
      filled += 1
      if filled == 8 {
        state.absorb(word)
        word = 0
        filled = 0
      }
    }
    state.absorb(word | UInt64(truncatingIfNeeded: bytes.count) << 56)
    state.v2 ^= 0xEE
    for _ in 0..<4 { state.round() }
    low = state.folded
    state.v1 ^= 0xDD
    for _ in 0..<4 { state.round() }
    high = state.folded
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
