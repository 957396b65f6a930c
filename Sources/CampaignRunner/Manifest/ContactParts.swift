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

  /// Makes the parts ready, anew if an action may have changed the contact.
  mutating func read(
    _ contact: borrowing Contact, _ columns: SpecialColumns, isChanged: Bool
  ) {
    if isRead, !isChanged, !isOfChanged { return }
    isRead = true
    isOfChanged = isChanged
    let text = contact.row.text(contact.cell(columns.id))
    id.removeAll()
    id.append(percentEncoded: text)
    self.contact.removeAll()
    self.contact.append(json: text)
    self.contact.append(",\"row\":")
    self.contact.append(decimal: Int64(contact.number))
    self.contact.append(",\"sendAt\":\"")
    address.removeAll()
    address.append(json: contact.address(columns.address))
    zone.removeAll()
    zone.append(json: contact.zone.name)
  }
}
