import CampaignGraph
import CivilTime
import Diagnostics

/// The keys of a `split:` step.
package struct SplitDefinition: Sendable {
  package struct Variant: Sendable {
    package let name: Located<String>?
    package let weight: Located<Int>?
    /// Of a holdout, the exit that it stands for.
    package let steps: [StepDefinition]
    package let isHoldout: Bool
    package let range: SourceRange

    package init(
      name: Located<String>?, weight: Located<Int>?, steps: [StepDefinition],
      isHoldout: Bool = false, range: SourceRange
    ) {
      self.isHoldout = isHoldout
      self.name = name
      self.weight = weight
      self.steps = steps
      self.range = range
    }
  }

  package enum Winner: Sendable {
    /// `winner: none`.
    case none(SourceRange)
    case rule(
      metric: Located<SplitStep.Winner.Metric>?, after: Located<Period>?, range: SourceRange)
  }

  package let variants: [Variant]
  /// The key `variants`, or the step where it is missing.
  package let variantsRange: SourceRange
  package let key: Located<String>?
  package let winner: Winner?

  package init(
    variants: [Variant], variantsRange: SourceRange, key: Located<String>?, winner: Winner?
  ) {
    self.variants = variants
    self.variantsRange = variantsRange
    self.key = key
    self.winner = winner
  }
}
