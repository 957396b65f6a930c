/// The addresses, or the ids, seen so far in a run, as hashes: 16 to 22 bytes each.
///
/// Addresses are the same if they differ in nothing but the case of letters, in either part: mail
/// servers that tell `Ada@` from `ada@` are a curiosity, two mails to one person are not. 104 bits
/// of a hash are kept, so that among a hundred million addresses two different ones are taken for the
/// same with a chance of 1 in 10^15.
package struct AddressSet: Sendable {
  /// Growing one of many small tables at a time keeps the peak low.
  private var shards: [Shard]
  package private(set) var count = 0

  package init() {
    shards = [Shard](repeating: Shard(), count: 256)
  }

  /// Adds an address, in the spelling of `checkAddress`, and tells whether it is new.
  package mutating func insert(_ address: ArraySlice<UInt8>) -> Bool {
    if address.allSatisfy({ $0 < 0x80 }) {
      return insert(address.withUnsafeBytes { SipHash128($0, transform: lowered) })
    }
    let lower = String(decoding: address, as: UTF8.self).unicodeScalars
      .map { $0.properties.lowercaseMapping }.joined()
    return insert(Array(lower.utf8).withUnsafeBytes { SipHash128($0) })
  }

  /// Adds a contact's id, of which every byte counts, and tells whether it is new.
  ///
  /// A set holds either addresses or ids.
  package mutating func insert(id: ArraySlice<UInt8>) -> Bool {
    insert(id.withUnsafeBytes { SipHash128($0) })
  }

  private mutating func insert(_ hash: SipHash128) -> Bool {
    let shard = Int(truncatingIfNeeded: hash.high >> 56)
    let isNew = shards[shard].insert(hash.low, UInt32(truncatingIfNeeded: hash.high))
    if isNew { count += 1 }
    return isNew
  }

  /// Bytes of memory taken by the tables.
  package var memory: Int {
    shards.reduce(0) { $0 + $1.memory }
  }

  /// Open addressing with linear probing, at most three quarters full.
  private struct Shard: Sendable {
    var firsts: [UInt64] = []
    /// Parallel to `firsts`.
    var seconds: [UInt32] = []
    var count = 0

    var memory: Int { firsts.capacity * 8 + seconds.capacity * 4 }

    mutating func insert(_ first: UInt64, _ second: UInt32) -> Bool {
      // 0 marks a free place; the one hash in 2^64 that looks like it moves aside.
      let first = first == 0 ? 1 : first
      if (count + 1) * 4 > firsts.count * 3 { grow() }
      var place = slot(of: first)
      while firsts[place] != 0 {
        if firsts[place] == first, seconds[place] == second { return false }
        place += 1
        if place == firsts.count { place = 0 }
      }
      firsts[place] = first
      seconds[place] = second
      count += 1
      return true
    }

    private func slot(of first: UInt64) -> Int {
      Int(truncatingIfNeeded: first.multipliedFullWidth(by: UInt64(firsts.count)).high)
    }

    private mutating func grow() {
      let oldFirsts = firsts
      let oldSeconds = seconds
      let size = max(8, firsts.count + firsts.count / 3)
      firsts = [UInt64](repeating: 0, count: size)
      seconds = [UInt32](repeating: 0, count: size)
      for index in oldFirsts.indices where oldFirsts[index] != 0 {
        var place = slot(of: oldFirsts[index])
        while firsts[place] != 0 {
          place += 1
          if place == size { place = 0 }
        }
        firsts[place] = oldFirsts[index]
        seconds[place] = oldSeconds[index]
      }
    }
  }
}

/// A letter of ASCII in lower case; any other byte as it is.
func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
