import CampaignGraph
import CivilTime

/// Draws, for each message of a run, what is assumed to happen with it: chance as a hash of campaign,
/// step, kind and contact.
struct EngagementDraws: Sendable {
  private let assumed: AssumedEngagement
  /// By node and kind; nil where there is nothing to draw.
  private let hashes: [[StableHash?]]

  /// nil if nothing is assumed.
  init?(_ assumed: AssumedEngagement, graph: StepGraph) {
    if assumed.isNone { return nil }
    self.assumed = assumed
    hashes = graph.nodes.map { node in
      guard case .email = node.kind else { return [] }
      return EngagementEvent.Kind.allCases.map { kind in
        assumed[kind] == 0
          ? nil : StableHash(.assume, campaign: graph.campaign, step: "\(node.id)\n\(kind.name)")
      }
    }
  }

  /// What is assumed of a message to a contact, by its id, if nothing is known of it.
  private func kinds(_ step: NodeIndex, _ contact: UnsafeRawBufferPointer) -> AssumedEvent.Kinds {
    let hashes = hashes[Int(step.value)]
    func draws(_ kind: EngagementEvent.Kind, _ share: Int, of whole: Int) -> Bool {
      guard hashes.indices.contains(Int(kind.rawValue)), whole > 0,
        let hash = hashes[Int(kind.rawValue)]
      else { return false }
      return hash.bucket(for: contact) * whole < share * 10_000
    }
    var kinds: AssumedEvent.Kinds = []
    for kind in EngagementEvent.Kind.allCases {
      switch kind {
      // Of those who open, so many click that the share of all is right.
      case .clicked where kinds.contains(.opened):
        if draws(kind, assumed[.clicked], of: assumed[.opened]) { kinds.insert(.init(kind)) }
      case .clicked, .custom: break
      case .opened, .replied, .bounced, .complained, .unsubscribed:
        if draws(kind, assumed[kind], of: 10_000) { kinds.insert(.init(kind)) }
      }
    }
    return kinds
  }

  /// What is assumed of a message sent at an instant, without what the events tell of it; at most two.
  func events(
    _ step: NodeIndex, sentAt: Instant, isFirst: Bool, contact: UnsafeRawBufferPointer,
    history: EngagementHistory
  ) -> [AssumedEvent] {
    var kinds = kinds(step, contact)
    let at = sentAt.adding(seconds: assumed.delay)
    var opened: Instant?
    // The first message of a step may really have gone out a little before it was planned.
    for event in history.events where event.step == step && (isFirst || event.at >= sentAt) {
      if event.kind == .opened, opened == nil { opened = event.at }
      if event.kind != .custom { kinds.remove(.init(event.kind)) }
    }
    if kinds.contains(.clicked), let opened, opened > at {
      kinds.remove(.init(.clicked))
      let click = AssumedEvent(step: step, at: opened, kinds: .init(.clicked))
      return kinds.isEmpty ? [click] : [AssumedEvent(step: step, at: at, kinds: kinds), click]
    }
    return kinds.isEmpty ? [] : [AssumedEvent(step: step, at: at, kinds: kinds)]
  }
}

extension Cursor {
  /// Remembers what is assumed of a message, in the order of time.
  mutating func assume(_ event: AssumedEvent) {
    let index = assumed.lastIndex { $0.at <= event.at }.map { $0 + 1 } ?? 0
    assumed.insert(event, at: index)
  }
}
