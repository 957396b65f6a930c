import CampaignGraph
import CivilTime
import LiquidTemplates

/// What happened to one contact, told step by step.
package struct Timeline: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let at: Instant
    /// What the contact's clock shows, with the offset: `2026-12-01T09:00:00+01:00`.
    package let local: String
    /// The step's id; nil for the enrollment as a whole.
    package let step: String?
    /// One line, lower case.
    package let words: String
  }

  /// The contact's id.
  package let contact: [UInt8]
  package let number: Int
  package let zone: String
  package internal(set) var entries: [Entry] = []

  init(_ contact: borrowing Contact, id: Int) {
    self.contact = Array(contact.row.text(contact.cell(id)))
    number = contact.number
    zone = contact.zone.name
  }
}

/// Hands effects on to the rows of the manifest and tells a timeline of them.
struct TimelineTeller: RunReceiver {
  var rows: ManifestRows
  var timeline: Timeline
  let zone: ZoneRules

  mutating func finish(_ cursor: borrowing Cursor, _ contact: borrowing Contact) {
    rows.finish(cursor, contact)
  }

  mutating func refuse(
    _ reason: SkipReason, detail: ArraySlice<UInt8>, contact: borrowing Contact
  ) {
    rows.refuse(reason, detail: detail, contact: contact)
    tell(contact.inputs.now, nil, "not enrolled: \(reason.rawValue)")
  }

  mutating func send(
    _ message: DueMessage, cursor: borrowing Cursor, contact: borrowing Contact
  ) -> SkipReason? {
    let reason = rows.send(message, cursor: cursor, contact: contact)
    let detail = String(decoding: rows.detail, as: UTF8.self)
    if let reason {
      let more = detail.isEmpty ? "" : " (\(detail))"
      tell(message.sendAt, message.node, "skipped: \(reason.rawValue)\(more)")
    } else {
      tell(message.sendAt, message.node, "to be sent" + told(message.timing))
    }
    return reason
  }

  mutating func skip(
    _ message: DueMessage, reason: SkipReason, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {
    rows.skip(message, reason: reason, cursor: cursor, contact: contact)
    tell(message.sendAt, message.node, "skipped: \(reason.rawValue)")
  }

  mutating func act(
    _ action: NodeIndex, at instant: Instant, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {
    rows.act(action, at: instant, cursor: cursor, contact: contact)
    tell(instant, action, "action done")
  }

  mutating func note(_ note: StepNote) {
    switch note {
    case .enrolled(let at, let timing): tell(at, nil, "enrolled" + told(timing))
    case .waits(let node, let from, let until, let timing):
      tell(from, node, "waits until \(local(until))" + told(timing))
    case .waitsForEvent(let node, let from, let until):
      let limit = until.map { ", until \(local($0)) at the latest" } ?? ""
      tell(from, node, "waits for the event" + limit)
    case .eventCame(let node, let at): tell(at, node, "the event came")
    case .timedOut(let node, let at): tell(at, node, "timed out")
    case .past(let node, let at, let missed, let onPast):
      let after =
        switch onPast {
        case .send: "goes on at once"
        case .skip: "leaves out the next email"
        case .exit: "exits"
        case .error: "fails"
        }
      tell(at, node, "\(local(missed)) has passed: \(after)")
    case .moved(let node, let from, let to, let timing):
      tell(from, node, "moved to \(local(to))" + told(timing))
    case .branched(let node, let at, let taken):
      tell(at, node, words(ofCase: taken, at: node))
    case .dealt(let choice, let at): tell(at, choice.split, words(of: choice))
    case .ended(let status, let at): tell(at, nil, words(of: status))
    }
  }

  private mutating func tell(_ at: Instant, _ node: NodeIndex?, _ words: String) {
    timeline.entries.append(
      Timeline.Entry(
        at: at, local: local(at), step: node.map { rows.graph[$0].id }, words: words))
  }

  private func local(_ instant: Instant) -> String {
    var bytes: [UInt8] = []
    instant.append(offset: zone.offset(at: instant), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func told(_ timing: MessageTiming) -> String {
    let names = MessageTiming.named.filter { timing.contains($0.timing) }.map { "\($0.name)" }
    return names.isEmpty ? "" : " (" + names.joined(separator: ", ") + ")"
  }

  private func words(ofCase taken: Int?, at node: NodeIndex) -> String {
    guard let taken, case .branch(let branch) = rows.graph[node].kind else {
      return "takes the else branch"
    }
    return "takes case \(taken + 1): \(branch.cases[taken].when.text)"
  }

  private func words(of choice: SplitChoice) -> String {
    guard case .split(let split) = rows.graph[choice.split].kind else { return "dealt" }
    return "gets variant '\(split.variants[choice.variant].name)'"
  }

  private func words(of status: Cursor.Status) -> String {
    switch status {
    case .running, .waiting, .awaitingEvent: "under way"
    case .completed: "completed"
    case .exited(.rule): "exits: the exit rule holds"
    case .exited(.past): "exits: the time has passed"
    case .exited(.step(let node)):
      if case .exit(let reason) = rows.graph[node].kind { "exits: \(reason)" } else { "exits" }
    case .failed(.past): "fails: the time has passed"
    case .failed(.endless): "fails: the enrollment does not end"
    }
  }
}
