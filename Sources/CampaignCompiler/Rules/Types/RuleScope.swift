import CampaignGraph

/// The names a rule may use, and what they stand for.
package struct RuleScope: Sendable {
  package let segment: SegmentSchema
  /// In the order of the campaign.
  package let emails: [(id: String, node: NodeIndex)]
  /// Ids of steps that are no emails.
  package let otherSteps: [String]

  package init(
    segment: SegmentSchema, emails: [(id: String, node: NodeIndex)], otherSteps: [String]
  ) {
    self.segment = segment
    self.emails = emails
    self.otherSteps = otherSteps
  }

  func email(_ id: String) -> NodeIndex? {
    emails.first { $0.id.utf8.elementsEqual(id.utf8) }?.node
  }

  func isOtherStep(_ id: String) -> Bool {
    otherSteps.contains { $0.utf8.elementsEqual(id.utf8) }
  }
}
