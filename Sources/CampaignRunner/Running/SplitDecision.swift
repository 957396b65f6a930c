import CampaignGraph
import CivilTime

/// What is known about the winner of one split: an input of a step machine that never changes while it runs.
///
/// Before `at`, contacts are dealt by the weights, and those whom the weights leave over wait. From `at`
/// on, everybody who comes to the split, and everybody who waits at it, gets `winner`.
package struct SplitDecision: Sendable, Equatable {
  /// What a variant has brought by the decision.
  package struct Tally: Sendable, Equatable {
    /// Contacts who were sent at least one of the variant's emails before the decision.
    package var sent = 0
    /// Those of them who opened or clicked one up to the decision, its instant included.
    package var engaged = 0

    package init(sent: Int = 0, engaged: Int = 0) {
      self.sent = sent
      self.engaged = engaged
    }

    /// Whether the rate is higher than that of `other`; nothing sent is a rate of 0.
    package func isBetter(than other: Tally) -> Bool {
      if sent == 0 { return false }
      if other.sent == 0 { return engaged > 0 }
      let mine = engaged.multipliedFullWidth(by: other.sent)
      let theirs = other.engaged.multipliedFullWidth(by: sent)
      return (mine.high, mine.low) > (theirs.high, theirs.low)
    }
  }

  package let split: NodeIndex
  /// The instant of the decision; nil as long as none of the variants' emails has gone out.
  package let at: Instant?
  /// The place among the split's variants; nil while `at` lies ahead.
  package let winner: Int?
  /// By variant; empty while there is no winner.
  package let tallies: [Tally]

  package init(split: NodeIndex, at: Instant?, winner: Int?, tallies: [Tally] = []) {
    self.split = split
    self.at = at
    self.winner = winner
    self.tallies = tallies
  }
}
