/// What a campaign promises about its steps.
package enum CampaignType: String, Sendable, CaseIterable {
  /// Exactly one email on every path.
  case broadcast
  case drip
  /// Each contact enters at its own trigger.
  case triggered
  /// A split whose variants each send.
  case abTest = "ab_test"
}
