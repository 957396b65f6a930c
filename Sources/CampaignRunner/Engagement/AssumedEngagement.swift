import CampaignGraph
import CivilTime

/// What a run takes to happen with the messages that it sends: `opened=40%,clicked=10%,after=2h`.
package struct AssumedEngagement: Sendable, Equatable {
  /// In hundredths of a percent, by kind without custom events.
  private var rates = InlineRates()
  /// Seconds from the send.
  package internal(set) var delay: Int64 = 0

  private struct InlineRates: Sendable, Equatable {
    var opened = 0
    var clicked = 0
    var replied = 0
    var bounced = 0
    var complained = 0
    var unsubscribed = 0
  }

  package static let none = AssumedEngagement()

  /// Every message is opened, clicked and answered as soon as it is sent.
  package static let all: AssumedEngagement = {
    var all = AssumedEngagement()
    for kind in [EngagementEvent.Kind.opened, .clicked, .replied] { all[kind] = 10_000 }
    return all
  }()

  package var isNone: Bool { rates == InlineRates() }

  package internal(set) subscript(_ kind: EngagementEvent.Kind) -> Int {
    get {
      switch kind {
      case .opened: rates.opened
      case .clicked: rates.clicked
      case .replied: rates.replied
      case .bounced: rates.bounced
      case .complained: rates.complained
      case .unsubscribed: rates.unsubscribed
      case .custom: 0
      }
    }
    set {
      switch kind {
      case .opened: rates.opened = newValue
      case .clicked: rates.clicked = newValue
      case .replied: rates.replied = newValue
      case .bounced: rates.bounced = newValue
      case .complained: rates.complained = newValue
      case .unsubscribed: rates.unsubscribed = newValue
      case .custom: break
      }
    }
  }
}

/// Something that is assumed to happen with a message of this run.
package struct AssumedEvent: Sendable, Equatable {
  package struct Kinds: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package init(_ kind: EngagementEvent.Kind) { self.init(rawValue: 1 << kind.rawValue) }

    package func contains(_ kind: EngagementEvent.Kind) -> Bool {
      kind != .custom && rawValue & 1 << kind.rawValue != 0
    }
  }

  package let step: NodeIndex
  package let at: Instant
  package let kinds: Kinds
}
