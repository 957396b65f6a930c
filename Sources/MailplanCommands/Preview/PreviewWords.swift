import CampaignGraph
import CampaignRunner
import CivilTime

/// Pads on the right, by Unicode scalars.
func pad(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
}

/// Pads a number on the left.
func pad(number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: " ", count: max(0, width - digits.utf8.count)) + digits
}

/// `Tue`.
func weekday(_ date: CivilDate) -> String {
  ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekdayIndex]
}

/// `Tue 2026-12-01 08:00 UTC`.
func words(for instant: Instant) -> String {
  let local = instant.local(offset: 0)
  let (hour, minute, second) = local.time.components
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  return "\(weekday(local.date)) \(local.date.description) \(two(hour)):\(two(minute))"
    + (second == 0 ? "" : ":\(two(second))") + " UTC"
}

/// `2026-12-01T09:00:00+01:00` as `Tue 2026-12-01 09:00 +01:00`.
func shortLocal(_ text: String) -> String {
  let bytes = Array(text.utf8)
  guard bytes.count >= 19, let date = CivilDate(bytes[0..<10]) else { return text }
  func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
  let seconds = part(16..<19)
  return "\(weekday(date)) \(part(0..<10)) \(part(11..<16))"
    + (seconds == ":00" ? "" : seconds) + " \(part(19..<bytes.count))"
}

/// `waits until 2026-12-01T09:00:00+01:00` with every such time as in `shortLocal`.
func withShortTimes(_ words: String) -> String {
  words.split(separator: " ", omittingEmptySubsequences: false).map { word in
    let time = word.utf8.prefix(25)
    guard time.count == 25, time.contains(UInt8(ascii: "T")) else { return String(word) }
    return shortLocal(String(decoding: time, as: UTF8.self))
      + String(decoding: word.utf8.dropFirst(25), as: UTF8.self)
  }.joined(separator: " ")
}

extension SkipReason {
  /// For people.
  var words: String {
    switch self {
    case .suppressed: "the contact is marked as never to be mailed"
    case .invalidAddress: "the address cannot receive mail"
    case .duplicateAddress: "an earlier contact has the same address"
    case .bounced: "an earlier mail bounced for good"
    case .complained: "the contact has complained of spam"
    case .unsubscribed: "the contact has unsubscribed"
    case .missingValue: "a placeholder has no value for this contact"
    case .aborted: "the template calls abort_message"
    case .notRendered: "the template cannot be rendered for this contact"
    case .outsideWindow: "the send window is closed, and its 'otherwise' is 'skip'"
    case .capped: "the contact has had as many emails as 'max_emails' allows"
    case .past: "its time had passed"
    case .exited: "the exit rule holds"
    case .zone: "the time zone is missing or does not exist"
    case .noEntryTime: "the trigger has no value or has not happened"
    case .endless: "the enrollment would never end"
    }
  }
}

/// What a reviewer should look at before anything is sent.
func attentionLines(_ summary: RunSummary) -> [String] {
  let counts = summary.counts
  func contacts(_ count: Int) -> String { count == 1 ? "1 contact" : "\(count) contacts" }
  func messages(_ count: Int) -> String { count == 1 ? "1 message" : "\(count) messages" }
  let zone = summary.graph.zone.defaultZone
  var lines: [String] = []
  func say(_ count: Int, _ text: String) { if count > 0 { lines.append(text) } }
  say(
    counts.missingValueFailures,
    "\(messages(counts.missingValueFailures)) without a value: 'run' ends with exit code 1 (on_missing: fail)"
  )
  say(
    counts.replacedLinks,
    "\(counts.replacedLinks == 1 ? "1 link becomes" : "\(counts.replacedLinks) links become") '#': the scheme is none of http, https, mailto, tel, sms and cid"
  )
  say(counts.failed, "\(contacts(counts.failed)) would never come to an end")
  say(counts.missingZones, "\(contacts(counts.missingZones)) without a time zone: \(zone) is used")
  say(
    counts.unknownZones,
    "\(contacts(counts.unknownZones)) with a time zone that does not exist: \(zone) is used")
  say(
    counts.missingZonesSkipped,
    "\(contacts(counts.missingZonesSkipped)) not enrolled: without a time zone (on_missing: skip)")
  say(
    counts.unknownZonesSkipped,
    "\(contacts(counts.unknownZonesSkipped)) not enrolled: a time zone that does not exist (on_invalid: skip)"
  )
  say(
    counts.exitedAsPast,
    "\(contacts(counts.exitedAsPast)) left early: a time had passed, or its date is empty (on_past: exit)"
  )
  say(
    counts.gaps,
    "\(messages(counts.gaps)) moved to the first instant after a clock change: the local time does not exist"
  )
  say(
    counts.overlaps,
    "\(messages(counts.overlaps)) at a local time that exists twice: the first of the two is used")
  let engagement = summary.engagement
  if engagement.events == 0, summary.assumed.isNone, asksForEngagement(summary.graph) {
    lines.append(
      "opens, clicks and other events are not known: rules that ask for them say no (--events, --assume)"
    )
  }
  let unknown = engagement.unknownContacts
  say(
    unknown,
    "events of \(contacts(unknown)) that the segment does not have: \(engagement.unknownContactEvents)"
  )
  if !summary.assumed.isNone {
    lines.append("assumed of messages without events: \(summary.assumed)")
  }
  let capped = counts.skips(for: .capped)
  say(capped, "\(messages(capped)) left out: the contact has had as many as 'max_emails' allows")
  for decision in summary.decisions {
    guard case .split(let split) = summary.graph[decision.split].kind, let rule = split.winner,
      let note = decision.note(for: rule.metric)
    else { continue }
    lines.append("the winner of '\(summary.graph[decision.split].id)': \(note)")
  }
  say(counts.sends == 0 && counts.scheduled == 0 ? 1 : 0, "nobody gets anything")
  return lines
}

/// Whether a rule of the graph asks for something that only contacts can do.
private func asksForEngagement(_ graph: StepGraph) -> Bool {
  func asks(_ rule: RuleExpression?) -> Bool {
    rule?.facts.contains { $0.kind != .sent } ?? false
  }
  return asks(graph.exit) || asks(graph.enrollment.condition)
    || graph.nodes.contains { node in
      switch node.kind {
      case .branch(let branch): branch.cases.contains { asks($0.when) }
      case .action(let action, _): action.assignments.contains { asks($0.value) }
      case .waitForEvent: true
      case .email, .wait, .split, .exit, .complete: false
      }
    }
}
