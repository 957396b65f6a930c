import CampaignGraph
import CivilTime
import LiquidTemplates

/// Hands effects on to the rows of the manifest and tells a timeline of them.
struct TimelineTeller: RunReceiver {
  var rows: ManifestRows
  var timeline: Timeline
  let launch: Instant
  /// As the last step found it.
  var contact: Contact
  /// Gathered for the next entry.
  var reasons: [String] = []
  var rules: [RuleTold] = []
  /// The exit rule as it was told last.
  var lastExit: RuleStory?

  init(_ rows: ManifestRows, launch: Instant, contact: borrowing Contact) {
    self.rows = rows
    self.launch = launch
    self.contact = copy contact
    timeline = Timeline(contact, id: rows.columns.id)
  }

  var graph: StepGraph { rows.graph }
  var zone: ZoneRules { contact.zone }

  mutating func meet(_ contact: borrowing Contact) {
    self.contact = copy contact
  }

  mutating func finish(_ cursor: borrowing Cursor, _ contact: borrowing Contact) {
    rows.finish(cursor, contact)
    timeline.standings.append(Standing(cursor, graph))
  }

  /// A contact for whom the campaign's `where` does not hold.
  mutating func leaveOut() {
    if let condition = graph.enrollment.condition {
      rules.append(RuleTold(place: "where", story: explained(condition)))
    }
    tell(.notEnrolled, contact.inputs.now, nil, "not enrolled: 'where' does not hold")
  }

  mutating func refuse(
    _ reason: SkipReason, detail: ArraySlice<UInt8>, contact: borrowing Contact
  ) {
    rows.refuse(reason, detail: detail, contact: contact)
    reasons += refusalReasons(reason)
    tell(.notEnrolled, contact.inputs.now, nil, "not enrolled: \(reason.rawValue)")
  }

  mutating func expect(_ contact: borrowing Contact) {
    rows.expect(contact)
    if case .event(let name) = graph.enrollment.start {
      reasons.append("no event '\(name)' has happened by the as-of")
    }
    tell(.notEnrolled, contact.inputs.now, nil, "not enrolled yet")
  }

  mutating func send(
    _ message: DueMessage, cursor: borrowing Cursor, contact: borrowing Contact
  ) -> SkipReason? {
    let reason = rows.send(message, cursor: cursor, contact: contact)
    let detail = String(decoding: rows.detail, as: UTF8.self)
    tellExit()
    if let reason {
      let more = detail.isEmpty ? "" : " (\(detail))"
      tell(.skip, message.sendAt, message.node, "skipped: \(reason.rawValue)\(more)")
    } else {
      tell(.send, message.sendAt, message.node, "to be sent" + told(message.timing))
    }
    return reason
  }

  mutating func skip(
    _ message: DueMessage, reason: SkipReason, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {
    rows.skip(message, reason: reason, cursor: cursor, contact: contact)
    if reason == .exited { tellExit(isAlways: true) }
    reasons += [skipReason(reason, message)].compactMap { $0 }
    tell(.skip, message.sendAt, message.node, "skipped: \(reason.rawValue)")
  }

  mutating func act(
    _ action: NodeIndex, at instant: Instant, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {
    rows.act(action, at: instant, cursor: cursor, contact: contact)
    tellExit()
    reasons += actionReasons(action, contact)
    tell(.action, instant, action, "action done")
  }

  mutating func note(_ note: StepNote) {
    rows.note(note)
    gather(note)
    switch note {
    case .enrolled(let at, let timing): tell(.enrolled, at, nil, "enrolled" + told(timing))
    case .waits(let node, let from, let until, let timing):
      tell(.waits, from, node, "waits until \(local(until))" + told(timing))
    case .waitsForEvent(let node, let from, let until):
      let limit = until.map { ", until \(local($0)) at the latest" } ?? ""
      tell(.waits, from, node, "waits for the event" + limit)
    case .eventCame(let node, let at): tell(.event, at, node, "the event came")
    case .timedOut(let node, let at): tell(.timeout, at, node, "timed out")
    case .past(let node, let at, let missed, let onPast):
      let after =
        switch onPast {
        case .send: "goes on at once"
        case .skip: "leaves out the next email"
        case .exit: "exits"
        case .error: "fails"
        }
      tell(.past, at, node, "\(local(missed)) has passed: \(after)")
    case .moved(let node, let from, let to, let timing):
      tell(.moved, from, node, "moved to \(local(to))" + told(timing))
    case .shifted: break
    case .branched(let node, let at, let taken):
      tell(.branch, at, node, words(ofCase: taken, at: node))
    case .dealt(let choice, let at): tell(.split, at, choice.split, words(of: choice))
    case .awaitsWinner(let node, let from, let until):
      let limit = until.map { ", which is decided at \(local($0))" } ?? ""
      tell(.waits, from, node, "waits for the winner" + limit)
    case .gotWinner(let choice, let at):
      tell(.split, at, choice.split, words(of: choice) + ", the winner")
    case .reentered(let at, let entry): tell(.enrolled, at, nil, "enters again, entry \(entry)")
    case .ended(let status, let at): tell(.end, at, nil, words(of: status))
    }
  }

  private mutating func tell(
    _ kind: Timeline.Kind, _ at: Instant, _ node: NodeIndex?, _ words: String
  ) {
    timeline.entries.append(
      Timeline.Entry(
        kind: kind, at: at, local: local(at), step: node.map { rows.graph[$0].id }, words: words,
        reasons: reasons, rules: rules))
    reasons.removeAll()
    rules.removeAll()
  }

  private func local(_ instant: Instant) -> String {
    var bytes: [UInt8] = []
    instant.append(offset: zone.offset(at: instant), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func told(_ timing: MessageTiming) -> String {
    let names = MessageTiming.named.filter { timing.lists($0.timing) }.map { "\($0.name)" }
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
    case .running, .waiting, .awaitingEvent, .awaitingWinner: "under way"
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
