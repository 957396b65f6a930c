import CampaignGraph
import LiquidTemplates

/// An email step with the parts of its rows that are the same for every contact, already in JSON.
///
/// A class, so that one reference is counted for a message instead of dozens.
final class MessageForm: Sendable {
  let email: EmailStep
  let subject: Template
  let preheader: Template?
  let html: Template?
  let markdown: MarkdownBody?
  let text: Template?
  /// The text part is made from the html.
  let makesText: Bool
  /// The email neither has headers of its own nor is one that people unsubscribe from.
  let hasNoHeaders: Bool
  /// Its rows carry the links by which people unsubscribe; a header that the email sets itself is left alone.
  let unsubscribes: Bool
  /// `,"replyTo":…,"to":`
  let replyTo: [UInt8]
  /// The sender's address, not escaped.
  let senderAddress: [UInt8]
  /// `,"from":…,"replyTo":…,"to":`, if the sender is the same for everybody.
  let sender: [UInt8]?
  /// `,"trackOpens":…,"trackClicks":…` and the locale, if there is one.
  let tracking: [UInt8]

  init(_ email: EmailStep) {
    self.email = email
    subject = email.subject.copy()
    preheader = email.preheader?.copy()
    html = email.html?.copy()
    text = email.text?.copy()
    markdown = email.markdown
    makesText =
      email.text == nil && (email.html != nil || email.markdown != nil) && !email.omitsText
    unsubscribes =
      email.category == .marketing
      && !email.headers.contains { $0.name.lowercased() == "list-unsubscribe" }
    hasNoHeaders = email.headers.isEmpty && !unsubscribes
    var buffer = ByteBuffer()
    buffer.append(",\"replyTo\":")
    if let replyTo = email.replyTo {
      var line = ByteBuffer()
      line.append(headerText: Array(replyTo.utf8))
      buffer.append(json: line.slice(0..<line.count))
    } else {
      buffer.append("null")
    }
    buffer.append(",\"to\":")
    replyTo = buffer.bytes
    var sender = ByteBuffer()
    sender.append(headerText: Array(email.from.email.utf8))
    senderAddress = sender.bytes
    let replyTo = self.replyTo
    self.sender = MessageForm.sender(of: email, address: senderAddress).map {
      Array(",\"from\":".utf8) + $0 + replyTo
    }
    buffer.removeAll()
    buffer.append(",\"trackOpens\":")
    buffer.append(json: email.trackOpens)
    buffer.append(",\"trackClicks\":")
    buffer.append(json: email.trackClicks)
    if let locale = email.locale {
      buffer.append(",\"locale\":")
      buffer.append(json: locale)
    }
    tracking = buffer.bytes
  }

  /// nil if the name has anything to render.
  private static func sender(of email: EmailStep, address: [UInt8]) -> [UInt8]? {
    var name = ByteBuffer()
    if let template = email.from.name {
      if template.layout != nil || template.text.utf8.contains(UInt8(ascii: "{")) { return nil }
      name.append(headerText: Array(template.text.utf8))
    }
    var sender = ByteBuffer()
    name.withBytes { sender.append(senderNamed: $0, address: address) }
    var json = ByteBuffer()
    sender.withBytes { json.append(json: $0) }
    return json.bytes
  }
}

/// Which step of which graph a row comes from, in JSON.
///
/// A class, so that one reference is counted for a row.
final class RowOrigin: Sendable {
  /// `campaign:step:`, percent-encoded.
  let idPrefix: [UInt8]
  /// From `","campaign":` to `"variant":`, which a value follows.
  let json: [UInt8]
  /// The same, and on to `"contact":`, for a message that no split has dealt.
  let jsonWithoutVariant: [UInt8]
  /// The id of the step in quotes.
  let quotedStep: [UInt8]

  init(campaign: String, digest: String, step: String) {
    var buffer = ByteBuffer()
    for name in [campaign, step] {
      buffer.append(percentEncoded: Array(name.utf8)[...])
      buffer.append(":")
    }
    idPrefix = buffer.bytes
    buffer.removeAll()
    buffer.append(json: step)
    quotedStep = buffer.bytes
    buffer.removeAll()
    buffer.append("\",\"campaign\":")
    buffer.append(json: campaign)
    buffer.append(",\"graph\":")
    buffer.append(json: digest)
    buffer.append(",\"step\":")
    buffer.append(quotedStep)
    buffer.append(",\"variant\":")
    json = buffer.bytes
    buffer.append("null,\"contact\":")
    jsonWithoutVariant = buffer.bytes
  }
}

/// The ids of a graph's steps in quotes, each after a comma, laid down one behind the other.
struct StepNames: Sendable {
  private var bytes: [UInt8] = []
  /// By node: where its name begins; one more than there are nodes.
  private var starts = [0]

  init(_ origins: [RowOrigin]) {
    for origin in origins {
      bytes += Array(",".utf8) + origin.quotedStep
      starts.append(bytes.count)
    }
  }

  /// Appends `,"path":[…]`.
  func append(path: [NodeIndex], to manifest: inout ByteBuffer) {
    var room = 16
    for node in path { room += range(of: node).count }
    manifest.append(atMost: room) { writer in
      writer.append(",\"path\":[")
      bytes.withUnsafeBytes { bytes in
        var skipped = 1
        for node in path {
          let name = range(of: node)
          writer.append(
            UnsafeRawBufferPointer(
              rebasing: bytes[name.lowerBound + skipped..<name.upperBound]))
          skipped = 0
        }
      }
      writer.append("]")
    }
  }

  private func range(of node: NodeIndex) -> Range<Int> {
    starts[Int(node.value)]..<starts[Int(node.value) + 1]
  }
}

extension ByteBuffer {
  mutating func append(headerText text: [UInt8]) {
    text.withUnsafeBytes { append(headerText: $0) }
  }
}
