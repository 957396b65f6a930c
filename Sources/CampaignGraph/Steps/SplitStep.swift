import CivilTime

/// Contacts are dealt to variants by a hash of stable names.
package struct SplitStep: Sendable, Equatable {
  package struct Variant: Sendable, Equatable {
    package let name: String
    /// In percent; the weights of a split add up to 100.
    package let weight: Int
    package let target: NodeIndex

    package init(name: String, weight: Int, target: NodeIndex) {
      self.name = name
      self.weight = weight
      self.target = target
    }
  }

  /// The variant with the best rate, `after` so long, is given to those who come later.
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

  package init(variants: [Variant], keyColumn: Int, winner: Winner?) {
    self.variants = variants
    self.keyColumn = keyColumn
    self.winner = winner
  }
}
