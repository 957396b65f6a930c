import CampaignGraph
import LiquidTemplates

extension ManifestRows {
  /// Appends `,"html":…,"text":…`; without bodies only what may keep the message from being made is done.
  mutating func appendBodies(
    _ form: MessageForm, _ contact: borrowing Contact
  ) -> SkipReason? {
    if let markdown = form.markdown {
      if let reason = renderPage(markdown, contact) { return reason }
    } else if form.makesText, bodies == .inline, let html = form.html {
      if let reason = renderPage(html, contact) { return reason }
    } else {
      if let reason = appendBody(",\"html\":", form.html, contact) { return reason }
      return appendBody(",\"text\":", form.text, contact)
    }
    if bodies == .inline {
      manifest.append(",\"html\":\"")
      page.withBytes { manifest.append($0, encoding: .jsonText) }
      manifest.append("\"")
    }
    guard form.makesText, bodies == .inline else {
      return appendBody(",\"text\":", form.text, contact)
    }
    page.withBytes { textAlternative.make(from: $0) }
    manifest.append(",\"text\":\"")
    textAlternative.text.withBytes { manifest.append($0, encoding: .jsonText) }
    manifest.append("\"")
    return nil
  }

  private mutating func appendBody(
    _ name: StaticString, _ template: Template?, _ contact: borrowing Contact
  ) -> SkipReason? {
    switch bodies {
    case .inline:
      manifest.append(name)
      guard let template else {
        manifest.append("null")
        return nil
      }
      manifest.append("\"")
      let outcome = renderer.render(
        template, row: contact.row, clock: contact.inputs.now, zone: contact.zone,
        reserved: reserved, missing: graph.onMissing, encoding: .jsonText,
        appendingTo: &manifest)
      manifest.append("\"")
      return reason(for: outcome, template)
    case .none:
      // The outcome must not depend on whether bodies are asked for.
      guard let template,
        template.checksLinks
          || !template.alwaysCompletes(
            rowBytes: contact.row.bytes.count, missing: graph.onMissing)
      else { return nil }
      return render(template, contact)
    }
  }

  /// Renders html into `page`.
  private mutating func renderPage(
    _ template: Template, _ contact: borrowing Contact
  ) -> SkipReason? {
    page.removeAll()
    let outcome = renderer.render(
      template, row: contact.row, clock: contact.inputs.now, zone: contact.zone,
      reserved: reserved, missing: graph.onMissing, encoding: .plain, appendingTo: &page)
    return reason(for: outcome, template)
  }

  /// Renders Markdown into `page`: Liquid first, then the Markdown, then the layout around it.
  private mutating func renderPage(
    _ body: MarkdownBody, _ contact: borrowing Contact
  ) -> SkipReason? {
    if let reason = render(body.source, contact) { return reason }
    page.removeAll()
    raw.withBytes { replacedLinks += page.append(markdown: $0, keepsHTML: body.keepsHTML) }
    guard let layout = body.layout else { return nil }
    page.withBytes { reserved.set(.content, to: $0) }
    return renderPage(layout, contact)
  }
}
