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

    /// What senders call these events, other than `name`.
    private var synonyms: [StaticString] {
      switch self {
      case .opened: ["open"]
      case .clicked: ["click"]
      case .replied: ["reply"]
      case .bounced: ["bounce", "hard_bounce"]
      case .complained: ["complaint", "spam"]
      case .unsubscribed: ["unsubscribe"]
      case .custom: []
      }
    }

    /// The kind of a name or of one of its synonyms, in any case of its letters; else `custom`.
    package init(name: some Collection<UInt8>) {
      func isSame(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        name.count == other.count && zip(name, other).allSatisfy { lowered($0) == $1 }
      }
      for kind in Kind.allCases where kind != .custom {
        var own = kind.name
        if own.withUTF8(isSame) || kind.synonyms.contains(where: { $0.withUTF8Buffer(isSame) }) {
          self = kind
          return
        }
      }
      self = .custom
    }
  }

  /// The step of an event that names one which the campaign has not: an email of another campaign.
  package static let otherCampaign = NodeIndex(Int(Int32.max))

  package let kind: Kind
  package let at: Instant
  /// The email of the campaign that it answers; nil if the event names none, `otherCampaign` if it
  /// names none of this campaign's.
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
