import CampaignGraph
import CivilTime

/// One thing that a contact did, or that happened to it, at an instant.
package struct EngagementEvent: Sendable, Equatable {
  package enum Kind: UInt8, Sendable, CaseIterable {
    case opened
    case clicked
    case replied
    /// A hard bounce: the address does not take mail.
    case bounced
    /// The contact marked a message as spam.
    case complained
    case unsubscribed
    /// Any other event, told apart by its name.
    case custom

    /// As event files and rules spell it; empty for `custom`.
    package var name: String {
      switch self {
      case .opened: "opened"
      case .clicked: "clicked"
      case .replied: "replied"
      case .bounced: "bounced"
      case .complained: "complained"
      case .unsubscribed: "unsubscribed"
      case .custom: ""
      }
    }

    /// `custom` for every name that is not a kind's own.
    package init(name: some Sequence<UInt8>) {
      let name = Array(name)
      let known: [Kind] = [.opened, .clicked, .replied, .bounced, .complained, .unsubscribed]
      self = known.first { $0.name.utf8.elementsEqual(name) } ?? .custom
    }
  }

  package let kind: Kind
  package let at: Instant
  /// The email of the campaign that it answers; nil if the event names none.
  package let step: NodeIndex?
  /// The URL of a click, the name of a custom event: where it begins in the history's text, and its bytes.
  let textStart: Int32
  let textCount: Int32

  init(kind: Kind, at: Instant, step: NodeIndex?, textStart: Int32, textCount: Int32) {
    self.kind = kind
    self.at = at
    self.step = step
    self.textStart = textStart
    self.textCount = textCount
  }
}
