import CampaignGraph

/// The names a rule may use, and what they stand for.
package struct RuleScope: Sendable {
  package let segment: SegmentSchema
  /// In the order of the campaign.
  package let emails: [(id: String, node: NodeIndex)]
  /// Ids of steps that are no emails.
  package let otherSteps: [String]
  private let nodes: [[UInt8]: NodeIndex]
  private let others: Set<[UInt8]>

  package init(
    segment: SegmentSchema, emails: [(id: String, node: NodeIndex)], otherSteps: [String]
  ) {
    self.segment = segment
    self.emails = emails
    self.otherSteps = otherSteps
    nodes = Dictionary(emails.map { (Array($0.id.utf8), $0.node) }) { first, _ in first }
    others = Set(otherSteps.map { Array($0.utf8) })
  }

  func email(_ id: String) -> NodeIndex? {
    nodes[Array(id.utf8)]
  }

  func isOtherStep(_ id: String) -> Bool {
    others.contains(Array(id.utf8))
  }
}
