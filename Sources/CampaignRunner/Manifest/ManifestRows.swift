import CampaignGraph
import CivilTime
import LiquidTemplates

/// Whether messages carry their bodies.
package enum BodyOutput: String, Sendable, CaseIterable {
  case inline
  case none
}

/// Turns effects into rows of JSON Lines, rendering messages on the way, and counts them.
///
/// Rows gather in `manifest` and `actions` until they are taken. One a worker.
struct ManifestRows: EffectReceiver, Sendable {
  let graph: StepGraph
  var bodies: BodyOutput
  let columns: SpecialColumns
  let campaign: [UInt8]
  let digest: [UInt8]
  let origins: [RowOrigin]
  let stepNames: StepNames
  /// By node; nil for what is no email.
  let forms: [MessageForm?]
  /// Names of variants in quotes, by node.
  let variants: [[[UInt8]]]
  let hasLinks: Bool
  /// By node; nil for what is no email, or needs more.
  let quickForms: [QuickForm?]
  /// Whether what the machine does is to be remembered.
  var isRecording = false
  var recorded: [TraceEvent] = []

  var manifest = ByteBuffer(capacity: 1 << 17)
  var actions = ByteBuffer()
  var counts: RunCounts
  /// Links of the message being made that became `#`.
  var replacedLinks = 0
  /// Only while winners are being decided.
  var tally: WinnerTally?

  var renderer: TemplateRenderer
  var reserved = ReservedTexts()
  /// A rendered text before it is made fit for its place, and after.
  var raw = ByteBuffer(capacity: 256)
  var line = ByteBuffer(capacity: 256)
  /// The html of the message at hand, where its text is made from it.
  var page = ByteBuffer()
  var textAlternative = TextAlternative()
  var links = MessageLinks()
  var parts = ContactParts()
  /// More about the reason of the last skip: a column, an abort's text.
  var detail: [UInt8] = []
  /// Of the contact that is being run.
  private var touched: [TouchedInstant] = []

  /// `zones`: where templates find the zones that they name.
  init(graph: StepGraph, digest: String, zones: ZoneDatabase, bodies: BodyOutput) {
    self.graph = graph
    renderer = TemplateRenderer(zones: zones)
    self.bodies = bodies
    columns = SpecialColumns(graph)
    hasLinks = graph.links.unsubscribe != nil || graph.links.viewInBrowser != nil
    let origins = graph.nodes.map {
      RowOrigin(campaign: graph.campaign, digest: digest, step: $0.id)
    }
    self.origins = origins
    stepNames = StepNames(origins)
    let hasLinks = self.hasLinks
    let forms: [MessageForm?] = graph.nodes.map { node in
      if case .email(let email, _) = node.kind {
        MessageForm(email)
      } else {
        nil
      }
    }
    self.forms = forms
    quickForms = zip(forms, origins).map { form, origin in
      form.flatMap {
        QuickForm($0, origin, bodies: bodies, hasLinks: hasLinks, missing: graph.onMissing)
      }
    }
    variants = graph.nodes.map { node in
      guard case .split(let split) = node.kind else { return [] }
      return split.variants.map {
        var name = ByteBuffer()
        name.append(json: $0.name)
        return name.bytes
      }
    }
    var quoted = ByteBuffer()
    quoted.append(json: graph.campaign)
    campaign = quoted.bytes
    quoted.removeAll()
    quoted.append(json: digest)
    self.digest = quoted.bytes
    counts = RunCounts(nodes: graph.nodes.count)
    counts.countsReach = graph.policies.blastRadius?.within != nil
  }

  /// Forgets what was remembered of the last contact; to be called before each one.
  mutating func begin() {
    parts.isRead = false
    tally?.begin()
  }

  mutating func note(_ note: StepNote) {
    if case .dealt(let choice, at: _) = note { tally?.deal(choice) }
    if isRecording { record(note) }
    // Kept until the zone of the contact is at hand.
    if let touched = TouchedInstant(note) { self.touched.append(touched) }
  }

  mutating func skip(
    _ message: DueMessage, reason: SkipReason, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {
    detail.removeAll(keepingCapacity: true)
    appendSkip(message, reason, cursor, contact)
    if isRecording { record(message, reason, contact) }
  }

  /// Appends a row for a message that is not sent; `detail` tells more.
  mutating func appendSkip(
    _ message: DueMessage, _ reason: SkipReason, _ cursor: borrowing Cursor,
    _ contact: borrowing Contact
  ) {
    appendSkipRow(message, reason, cursor, contact)
    counts.skip(
      message, reason, localDay: contact.localDay(of: message.sendAt),
      hour: hour(of: message, contact))
  }

  /// The same, without counting it.
  mutating func appendSkipRow(
    _ message: DueMessage, _ reason: SkipReason, _ cursor: borrowing Cursor,
    _ contact: borrowing Contact
  ) {
    manifest.append("{\"formatVersion\":\"1.0\",\"outcome\":\"skip\",\"reason\":\"")
    manifest.append(utf8: reason.rawValue)
    manifest.append("\"")
    appendDetail()
    parts.read(contact, columns, isChanged: !cursor.changes.isEmpty)
    parts.readZone(contact)
    manifest.append(",\"messageId\":\"")
    appendPlace(message, cursor, contact)
    manifest.append(",\"to\":")
    parts.address.withBytes { manifest.append($0) }
    appendPath(message)
    manifest.append("}\n")
  }

  /// The hour that the contact's clock shows at the instant of the message, 0 to 23.
  func hour(of message: DueMessage, _ contact: borrowing Contact) -> Int {
    let time = message.sendAt.local(offset: contact.offset(at: message.sendAt)).time
    return min(max(Int(time.seconds) / 3600, 0), 23)
  }

  /// Counts an enrollment and how it stands at the end of the run.
  mutating func finish(_ cursor: borrowing Cursor, _ contact: borrowing Contact) {
    counts.finish(cursor, zone: contact.zone, number: contact.zoneNumber)
    if touched.isEmpty {
      if isRecording { recorded.append(.ended(copy cursor, [])) }
      return
    }
    let changes = touched.compactMap { $0.change(in: contact.zone, graph) }
    for change in changes { counts.clockChanges.add(change) }
    if isRecording { recorded.append(.ended(copy cursor, changes)) }
    touched.removeAll(keepingCapacity: true)
  }

  /// Appends a row for a contact that is not enrolled.
  mutating func refuse(
    _ reason: SkipReason, detail: ArraySlice<UInt8>, contact: borrowing Contact
  ) {
    manifest.append("{\"formatVersion\":\"1.0\",\"outcome\":\"skip\",\"reason\":\"")
    manifest.append(utf8: reason.rawValue)
    manifest.append("\"")
    self.detail.removeAll(keepingCapacity: true)
    self.detail.append(contentsOf: detail)
    appendDetail()
    manifest.append(",\"messageId\":null,\"campaign\":")
    manifest.append(campaign)
    manifest.append(",\"graph\":")
    manifest.append(digest)
    manifest.append(",\"step\":null,\"contact\":")
    manifest.append(json: contact.row.text(contact.cell(columns.id)))
    manifest.append(",\"row\":")
    manifest.append(decimal: Int64(contact.number))
    manifest.append(",\"to\":")
    manifest.append(json: contact.address(columns.address))
    manifest.append("}\n")
    counts.refuse(reason)
  }

  private mutating func record(_ note: StepNote) {
    switch note {
    case .branched(let node, at: let at, case: let taken):
      guard case .branch(let branch) = graph[node].kind else { return }
      let count = branch.cases.count
      recorded.append(.decided(node, at: at, outcome: taken ?? count, count: count + 1))
    case .dealt(let choice, at: let at):
      guard case .split(let split) = graph[choice.split].kind else { return }
      recorded.append(
        .decided(choice.split, at: at, outcome: choice.variant, count: split.variants.count))
    case .enrolled, .waits, .past, .moved, .shifted, .ended: break
    case .waitsForEvent, .eventCame, .timedOut, .awaitsWinner, .gotWinner, .reentered:
      recorded.append(.stopped)
    }
  }

  /// nil: it was sent.
  mutating func record(
    _ message: DueMessage, _ reason: SkipReason?, _ contact: borrowing Contact
  ) {
    recorded.append(
      .message(
        TracedMessage(
          message: message, reason: reason, offset: contact.offset(at: message.sendAt),
          today: contact.localDay(of: message.sendAt), hour: hour(of: message, contact))))
  }

  mutating func expect(_ contact: borrowing Contact) {
    counts.awaitingEntry += 1
  }

  private mutating func appendDetail() {
    guard !detail.isEmpty else { return }
    manifest.append(",\"detail\":")
    manifest.append(json: detail[...])
  }

  /// From the message id, without its opening quote, to the timing.
  mutating func appendPlace(
    _ message: DueMessage, _ cursor: borrowing Cursor, _ contact: borrowing Contact
  ) {
    let origin = origins[Int(message.node.value)]
    manifest.append(
      messageID: origin.idPrefix, contact: parts.id, entry: cursor.entry,
      visit: message.visit)
    if let choice = message.variant {
      manifest.append(origin.json)
      manifest.append(variants[Int(choice.split.value)][choice.variant])
      manifest.append(",\"contact\":")
    } else {
      manifest.append(origin.jsonWithoutVariant)
    }
    let offset = contact.offset(at: message.sendAt)
    ManifestRows.write(message, offset: offset, parts, to: &manifest)
  }

  /// From the contact to the timing.
  private static func write(
    _ message: DueMessage, offset: Int32, _ parts: borrowing ContactParts,
    to manifest: inout ByteBuffer
  ) {
    parts.contact.withBytes { manifest.append($0) }
    write(message, offset: offset, zone: parts.zone, to: &manifest)
  }

  /// From the instant to the timing; `zone` in quotes.
  static func write(
    _ message: DueMessage, offset: Int32, zone: borrowing ByteBuffer,
    to manifest: inout ByteBuffer
  ) {
    manifest.append(atMost: zone.count + 256) { writer in
      writer.append(count: 20) { message.sendAt.write(to: $0) }
      writer.append("\",\"sendAtLocal\":\"")
      writer.append(count: 25) { message.sendAt.write(offset: offset, to: $0) }
      writer.append("\",\"timezone\":")
      writer.append(zone)
      writer.append(",\"timing\":[")
      if !message.timing.isEmpty { write(message.timing, to: &writer) }
      writer.append("]")
    }
  }

  private static func write(_ timing: MessageTiming, to writer: inout ByteWriter) {
    var isFirst = true
    for (one, name) in MessageTiming.named where timing.lists(one) {
      if !isFirst { writer.append(",") }
      isFirst = false
      writer.append("\"")
      writer.append(name)
      writer.append("\"")
    }
  }

  mutating func appendPath(_ message: DueMessage) {
    stepNames.append(path: message.path, to: &manifest)
  }
}
