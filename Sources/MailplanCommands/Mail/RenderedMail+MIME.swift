import CampaignGraph
import CivilTime

extension RenderedMail {
  /// The whole message (RFC 5322), with its bodies as MIME parts: what a mail program opens. The same mail gives
  /// the same bytes.
  func mime() -> [UInt8] {
    var bytes = HeaderField.address("From", senderAddress, named: senderName)
    bytes += HeaderField.address("To", to)
    if let replyTo { bytes += HeaderField.address("Reply-To", replyTo) }
    bytes += HeaderField.unstructured("Subject", subject)
    bytes += HeaderField.structured("Date", date)
    bytes += HeaderField.structured("Message-ID", internetMessageID)
    for header in headers { bytes += HeaderField.unstructured(header.name, header.value) }
    bytes += HeaderField.structured("MIME-Version", "1.0")
    switch (text, html) {
    case (let text?, let html?):
      bytes += Array("Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n".utf8)
      for (type, body) in [("plain", text), ("html", html)] {
        bytes += Array("\r\n--\(boundary)\r\n".utf8)
        bytes += part(type, body, endsInLineBreak: false)
      }
      bytes += Array("\r\n--\(boundary)--\r\n".utf8)
    case (let text?, nil): bytes += part("plain", text, endsInLineBreak: true)
    case (nil, let html?): bytes += part("html", html, endsInLineBreak: true)
    case (nil, nil): bytes += part("plain", "", endsInLineBreak: true)
    }
    return bytes
  }

  private func part(_ type: String, _ body: String, endsInLineBreak: Bool) -> [UInt8] {
    Array(
      """
      Content-Type: text/\(type); charset="utf-8"\r
      Content-Transfer-Encoding: quoted-printable\r
      \r

      """.utf8) + quotedPrintable(Array(body.utf8), endsInLineBreak: endsInLineBreak)
  }

  /// `=_` stands in no quoted-printable text.
  private var boundary: String {
    let digest = Array(messageID.utf8).withUnsafeBytes { StableHash.hexDigest(of: $0) }
    return "=_mailplan_" + String(decoding: digest.prefix(32), as: UTF8.self)
  }

  /// `Tue, 01 Dec 2026 09:00:00 +0100`, on the contact's clock.
  private var date: String {
    let bytes = Array(sendAtLocal.utf8)
    guard bytes.count >= 25, let date = CivilDate(bytes[0..<10]) else { return sendAtLocal }
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let month = (Int(part(5..<7)) ?? 1) - 1
    let name = months.indices.contains(month) ? months[month] : months[0]
    return "\(weekday(date)), \(part(8..<10)) \(name) \(part(0..<4)) \(part(11..<19)) "
      + "\(part(19..<22))\(part(23..<25))"
  }

  /// The message's id at the sender's domain; what RFC 5322 does not allow there is percent-encoded, and its
  /// colons are slashes.
  private var internetMessageID: String {
    var id: [UInt8] = []
    let own = Array(messageID.utf8)
    for (i, byte) in own.enumerated() {
      switch byte {
      case UInt8(ascii: ":"): id.append(UInt8(ascii: "/"))
      case UInt8(ascii: ".") where i == 0 || i + 1 == own.count || id.last == byte:
        id += Array("%2E".utf8)
      case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "~"), 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
        id.append(byte)
      default: id.append(UInt8(ascii: "_"))
      }
    }
    let domain = senderAddress.split(separator: "@").last.map(String.init) ?? "localhost"
    return "<\(String(decoding: id, as: UTF8.self))@\(domain)>"
  }
}
