import CampaignGraph
import CivilTime
import LiquidTemplates

extension ManifestRows {
  /// Appends the row of a message that was sent to others, in one go; false if that cannot be done, and then
  /// nothing is appended.
  mutating func appendQuickly(
    _ traced: TracedRow, _ texts: [UInt8], _ contact: borrowing Contact
  ) -> Bool {
    guard let form = quickForms[Int(traced.node)] else { return false }
    parts.read(contact, columns, isChanged: false)
    let bytes = contact.row.bytes.count
    // A longer id is replaced by a hash; of a large row, limits are watched.
    guard form.idPrefixCount + parts.id.count <= 200, bytes <= form.largestRow else {
      return false
    }
    let fixed =
      form.size + parts.id.count + parts.contact.count + parts.address.count + traced.place.count
      + traced.path.count
    let start = manifest.count
    let isWhole = ManifestRows.write(
      form, parts, traced.place, traced.path, texts, contact.row, reserved,
      room: fixed + form.room(bytes),
      to: &manifest)
    if !isWhole { manifest.truncate(to: start) }
    return isWhole
  }

  private static func write(
    _ form: QuickForm, _ parts: borrowing ContactParts, _ place: Range<Int>, _ path: Range<Int>,
    _ texts: [UInt8], _ row: borrowing ContactRow, _ reserved: borrowing ReservedTexts, room: Int,
    to manifest: inout ByteBuffer
  ) -> Bool {
    var isWhole = false
    manifest.append(atMost: room) { writer in
      writer.append(form.head)
      writer.append(parts.id)
      writer.append(form.origin)
      writer.append(parts.contact)
      texts.withUnsafeBytes { writer.append($0, place) }
      writer.append(parts.address)
      writer.append(",\"subject\":\"")
      guard form.write(form.subject, row, reserved, &writer) else { return }
      if let preheader = form.preheader {
        writer.append("\",\"preheader\":\"")
        guard form.write(preheader, row, reserved, &writer) else { return }
        writer.append("\"")
      } else {
        writer.append("\",\"preheader\":null")
      }
      if form.writesBodies {
        guard form.write(",\"html\":", form.html, row, reserved, &writer),
          form.write(",\"text\":", form.text, row, reserved, &writer)
        else { return }
      }
      texts.withUnsafeBytes { writer.append($0, path) }
      isWhole = true
    }
    return isWhole
  }

  /// Appends the row of a traced message as any row, without counting it; false if it does not come out as it
  /// did for the others.
  mutating func append(_ traced: TracedMessage, _ contact: borrowing Contact) -> Bool {
    let cursor = Cursor(node: traced.message.node, enrolledAt: traced.message.sendAt)
    if let reason = traced.reason {
      detail.removeAll(keepingCapacity: true)
      appendSkipRow(traced.message, reason, cursor, contact)
      return true
    }
    guard let form = forms[Int(traced.message.node.value)] else { return false }
    replacedLinks = 0
    return appendSend(traced.message, form, cursor, contact) == nil && replacedLinks == 0
  }

  /// What the rows of a traced message share, one behind the other: from the instant to the timing and on to
  /// the address; from behind the bodies to the row's end.
  func texts(of traced: TracedMessage, zone: ZoneRules) -> (place: [UInt8], path: [UInt8]) {
    var text = ByteBuffer()
    var name = ByteBuffer()
    name.append(json: zone.name)
    ManifestRows.write(traced.message, offset: traced.offset, zone: name, to: &text)
    let form = quickForms[Int(traced.message.node.value)]
    if let form { text.append(form.sender) }
    let place = text.bytes
    text.removeAll()
    if let form { text.append(form.tail) }
    stepNames.append(path: traced.message.path, to: &text)
    text.append("}\n")
    return (place, text.bytes)
  }
}
