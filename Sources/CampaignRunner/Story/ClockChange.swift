import CampaignGraph
import CivilTime

/// A local time that the clocks of a zone skip or repeat, and what became of it.
package struct ClockChange: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// The time does not exist: it became the first instant after the gap.
    case gap
    /// The time exists twice: it is the first of the two.
    case overlap
  }

  /// The step that asks for the time; nil for the entry into the campaign.
  package let node: NodeIndex?
  package let zone: String
  package let kind: Kind
  package let wanted: LocalDateTime
  package let became: LocalDateTime

  /// In the order of the graph, then by time and zone.
  package static func isBefore(_ a: ClockChange, _ b: ClockChange) -> Bool {
    let (x, y) = (a.node?.value ?? -1, b.node?.value ?? -1)
    if x != y { return x < y }
    if a.wanted != b.wanted { return a.wanted < b.wanted }
    if a.kind != b.kind { return a.kind == .gap }
    return a.zone.utf8.lexicographicallyPrecedes(b.zone.utf8)
  }
}

/// An instant to which a step moved an enrollment or a message, and which a clock change has touched.
///
/// Kept until the zone of the contact is at hand: notes know none.
struct TouchedInstant: Sendable, Equatable {
  let node: NodeIndex?
  let from: Instant
  let to: Instant
  private let timing: MessageTiming

  /// nil for a note without a clock change.
  init?(_ note: StepNote) {
    switch note {
    case .waits(let step, let start, let until, let how):
      (node, from, to, timing) = (step, start, until, how)
    case .moved(let step, let start, let end, let how):
      (node, from, to, timing) = (step, start, end, how)
    case .enrolled(let at, let how): (node, from, to, timing) = (nil, at, at, how)
    default: return nil
    }
    if timing.isDisjoint(with: [.gap, .overlap]) { return nil }
  }

  /// nil if the clocks of the zone do not change there: a message carries the mark of the wait before it.
  func change(in zone: ZoneRules, _ graph: StepGraph) -> ClockChange? {
    let became = zone.local(to)
    if zone.instant(of: became).shift == .overlap {
      return ClockChange(
        node: node, zone: zone.name, kind: .overlap, wanted: became, became: became)
    }
    let before = to.local(offset: zone.offset(at: to.adding(seconds: -1)))
    guard before < became else { return nil }
    var wanted = before
    for time in askedTimes(in: zone, graph) {
      let asked = LocalDateTime(date: before.date, time: time)
      if asked >= before, asked < became { wanted = asked }
    }
    return ClockChange(node: node, zone: zone.name, kind: .gap, wanted: wanted, became: became)
  }

  /// The clock times that the step may ask for; empty if it does not say any, or asks for full hours.
  private func askedTimes(in zone: ZoneRules, _ graph: StepGraph) -> [LocalTime] {
    guard let node else { return [] }
    switch graph[node].kind {
    case .wait(let rule, _):
      switch rule {
      case .period: return [zone.local(from).time]
      case .calendar(_, let at, _): return [at ?? zone.local(from).time]
      case .nextLocal(let time, _): return [time]
      case .fixed(.local(let local), _): return [local.time]
      case .column(let wait): return [wait.at].compactMap { $0 }
      case .fixed(.instant, _), .random: return []
      }
    case .email(let email, _):
      if case .scheduled(.local(let local), _) = email.send.strategy,
        zone.instant(of: local).instant == to
      {
        return [local.time]
      }
      if case .optimized(let fallback) = email.send.strategy, timing.contains(.fallback),
        !timing.contains(.window)
      {
        return [fallback]
      }
      return email.send.window?.hours.windows.map(\.opens) ?? []
    case .waitForEvent, .branch, .split, .action, .exit, .complete: return []
    }
  }
}

extension ClockChange {
  /// `02:30 does not exist on Sun 2027-03-28 in Europe/Berlin: becomes 03:00, the first instant after it`
  package var words: String {
    let day = "\(dayName(wanted.date)) \(wanted.date.description)"
    switch kind {
    case .gap:
      let after =
        became.date == wanted.date ? "" : "\(dayName(became.date)) \(became.date.description) "
      return "\(wanted.time.description) does not exist on \(day) in \(zone): "
        + "\(after)\(became.time.description), when the clocks have gone forward"
    case .overlap:
      return "\(wanted.time.description) exists twice on \(day) in \(zone): the first of the two"
    }
  }
}
