/// The functions of a rule that ask about an email step.
enum EngagementFunction: String, Sendable, CaseIterable {
  case opened
  case clicked
  case replied
  case bounced
  case sent
}
