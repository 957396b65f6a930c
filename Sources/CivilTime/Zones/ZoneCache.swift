/// One worker's table from the bytes of a zone name to a small number; a warm look-up allocates
/// nothing.
package struct ZoneCache: Sendable {
  /// The zones found, in the order of their numbers.
  package private(set) var zones: [ZoneRules] = []

  private let database: ZoneDatabase
  /// Open addressing with linear probing; a power of two, at most half full. -1 is free.
  private var slots: [Int32]
  private var entries: [Entry] = []
  private var names: [UInt8] = []

  private struct Entry {
    let hash: UInt64
    let start: Int
    let count: Int
    /// Nil for a name that the database does not know.
    let zone: Int?
  }

  /// Names beyond this many are asked of the database each time.
  private static let limit = 2048

  package init(_ database: ZoneDatabase) {
    self.database = database
    slots = [Int32](repeating: -1, count: 2 * ZoneCache.limit)
  }

  /// The index into `zones` of the zone named by `name`; nil for a name that the database does not
  /// know.
  package mutating func index(of name: Span<UInt8>) -> Int? {
    guard name.count <= 100 else { return nil }
    let hash = ZoneCache.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, isName(of: entry, name) { return entry.zone }
      slot = (slot + 1) & (slots.count - 1)
    }
    return insert(name, hash: hash, at: slot)
  }

  /// The same for a slice of an array.
  package mutating func index(of name: ArraySlice<UInt8>) -> Int? {
    index(of: name.span)
  }

  private mutating func insert(_ name: Span<UInt8>, hash: UInt64, at slot: Int) -> Int? {
    var bytes: [UInt8] = []
    for index in name.indices { bytes.append(name[index]) }
    // Text that is not UTF-8 would be repaired into another name; `isName` lets ASCII pass only.
    guard ZoneDatabase.isName(bytes[...]) else { return nil }
    let found = database.zone(named: String(decoding: bytes, as: UTF8.self))
    let zone = found.map { number($0) }
    if entries.count < ZoneCache.limit {
      slots[slot] = Int32(truncatingIfNeeded: entries.count)
      entries.append(Entry(hash: hash, start: names.count, count: bytes.count, zone: zone))
      names.append(contentsOf: bytes)
    }
    return zone
  }

  private mutating func number(_ zone: ZoneRules) -> Int {
    if let index = zones.firstIndex(where: { $0 === zone }) { return index }
    zones.append(zone)
    return zones.count - 1
  }

  private func isName(of entry: Entry, _ name: Span<UInt8>) -> Bool {
    guard entry.count == name.count else { return false }
    for index in name.indices where names[entry.start + index] != name[index] { return false }
    return true
  }

  /// FNV-1a, its high half folded in; names come from a fixed list, so nobody can aim at collisions
  /// for long.
  private static func hash(_ name: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in name.indices {
      hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3
    }
    return hash ^ (hash >> 32)
  }
}
