import CivilTime
import LiquidTemplates

/// The parts of a row that all messages of a contact share.
struct ContactParts: Sendable {
  /// False: they are another contact's.
  var isRead = false
  /// They show what an action had changed.
  private var isOfChanged = false
  /// The contact's id, percent-encoded.
  private(set) var id = ByteBuffer(capacity: 64)
  /// The contact's id in quotes, and on to `"sendAt":"`, which an instant follows.
  private(set) var contact = ByteBuffer(capacity: 128)
  /// In quotes.
  private(set) var address = ByteBuffer(capacity: 64)
  /// In quotes.
  private(set) var zone = ByteBuffer(capacity: 64)
  /// Whose name that is.
  private var zoneRules: ZoneRules?

  /// Makes the parts ready, anew if an action may have changed the contact.
  mutating func read(
    _ contact: borrowing Contact, _ columns: SpecialColumns, isChanged: Bool
  ) {
    if isRead, !isChanged, !isOfChanged { return }
    isRead = true
    isOfChanged = isChanged
    readID(contact, columns.id)
    address.removeAll()
    contact.withAddress(columns.address) { address.append(json: $0) }
  }

  /// Makes the zone ready.
  mutating func readZone(_ contact: borrowing Contact) {
    if zoneRules !== contact.zone {
      zoneRules = contact.zone
      zone.removeAll()
      zone.append(json: contact.zone.name)
    }
  }

  private mutating func readID(_ contact: borrowing Contact, _ column: Int) {
    contact.row.withText(contact.cell(column)) { readID($0, contact.number) }
  }

  private mutating func readID(_ text: UnsafeRawBufferPointer, _ number: Int) {
    id.removeAll()
    self.contact.removeAll()
    if Unreserved.holds(text) {
      // The same in an id and in JSON.
      id.append(text)
      self.contact.append(atMost: text.count + 64) { writer in
        writer.append("\"")
        writer.append(id)
        writer.append("\",\"row\":")
        writer.append(decimal: Int64(number))
        writer.append(",\"sendAt\":\"")
      }
      return
    }
    id.append(percentEncoded: Array(text)[...])
    self.contact.append(json: text)
    self.contact.append(",\"row\":")
    self.contact.append(decimal: Int64(number))
    self.contact.append(",\"sendAt\":\"")
  }
}

/// The characters that stand for themselves in a message id (RFC 3986, section 2.3).
enum Unreserved {
  // A bit for each of 0x00 to 0x3F, and of 0x40 to 0x7F.
  private static let low: UInt64 = 0x03FF_6000_0000_0000
  private static let high: UInt64 = 0x47FF_FFFE_87FF_FFFE

  @inline(__always)
  static func contains(_ byte: UInt8) -> Bool {
    byte < 0x40
      ? low &>> UInt64(byte) & 1 != 0 : byte < 0x80 && high &>> UInt64(byte &- 0x40) & 1 != 0
  }

  @inline(__always)
  static func holds(_ text: UnsafeRawBufferPointer) -> Bool {
    for byte in text where !contains(byte) { return false }
    return true
  }
}
