import CampaignGraph
import CivilTime
import LiquidTemplates

extension ManifestRows {
  mutating func send(
    _ message: DueMessage, cursor: borrowing Cursor, contact: borrowing Contact
  ) -> SkipReason? {
    guard let form = forms[Int(message.node.value)] else { return nil }
    let start = manifest.count
    replacedLinks = 0
    guard let reason = appendSend(message, form, cursor, contact) else {
      counts.send(
        message, localDay: contact.inputs.today, hour: hour(of: message, contact))
      if replacedLinks > 0 {
        counts.steps[Int(message.node.value)].replacedLinks += replacedLinks
      }
      tally?.recordSend(message.node, at: message.sendAt)
      if isRecording { record(message, nil, contact) }
      return nil
    }
    if isRecording { recorded.append(.stopped) }
    manifest.truncate(to: start)
    appendSkip(message, reason, cursor, contact)
    if reason == .missingValue, graph.onMissing == .fail { counts.missingValueFailures += 1 }
    return reason
  }

  /// Appends the row of a message, or a part of it and the reason why the message cannot be made.
  mutating func appendSend(
    _ message: DueMessage, _ form: MessageForm, _ cursor: borrowing Cursor,
    _ contact: borrowing Contact
  ) -> SkipReason? {
    parts.read(contact, columns, isChanged: !cursor.changes.isEmpty)
    parts.readZone(contact)
    manifest.append("{\"formatVersion\":\"1.0\",\"outcome\":\"send\",\"messageId\":\"")
    appendPlace(message, cursor, contact)

    reserved.removeAll()
    if let reason = renderLinks(contact) { return reason }
    if let reason = appendSender(form, contact) { return reason }
    parts.address.withBytes { manifest.append($0) }

    manifest.append(",\"subject\":")
    if let reason = appendLine(form.subject, as: .subject, contact) { return reason }
    manifest.append(",\"preheader\":")
    if let preheader = form.preheader {
      if let reason = appendLine(preheader, as: .preheader, contact) { return reason }
    } else {
      manifest.append("null")
    }
    if let reason = appendBodies(form, contact) { return reason }
    if let reason = appendHeaders(form, contact) { return reason }
    manifest.append(form.tracking)
    appendPath(message)
    manifest.append("}\n")
    return nil
  }

  /// Appends a template's text as one line, and makes it known to those that come after it.
  private mutating func appendLine(
    _ template: Template, as name: ReservedName, _ contact: borrowing Contact
  ) -> SkipReason? {
    if let reason = render(template, contact) { return reason }
    if raw.withBytes({ ByteWord.isPlain($0) }) {
      // Nothing in it that a header or JSON would change.
      raw.withBytes { reserved.set(name, to: $0) }
      manifest.append("\"")
      raw.withBytes { manifest.append($0) }
      manifest.append("\"")
      return nil
    }
    line.removeAll()
    raw.withBytes { line.append(headerText: $0) }
    line.withBytes { reserved.set(name, to: $0) }
    appendLine()
    return nil
  }

  /// From `"from":` to `"to":`.
  private mutating func appendSender(
    _ form: MessageForm, _ contact: borrowing Contact
  ) -> SkipReason? {
    if let sender = form.sender {
      manifest.append(sender)
      return nil
    }
    manifest.append(",\"from\":")
    line.removeAll()
    if let name = form.email.from.name {
      if let reason = renderLine(name, contact) { return reason }
    }
    raw.removeAll()
    line.withBytes { raw.append(senderNamed: $0, address: form.senderAddress) }
    raw.withBytes { manifest.append(json: $0) }
    manifest.append(form.replyTo)
    return nil
  }

  /// Renders a template into `raw`.
  mutating func render(_ template: Template, _ contact: borrowing Contact) -> SkipReason? {
    raw.removeAll()
    let outcome = renderer.render(
      template, row: contact.row, clock: contact.inputs.now, zone: contact.zone,
      reserved: reserved, missing: graph.onMissing, encoding: .plain, appendingTo: &raw)
    return reason(for: outcome, template)
  }

  /// Renders a template into `line`, as one line.
  mutating func renderLine(_ template: Template, _ contact: borrowing Contact) -> SkipReason? {
    if let reason = render(template, contact) { return reason }
    line.removeAll()
    raw.withBytes { line.append(headerText: $0) }
    return nil
  }

  mutating func appendLine() {
    line.withBytes { manifest.append(json: $0) }
  }

  /// Why a rendering makes no message; `detail` then says more.
  mutating func reason(for outcome: RenderOutcome, _ template: Template) -> SkipReason? {
    detail.removeAll(keepingCapacity: true)
    replacedLinks += renderer.replacedLinks
    switch outcome {
    case .complete: return nil
    case .missing(let column):
      if let column, graph.segment.columns.indices.contains(column) {
        detail.append(contentsOf: graph.segment.columns[column].name.utf8)
      }
      return .missingValue
    case .aborted(let reason):
      if template.abortReasons.indices.contains(reason) {
        detail.append(contentsOf: template.abortReasons[reason].utf8)
      }
      return .aborted
    case .failed(let failure):
      detail.append(contentsOf: failure.rawValue.utf8)
      return .notRendered
    }
  }
}
