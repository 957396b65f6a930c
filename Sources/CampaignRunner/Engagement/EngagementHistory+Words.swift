import CampaignGraph
import CivilTime

extension EngagementHistory {
  /// What is known of a fact at `now`: "opened Wed 2026-12-02 09:14", "never clicked before Thu …".
  func words(for fact: EngagementFact, _ inputs: RuleInputs) -> String {
    let (now, zone) = (inputs.now, inputs.zone)
    let all = instants(of: fact, since: fact.isAboutMail ? inputs.entered : .earliest)
    let known = all.filter { $0 <= now }
    guard let last = known.last else {
      guard let next = all.first else { return fact.isUnknown }
      return "\(fact.isUnknown) yet, the first one \(dayAndClock(next, in: zone))"
    }
    let times = known.count > 1 ? "\(known.count) times, last " : ""
    var words = "\(fact.happened) \(times)\(dayAndClock(last, in: zone))"
    guard let within = fact.within else { return words }
    let earliest = zone.adding(within.reversed, to: now).instant
    words += last >= earliest ? ", within " : ", before "
    return words + "the \(within.description) since \(dayAndClock(earliest, in: zone))"
  }

  /// The first event of a kind up to an instant.
  func first(_ kind: EngagementEvent.Kind, through end: Instant) -> Instant? {
    firstInstant(of: kind).flatMap { $0 <= end ? $0 : nil }
  }
}

extension EngagementFact {
  /// What a contact did with emails counts from its entry on, its own events always do.
  fileprivate var isAboutMail: Bool {
    switch kind {
    case .opened, .clicked, .replied, .bounced, .sent: true
    case .event: false
    }
  }

  /// `opened`, `event 'purchase'`
  fileprivate var happened: String {
    switch kind {
    case .opened: "opened"
    case .clicked: "clicked"
    case .replied: "replied"
    case .bounced: "bounced"
    case .sent: "sent"
    case .event(let name): "event '\(name)'"
    }
  }

  fileprivate var isUnknown: String {
    switch kind {
    case .opened: "no open"
    case .clicked: "no click"
    case .replied: "no reply"
    case .bounced: "no bounce"
    case .sent: "not sent"
    case .event(let name): "no event '\(name)'"
    }
  }
}
