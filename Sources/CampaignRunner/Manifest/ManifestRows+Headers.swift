import CampaignGraph
import LiquidTemplates

/// The unsubscribe link of the message at hand.
struct MessageLinks: Sendable {
  /// Empty if the campaign has none.
  var unsubscribe = ByteBuffer()
}

extension ManifestRows {
  /// Renders the project's links and makes them known to the message's templates.
  mutating func renderLinks(_ contact: borrowing Contact) -> SkipReason? {
    links.unsubscribe.removeAll()
    guard hasLinks else { return nil }
    if let template = graph.links.unsubscribe {
      if let reason = renderLine(template, contact) { return reason }
      line.withBytes {
        reserved.set(.unsubscribeURL, to: $0)
        links.unsubscribe.append($0)
      }
    }
    if let template = graph.links.viewInBrowser {
      if let reason = renderLine(template, contact) { return reason }
      line.withBytes { reserved.set(.viewInBrowserURL, to: $0) }
    }
    return nil
  }

  /// The email's own headers, and those by which a marketing email is unsubscribed from (RFC 2369, RFC 8058).
  ///
  /// One click works over https only; a header that the email sets itself is left alone.
  mutating func appendHeaders(
    _ form: MessageForm, _ contact: borrowing Contact
  ) -> SkipReason? {
    if form.hasNoHeaders || (links.unsubscribe.isEmpty && form.email.headers.isEmpty) {
      manifest.append(",\"headers\":{}")
      return nil
    }
    manifest.append(",\"headers\":{")
    var isFirst = true
    for header in form.email.headers {
      if let reason = renderLine(header.value, contact) { return reason }
      if !isFirst { manifest.append(",") }
      isFirst = false
      manifest.append(json: header.name)
      manifest.append(":")
      appendLine()
    }
    if form.unsubscribes, !links.unsubscribe.isEmpty {
      if !isFirst { manifest.append(",") }
      appendUnsubscribe()
    }
    manifest.append("}")
    return nil
  }

  private mutating func appendUnsubscribe() {
    raw.removeAll()
    raw.append("<")
    links.unsubscribe.withBytes { raw.append(headerLink: $0) }
    raw.append(">")
    manifest.append("\"List-Unsubscribe\":")
    raw.withBytes { manifest.append(json: $0) }
    let scheme = links.unsubscribe.slice(0..<8)
    if scheme.lazy.map(lowered).elementsEqual("https://".utf8) {
      manifest.append(",\"List-Unsubscribe-Post\":\"List-Unsubscribe=One-Click\"")
    }
  }
}
