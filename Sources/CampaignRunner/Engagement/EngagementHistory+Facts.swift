import CampaignGraph
import CivilTime

extension EngagementHistory {
  /// Whether the fact is true at `now`: what happens later is not known yet, what happens at `now` is.
  ///
  /// `within` reaches back from `now` in the contact's zone, its first instant included.
  package func holds(_ fact: EngagementFact, asOf now: Instant, zone: ZoneRules) -> Bool {
    let earliest = fact.within.map { zone.adding($0.reversed, to: now).instant } ?? .earliest
    return firstInstant(of: fact, since: earliest, through: now) != nil
  }

  /// When the fact first becomes true, from `start` on and both ends included; nil for never.
  ///
  /// `within` plays no part: there is no instant yet to count back from.
  package func firstInstant(
    of fact: EngagementFact, since start: Instant, through end: Instant = .latest
  ) -> Instant? {
    if case .sent = fact.kind { return firstSend(of: fact.step, since: start, through: end) }
    var index = firstIndex(after: start, isIncluded: true)
    while index < events.count, events[index].at <= end {
      if matches(events[index], fact) { return events[index].at }
      index += 1
    }
    return nil
  }

  private func firstSend(
    of step: NodeIndex?, since start: Instant, through end: Instant
  ) -> Instant? {
    var first: Instant?
    for send in sends where send.at >= start && send.at <= end {
      guard step == nil || send.step == step else { continue }
      if first.map({ send.at < $0 }) ?? true { first = send.at }
    }
    return first
  }

  private func matches(_ event: EngagementEvent, _ fact: EngagementFact) -> Bool {
    switch fact.kind {
    case .opened: event.kind == .opened && isAbout(event, fact.step)
    case .clicked:
      event.kind == .clicked && isAbout(event, fact.step)
        && (fact.urlPart.map { text(of: event).contains($0.utf8) } ?? true)
    case .replied: event.kind == .replied && isAbout(event, fact.step)
    case .bounced: event.kind == .bounced && isAbout(event, fact.step)
    case .sent: false
    case .event(let name):
      event.kind == .custom
        ? text(of: event).elementsEqual(name.utf8) : event.kind.name.utf8.elementsEqual(name.utf8)
    }
  }

  private func isAbout(_ event: EngagementEvent, _ step: NodeIndex?) -> Bool {
    step == nil || event.step == step
  }
}

extension ArraySlice<UInt8> {
  /// Whether `part` occurs in the bytes; an empty part always does.
  fileprivate func contains(_ part: String.UTF8View) -> Bool {
    var rest = self
    while true {
      if rest.starts(with: part) { return true }
      if rest.popFirst() == nil { return false }
    }
  }
}
