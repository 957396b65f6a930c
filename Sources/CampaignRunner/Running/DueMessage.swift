import CampaignGraph
import CivilTime

/// A message of an email step to one contact, with the instant at which it is due.
package struct DueMessage: Sendable, Equatable {
  /// The email step.
  package let node: NodeIndex
  package var sendAt: Instant
  package var timing: MessageTiming
  /// 1 for the first time that the enrollment comes to the step; loops come again.
  package let visit: Int
  /// What the last split before it decided.
  package let variant: SplitChoice?
  /// The steps that led here, this one last; of a long way the last `Cursor.longestPath`.
  package let path: [NodeIndex]
}

/// A variant that a split dealt to a contact.
package struct SplitChoice: Sendable, Hashable {
  package let split: NodeIndex
  /// The place among the split's variants.
  package let variant: Int

  package init(split: NodeIndex, variant: Int) {
    self.split = split
    self.variant = variant
  }
}
