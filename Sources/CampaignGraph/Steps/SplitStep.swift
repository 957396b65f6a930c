import CivilTime

/// Contacts are dealt to variants by a hash of stable names.
package struct SplitStep: Sendable, Equatable {
  package struct Variant: Sendable, Equatable {
    package let name: String
    /// In percent; the weights of a split add up to 100, or to less if it has a winner.
    package let weight: Int
    /// For a holdout an exit.
    package let target: NodeIndex
    /// Gets nothing, to be compared with.
    package let isHoldout: Bool
    /// The emails among its steps, by which a winner is chosen; empty in a split without one.
    package let emails: [NodeIndex]

    package init(
      name: String, weight: Int, target: NodeIndex, isHoldout: Bool = false,
      emails: [NodeIndex] = []
    ) {
      self.name = name
      self.weight = weight
      self.target = target
      self.isHoldout = isHoldout
      self.emails = emails
    }
  }

  /// The variant with the best rate, `after` so long, is given to those whom the weights leave over and to
  /// those who come later.
  package struct Winner: Sendable, Equatable {
    package enum Metric: String, Sendable, CaseIterable {
      case openRate = "open_rate"
      case clickRate = "click_rate"
    }

    package let metric: Metric
    package let after: Period

    package init(metric: Metric, after: Period) {
      self.metric = metric
      self.after = after
    }
  }

  package let variants: [Variant]
  /// Contacts with the same value of this column get the same variant.
  package let keyColumn: Int
  package let winner: Winner?

  /// The share of the contacts that is dealt to variants, in percent.
  package var totalWeight: Int { variants.reduce(0) { $0 + $1.weight } }

  package init(variants: [Variant], keyColumn: Int, winner: Winner?) {
    self.variants = variants
    self.keyColumn = keyColumn
    self.winner = winner
  }
}
