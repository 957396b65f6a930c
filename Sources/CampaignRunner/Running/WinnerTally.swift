import CampaignGraph
import CivilTime

extension StepGraph {
  /// The splits whose winner is chosen from what the whole audience does, in the order of the file.
  package var winnerSplits: [NodeIndex] {
    nodes.indices.filter { index in
      if case .split(let split) = nodes[index].kind { split.winner != nil } else { false }
    }.map { NodeIndex($0) }
  }
}

/// Gathers what decides the winners of some splits: for each contact that got an email of its variant,
/// when, and when it first did what is measured. 24 bytes for each of them.
struct WinnerTally: Sendable {
  private struct Entry: Sendable {
    let sentAt: Instant
    /// `.latest` for never.
    let engagedAt: Instant
    let variant: Int32
  }

  private struct Membership: Sendable {
    /// The place among `splits`.
    let split: Int
    let variant: Int
  }

  /// What the contact at hand has had from a split so far.
  private struct Part: Sendable {
    var variant = -1
    var sentAt: Instant?
  }

  let splits: [NodeIndex]
  private let steps: [SplitStep]
  /// By node: of which variants it is an email.
  private let memberships: [[Membership]]
  private var parts: [Part]
  private var entries: [[Entry]]
  private var firstSends: [Instant?]

  init(_ graph: StepGraph, splits: [NodeIndex]) {
    self.splits = splits
    var memberships = [[Membership]](repeating: [], count: graph.nodes.count)
    steps = splits.compactMap { node in
      if case .split(let split) = graph[node].kind { split } else { nil }
    }
    for (number, split) in steps.enumerated() {
      for (variant, one) in split.variants.enumerated() {
        for email in one.emails {
          memberships[Int(email.value)].append(Membership(split: number, variant: variant))
        }
      }
    }
    self.memberships = memberships
    parts = Array(repeating: Part(), count: steps.count)
    entries = Array(repeating: [], count: steps.count)
    firstSends = Array(repeating: nil, count: steps.count)
  }

  /// Forgets the contact at hand.
  mutating func begin() {
    for index in parts.indices { parts[index] = Part() }
  }

  /// A variant that a contact keeps from the first of its emails on.
  mutating func deal(_ choice: SplitChoice) {
    for index in splits.indices where splits[index] == choice.split && parts[index].sentAt == nil {
      parts[index].variant = choice.variant
    }
  }

  mutating func recordSend(_ email: NodeIndex, at instant: Instant) {
    for member in memberships[Int(email.value)]
    where parts[member.split].variant == member.variant && parts[member.split].sentAt == nil {
      parts[member.split].sentAt = instant
    }
  }

  /// Counts the contact at hand, of whom everything is known.
  mutating func finish(_ contact: borrowing Contact) {
    for (index, part) in parts.enumerated() {
      guard let sentAt = part.sentAt else { continue }
      let split = steps[index]
      let engaged = firstEngagement(
        split.winner?.metric ?? .openRate, with: split.variants[part.variant].emails,
        since: sentAt, contact)
      entries[index].append(
        Entry(
          sentAt: sentAt, engagedAt: engaged ?? .latest, variant: Int32(clamping: part.variant)))
      firstSends[index] = firstSends[index].map { min($0, sentAt) } ?? sentAt
    }
  }

  /// Adds what another worker has gathered; decisions do not depend on the order.
  mutating func merge(_ other: WinnerTally) {
    for index in splits.indices where index < other.splits.count {
      entries[index] += other.entries[index]
      if let first = other.firstSends[index] {
        firstSends[index] = firstSends[index].map { min($0, first) } ?? first
      }
    }
  }

  private func firstEngagement(
    _ metric: SplitStep.Winner.Metric, with emails: [NodeIndex], since start: Instant,
    _ contact: borrowing Contact
  ) -> Instant? {
    let kind: EngagementEvent.Kind = metric == .openRate ? .opened : .clicked
    let assumed = contact.inputs.engagement.assumed.first { event in
      event.at >= start && event.kinds.contains(kind) && emails.contains(event.step)
    }?.at
    let events = contact.inputs.engagement.events
    var index = contact.inputs.engagement.firstIndex(after: start, isIncluded: true)
    while index < events.count {
      let event = events[index]
      if event.kind == kind, let step = event.step, emails.contains(step) {
        return assumed.map { min($0, event.at) } ?? event.at
      }
      index += 1
    }
    return assumed
  }

  /// When the winner of a split is decided, going by the emails seen so far; nil if there are none.
  func decision(of index: Int, in zone: ZoneRules) -> Instant? {
    guard let first = firstSends[index], let winner = steps[index].winner else { return nil }
    return zone.adding(winner.after, to: first).instant
  }

  /// The last of all decisions, going by the emails seen so far: nothing later plays a part in any.
  /// nil as long as some split has no emails.
  func horizon(in zone: ZoneRules) -> Instant? {
    var last: Instant?
    for index in splits.indices {
      guard let at = decision(of: index, in: zone) else { return nil }
      last = max(last ?? at, at)
    }
    return last
  }

  /// The variant with the highest rate; of equal rates, the first in the file.
  func decide(_ index: Int, at instant: Instant) -> SplitDecision {
    let variants = steps[index].variants
    var tallies = variants.map { _ in SplitDecision.Tally() }
    for entry in entries[index] where entry.sentAt < instant {
      tallies[Int(entry.variant)].sent += 1
      if entry.engagedAt <= instant { tallies[Int(entry.variant)].engaged += 1 }
    }
    var winner: Int?
    for (variant, tally) in tallies.enumerated() where !variants[variant].emails.isEmpty {
      if variants[variant].isHoldout { continue }
      if winner.map({ tally.isBetter(than: tallies[$0]) }) ?? true { winner = variant }
    }
    return SplitDecision(split: splits[index], at: instant, winner: winner, tallies: tallies)
  }
}
