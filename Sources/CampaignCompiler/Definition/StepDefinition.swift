import CampaignGraph
import Diagnostics

/// One item of a list of steps.
package struct StepDefinition: Sendable {
  /// Indirect: some are large, and a step is handed around much.
  package indirect enum Kind: Sendable {
    case email(EmailDefinition)
    case wait(WaitDefinition)
    case branch(BranchDefinition)
    case split(SplitDefinition)
    case action(ActionDefinition)
    case goto(Located<String>)
    case exit(Located<String>)
  }

  /// The value of the kind key (email, branch, split, action) or of `id:`; nil if none is written.
  package let id: Located<String>?
  package let kind: Kind
  /// The kind key with its value: where to point at the step.
  package let heading: SourceRange
  package let range: SourceRange

  package init(id: Located<String>?, kind: Kind, heading: SourceRange, range: SourceRange) {
    self.id = id
    self.kind = kind
    self.heading = heading
    self.range = range
  }
}
