/// Numbers for names, in the order in which they come, by their hashes: 21 to 32 bytes a name.
///
/// The names themselves are not kept. 128 bits of a hash are, so that among a hundred million names
/// two have the same with a chance of 1 in 10^22.
struct HashNumbers: Sendable {
  private var hashes: [SipHash128] = []
  /// Open addressing with linear probing: a number and 1; 0 is free.
  private var slots: [UInt32] = []

  var count: Int { hashes.count }

  /// Bytes of memory taken.
  var memory: Int { hashes.capacity * 16 + slots.capacity * 4 }

  /// The number of a name, a new one if it has none yet.
  mutating func insert(_ name: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    if (hashes.count + 1) * 4 > slots.count * 3 { grow() }
    let hash = SipHash128(name)
    let place = self.place(of: hash)
    if slots[place] != 0 { return (Int(slots[place]) - 1, false) }
    hashes.append(hash)
    slots[place] = UInt32(truncatingIfNeeded: hashes.count)
    return (hashes.count - 1, true)
  }

  func number(of name: UnsafeRawBufferPointer) -> Int? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[place(of: SipHash128(name))]
    return slot == 0 ? nil : Int(slot) - 1
  }

  /// Where the hash lies, or the free place where it would.
  private func place(of hash: SipHash128) -> Int {
    var place = Int(truncatingIfNeeded: hash.low.multipliedFullWidth(by: UInt64(slots.count)).high)
    while slots[place] != 0, hashes[Int(slots[place]) - 1] != hash {
      place += 1
      if place == slots.count { place = 0 }
    }
    return place
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: max(16, slots.count * 2))
    for (number, hash) in hashes.enumerated() {
      slots[place(of: hash)] = UInt32(truncatingIfNeeded: number + 1)
    }
  }
}
