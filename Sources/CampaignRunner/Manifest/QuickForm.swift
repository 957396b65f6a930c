import CampaignGraph
import LiquidTemplates

/// An email whose rows need no look at what was rendered before: all parts of a row are written one behind the
/// other, already in JSON.
///
/// A class, so that one reference is counted for a row.
final class QuickForm: Sendable {
  /// From the row's beginning to the message id's prefix.
  let head: [UInt8]
  /// From the message id to the contact.
  let origin: [UInt8]
  /// From the sender to the address.
  let sender: [UInt8]
  let subject: Template
  let preheader: Template?
  let html: Template?
  let text: Template?
  /// `,"headers":{}` and the tracking.
  let tail: [UInt8]
  let writesBodies: Bool
  let allowsMissing: Bool

  let idPrefixCount: Int
  /// Templates of larger rows are to be rendered with all limits watched.
  let largestRow: Int
  private let literalRoom: Int
  private let prints: Int
  /// Bytes of a row besides what depends on the contact.
  let size: Int

  /// nil if rows of the email need more.
  init?(
    _ form: MessageForm, _ origin: RowOrigin, bodies: BodyOutput, hasLinks: Bool,
    missing: MissingValuePolicy
  ) {
    guard let sender = form.sender, form.markdown == nil, !hasLinks,
      form.email.headers.isEmpty, form.subject.isPlainLine,
      form.preheader.map(\.isPlainLine) ?? true
    else { return nil }
    writesBodies = bodies == .inline
    allowsMissing = missing == .blank
    if writesBodies, form.makesText { return nil }
    for body in [form.html, form.text].compactMap({ $0 }) {
      if writesBodies {
        guard body.isPlain else { return nil }
      } else {
        // What is not written must not matter either.
        guard !body.checksLinks, !body.canFail, !body.grows else { return nil }
      }
    }
    head =
      Array("{\"formatVersion\":\"1.0\",\"outcome\":\"send\",\"messageId\":\"".utf8)
      + origin.idPrefix
    subject = form.subject
    preheader = form.preheader
    html = form.html
    text = form.text
    var literalRoom = 0
    var prints = 0
    var largestRow = Int.max
    for template in [subject, preheader, html, text].compactMap({ $0 }) {
      literalRoom += template.literalRoom
      prints += template.prints
      largestRow = min(largestRow, template.largestPlainRow)
    }
    guard largestRow > 0 else { return nil }
    self.largestRow = largestRow
    self.literalRoom = literalRoom
    self.prints = prints
    idPrefixCount = origin.idPrefix.count
    self.origin = origin.jsonWithoutVariant
    self.sender = sender
    tail = Array(",\"headers\":{}".utf8) + form.tracking
    size = head.count + self.origin.count + sender.count + tail.count + 256
  }

  /// How much room the templates need for a row with so many bytes of text, at most `largestRow`.
  @inline(__always)
  func room(_ rowBytes: Int) -> Int {
    literalRoom + prints * Template.room(ofValue: rowBytes)
  }

  /// False if a renderer must say what is the matter.
  func write(
    _ template: Template, _ row: borrowing ContactRow, _ reserved: borrowing ReservedTexts,
    _ writer: inout ByteWriter
  ) -> Bool {
    template.writePlainly(
      row: row, reserved: reserved, allowsMissing: allowsMissing, encoding: .jsonText, to: &writer)
  }

  func write(
    _ name: StaticString, _ body: Template?, _ row: borrowing ContactRow,
    _ reserved: borrowing ReservedTexts, _ writer: inout ByteWriter
  ) -> Bool {
    writer.append(name)
    guard let body else {
      writer.append("null")
      return true
    }
    writer.append("\"")
    guard write(body, row, reserved, &writer) else { return false }
    writer.append("\"")
    return true
  }
}
