/// A rule that was asked on the way, with what it was asked for.
package struct RuleTold: Sendable, Equatable {
  /// `where`, `exit`, or `case 1` of a branch.
  package let place: String
  package let story: RuleStory
}
