/// One worker's table from the bytes of a zone name to a small number; a warm look-up allocates
/// nothing.
package struct ZoneCache: Sendable {
  /// The zones found, in the order of their numbers: copies that no other worker touches.
  package private(set) var zones: [ZoneRules] = []
  /// Those of the database, which tell whether two names mean one zone.
  private var shared: [ZoneRules] = []

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
    name.withUnsafeBytes { index(of: $0) }
  }

  /// The same for bytes in plain memory.
  package mutating func index(of name: UnsafeRawBufferPointer) -> Int? {
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

  private mutating func insert(_ name: UnsafeRawBufferPointer, hash: UInt64, at slot: Int) -> Int? {
    let bytes = Array(name)
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
    if let index = shared.firstIndex(where: { $0 === zone }) { return index }
    shared.append(zone)
    zones.append(zone.copy())
    return zones.count - 1
  }

  private func isName(of entry: Entry, _ name: UnsafeRawBufferPointer) -> Bool {
    guard entry.count == name.count else { return false }
    return names.withUnsafeBytes { names in
      var index = 0
      while index + 8 <= name.count {
        if names.loadUnaligned(fromByteOffset: entry.start + index, as: UInt64.self)
          != name.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        {
          return false
        }
        index += 8
      }
      while index < name.count {
        if names[entry.start + index] != name[index] { return false }
        index += 1
      }
      return true
    }
  }

  /// Eight bytes at a time; names come from a fixed list, so nobody can aim at collisions for long.
  private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(name.count) &* factor
    var index = 0
    while index + 8 <= name.count {
      let word = UInt64(
        littleEndian: name.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      hash = (hash ^ word) &* factor
      hash ^= hash >> 32
      index += 8
    }
    var rest: UInt64 = 0
    while index < name.count {
      rest = rest &<< 8 | UInt64(name[index])
      index += 1
    }
    hash = (hash ^ rest) &* factor
    return hash ^ (hash >> 32)
  }
}
