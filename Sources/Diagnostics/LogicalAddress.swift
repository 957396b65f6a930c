/// What a finding is about, by names that outlive edits of the file: fingerprints are made of it.
package struct LogicalAddress: Sendable, Hashable {
  package let campaign: String
  /// The id of a step; nil for the campaign as a whole.
  package let step: String?

  package init(campaign: String, step: String? = nil) {
    self.campaign = campaign
    self.step = step
  }
}

extension LogicalAddress {
  /// nil comes first, and a campaign before its steps.
  static func precedes(_ a: LogicalAddress?, _ b: LogicalAddress?) -> Bool {
    guard let b else { return false }
    guard let a else { return true }
    if a.campaign != b.campaign {
      return a.campaign.utf8.lexicographicallyPrecedes(b.campaign.utf8)
    }
    guard let step = b.step else { return false }
    return a.step.map { $0.utf8.lexicographicallyPrecedes(step.utf8) } ?? true
  }
}
