import CampaignGraph
import CivilTime

extension EngagementHistory {
  /// Whether the fact is true at `now`: what happens later is not known yet, what happens at `now` is.
  ///
  /// `within` reaches back from `now` in the contact's zone, its first instant included.
  ///
  /// What a contact did with the campaign's emails before it `entered` does not count; its own events do.
  package func holds(
    _ fact: EngagementFact, asOf now: Instant, zone: ZoneRules, entered: Instant = .earliest
  ) -> Bool {
    var earliest = fact.within.map { zone.adding($0.reversed, to: now).instant } ?? .earliest
    switch fact.kind {
    case .opened, .clicked, .replied, .bounced, .sent: earliest = max(earliest, entered)
    case .event: break
    }
    return firstInstant(of: fact, since: earliest, through: now) != nil
  }

  /// When the fact first becomes true, from `start` on and both ends included; nil for never.
  ///
  /// `within` plays no part: there is no instant yet to count back from.
  package func firstInstant(
    of fact: EngagementFact, since start: Instant, through end: Instant = .latest
  ) -> Instant? {
    if case .sent = fact.kind { return firstSend(of: fact.step, since: start, through: end) }
    let fact = NamedFact(fact)
    let assumption = assumed.isEmpty ? nil : firstAssumed(fact, since: start, through: end)
    var index = firstIndex(after: start, isIncluded: true)
    while index < events.count, events[index].at <= end {
      if matches(events[index], fact) {
        return assumption.map { min($0, events[index].at) } ?? events[index].at
      }
      index += 1
    }
    return assumption
  }

  /// When the fact became true, again and again, from `start` on; ascending. `within` plays no part.
  func instants(of fact: EngagementFact, since start: Instant) -> [Instant] {
    if case .sent = fact.kind {
      return sends.filter { fact.step == nil || $0.step == fact.step }.map(\.at)
        .filter { $0 >= start }.sorted()
    }
    var instants: [Instant] = []
    var next = start
    while let instant = firstInstant(of: fact, since: next) {
      instants.append(instant)
      guard instant < .latest, instants.count < 1000 else { break }
      next = instant.adding(seconds: 1)
    }
    return instants
  }

  /// An assumed click is one on whatever link a rule asks about.
  private func firstAssumed(
    _ fact: NamedFact, since start: Instant, through end: Instant
  ) -> Instant? {
    assumed.first { event in
      event.at >= start && event.at <= end && event.kinds.contains(fact.kind)
        && (fact.step == nil || event.step == fact.step)
    }?.at
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

  private func matches(_ event: EngagementEvent, _ fact: NamedFact) -> Bool {
    guard event.kind == fact.kind else { return false }
    if fact.isAboutMail, !isAbout(event, fact.step) { return false }
    switch fact.kind {
    case .clicked: return fact.urlPart.map { text(of: event).contains($0.utf8) } ?? true
    case .custom: return text(of: event).elementsEqual(fact.name.utf8)
    case .opened, .replied, .bounced, .complained, .unsubscribed: return true
    }
  }

  /// Any email of this campaign does not mean one of another.
  private func isAbout(_ event: EngagementEvent, _ step: NodeIndex?) -> Bool {
    step == nil ? event.step != EngagementEvent.otherCampaign : event.step == step
  }
}

/// A fact with the kind of event that it is about.
private struct NamedFact {
  let kind: EngagementEvent.Kind
  let step: NodeIndex?
  let urlPart: String?
  /// Of a custom event.
  let name: String
  /// Not asked by the name of the event alone.
  let isAboutMail: Bool

  init(_ fact: EngagementFact) {
    var name = ""
    var isAboutMail = true
    switch fact.kind {
    case .opened: kind = .opened
    case .clicked: kind = .clicked
    case .replied: kind = .replied
    case .bounced: kind = .bounced
    case .sent: kind = .custom
    case .event(let event):
      name = event
      kind = EngagementEvent.Kind(name: event.utf8)
      isAboutMail = false
    }
    step = fact.step
    urlPart = fact.urlPart
    self.name = name
    self.isAboutMail = isAboutMail
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
