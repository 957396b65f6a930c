/// The addresses, or the ids, seen so far in a run, as hashes: about 8 bytes each once there are many.
///
/// Addresses are the same if they differ in nothing but the case of letters, in either part: mail
/// servers that tell `Ada@` from `ada@` are a curiosity, two mails to one person are not.
///
/// 70 bits of a hash decide: 14 choose a table, 56 are kept there. Among ten million addresses any two
/// different ones are taken for the same with a chance of 1 in 24 million, among a million with 1 in
/// 2,400 million; it is the same for every run over the same addresses.
package struct AddressSet: Sendable {
  /// What is known of an address or an id: 128 bits, of which no two texts are known to share all.
  package typealias Key = SipHash128

  /// Growing one of many small tables at a time keeps the peak low.
  private var shards: [Shard]
  package private(set) var count = 0

  private static let shardBits = 14

  package init() {
    shards = [Shard](repeating: Shard(), count: 1 << AddressSet.shardBits)
  }

  /// The key of an address, in the spelling of `checkAddress`.
  package static func key(ofAddress address: ArraySlice<UInt8>) -> Key {
    if let hash = address.withUnsafeBytes({ SipHash128(lowered: $0) }) { return hash }
    let lower = String(decoding: address, as: UTF8.self).unicodeScalars
      .map { $0.properties.lowercaseMapping }.joined()
    return Array(lower.utf8).withUnsafeBytes { SipHash128($0) }
  }

  /// The key of a contact's id, of which every byte counts.
  package static func key(ofID id: ArraySlice<UInt8>) -> Key {
    id.withUnsafeBytes { SipHash128($0) }
  }

  /// Adds a key and tells whether it is new. A set holds either addresses or ids.
  package mutating func insert(_ key: Key) -> Bool {
    let shard = Int(truncatingIfNeeded: key.high >> UInt64(64 - AddressSet.shardBits))
    let isNew = shards[shard].insert(key.low >> 8)
    if isNew { count += 1 }
    return isNew
  }

  /// Bytes of memory taken by the tables.
  package var memory: Int {
    shards.reduce(0) { $0 + $1.memory }
  }
}

extension AddressSet {
  /// A table of lines of 64 bytes, each with up to nine entries of seven bytes and, last, their number.
  ///
  /// A full line gives what is too much for it to the next one. So that there is room, and no more of it
  /// than needed, the table grows by an eighth once it is full to 15 of 16 parts.
  private struct Shard: Sendable {
    /// Eight words a line.
    private var words: [UInt64] = []
    private var count = 0

    private static let perLine = 9
    private static let mask: UInt64 = (1 << 56) - 1

    private var lines: Int { words.count / 8 }

    var memory: Int { words.isEmpty ? 0 : words.capacity * 8 + 32 }

    /// `entry` has 56 bits.
    mutating func insert(_ entry: UInt64) -> Bool {
      if (count + 1) * 16 > lines * Shard.perLine * 15 { grow() }
      guard Shard.insert(entry, into: &words) else { return false }
      count += 1
      return true
    }

    private static func insert(_ entry: UInt64, into words: inout [UInt64]) -> Bool {
      let lines = words.count / 8
      // Of the 56 bits, as part of the whole.
      var line = Int(
        truncatingIfNeeded: (entry << 8).multipliedFullWidth(by: UInt64(lines)).high)
      return words.withUnsafeMutableBytes { bytes in
        while true {
          let start = line * 64
          let used = Int(bytes[start + 63])
          for index in 0..<used {
            let word = bytes.loadUnaligned(fromByteOffset: start + 7 * index, as: UInt64.self)
            if UInt64(littleEndian: word) & mask == entry { return false }
          }
          if used < perLine {
            for byte in 0..<7 {
              bytes[start + 7 * used + byte] = UInt8(
                truncatingIfNeeded: entry >> UInt64(8 * byte))
            }
            bytes[start + 63] = UInt8(used + 1)
            return true
          }
          line += 1
          if line == lines { line = 0 }
        }
      }
    }

    private mutating func grow() {
      var larger = [UInt64](repeating: 0, count: 8 * max(lines + 1, lines + lines / 8))
      words.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: 64) {
          for index in 0..<Int(bytes[start + 63]) {
            let word = bytes.loadUnaligned(fromByteOffset: start + 7 * index, as: UInt64.self)
            _ = Shard.insert(UInt64(littleEndian: word) & Shard.mask, into: &larger)
          }
        }
      }
      words = larger
    }
  }
}

/// A letter of ASCII in lower case; any other byte as it is.
func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
