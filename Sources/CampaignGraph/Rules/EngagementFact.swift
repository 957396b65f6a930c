import CivilTime

/// Something a contact may have done, or that happened to it, as a rule asks: `clicked(welcome, "pricing", within: 3 days)`.
package struct EngagementFact: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case opened
    case clicked
    case replied
    case bounced
    case sent
    /// A custom event of this name.
    case event(String)
  }

  package let kind: Kind
  /// The email step asked about; nil for any email of the campaign, and for custom events.
  package let step: NodeIndex?
  /// Part of the clicked URL.
  package let urlPart: String?
  /// Counted back from the instant at which the rule is asked.
  package let within: Period?

  package init(kind: Kind, step: NodeIndex? = nil, urlPart: String? = nil, within: Period? = nil) {
    self.kind = kind
    self.step = step
    self.urlPart = urlPart
    self.within = within
  }
}
