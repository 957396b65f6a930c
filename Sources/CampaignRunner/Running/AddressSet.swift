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

  /// nil as long as the set is empty.
  private var tables: AddressTables?
  package private(set) var count = 0

  package init() {}

  /// The key of an address, in the spelling of `checkAddress`.
  package static func key(ofAddress address: ArraySlice<UInt8>) -> Key {
    address.withUnsafeBytes { key(ofAddress: $0) }
  }

  static func key(ofAddress address: UnsafeRawBufferPointer) -> Key {
    if let hash = SipHash128(lowered: address) { return hash }
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
    let isNew = ownTables().insert(key)
    if isNew { count += 1 }
    return isNew
  }

  @inline(__always)
  private mutating func ownTables() -> AddressTables {
    // Asked before another reference is taken.
    if isKnownUniquelyReferenced(&tables), let tables { return tables }
    let own = tables.map { AddressTables(copying: $0) } ?? AddressTables()
    tables = own
    return own
  }

  /// Looks at the memory where a key is, or would be, so that it is near when the key is inserted.
  ///
  /// Looks at many keys wait for memory at the same time, insertions one after the other. What is
  /// returned has no meaning, but must be used.
  @inline(__always)
  func touch(_ key: Key) -> UInt8 { tables?.touch(key) ?? 0 }

  /// Bytes of memory taken by the tables.
  package var memory: Int { tables?.memory ?? 0 }
}

/// A letter of ASCII in lower case; any other byte as it is.
func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
