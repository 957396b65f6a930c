import CampaignGraph
import CivilTime

/// What a step does, compiled, without where control goes from it.
package enum StepContent: Sendable {
  case email(EmailStep)
  case wait(WaitRule)
  case eventWait(EngagementFact, timeout: Period?)
  /// One rule a case; nil where it could not be compiled, which is reported.
  case branch([RuleExpression?])
  case split(SplitContent)
  case action(ActionStep)
  case goto
  case exit(reason: String)
  /// Could not be compiled; reported.
  case invalid
}

package struct SplitContent: Sendable {
  /// nil where the name or weight could not be read.
  package let variants: [(name: String, weight: Int, isHoldout: Bool)?]
  package let keyColumn: Int
  package let winner: SplitStep.Winner?
}
