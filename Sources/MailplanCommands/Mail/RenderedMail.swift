import JSONText

/// A message of a manifest, taken apart.
struct RenderedMail {
  let messageID: String
  let step: String
  let contact: String
  let senderName: String
  let senderAddress: String
  let replyTo: String?
  let to: String
  let subject: String
  let preheader: String?
  let html: String?
  let text: String?
  /// In the order of the row.
  let headers: [(name: String, value: String)]
  /// On the contact's clock, with the offset.
  let sendAtLocal: String

  /// nil if the row is not one of a message to be sent.
  init?(_ row: JSONValue) {
    guard row["outcome"]?.stringValue == "send", let from = row["from"]?.stringValue,
      let to = row["to"]?.stringValue, let subject = row["subject"]?.stringValue,
      let messageID = row["messageId"]?.stringValue, let step = row["step"]?.stringValue,
      let contact = row["contact"]?.stringValue, let local = row["sendAtLocal"]?.stringValue
    else { return nil }
    self.messageID = messageID
    self.step = step
    self.contact = contact
    (senderName, senderAddress) = RenderedMail.sender(Array(from.utf8))
    self.to = to
    self.subject = subject
    replyTo = row["replyTo"]?.stringValue
    preheader = row["preheader"]?.stringValue
    html = row["html"]?.stringValue
    text = row["text"]?.stringValue
    headers = (row["headers"]?.objectValue ?? []).compactMap { member in
      member.value.stringValue.map { (member.name, $0) }
    }
    sendAtLocal = local
  }

  /// `"Ada at Acme" <ada@acme.example>`, or an address alone.
  private static func sender(_ from: [UInt8]) -> (name: String, address: String) {
    func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
    guard from.first == UInt8(ascii: "\"") else { return ("", text(from)) }
    var name: [UInt8] = []
    var i = 1
    while i < from.count, from[i] != UInt8(ascii: "\"") {
      if from[i] == UInt8(ascii: "\\"), i + 1 < from.count { i += 1 }
      name.append(from[i])
      i += 1
    }
    let address = from[min(i + 1, from.count)...].drop { $0 == 0x20 || $0 == UInt8(ascii: "<") }
    return (text(name), text(address.prefix { $0 != UInt8(ascii: ">") }))
  }
}
