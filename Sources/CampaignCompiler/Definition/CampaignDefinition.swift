import CampaignGraph
import Diagnostics

/// A campaign file, decoded: every key of it typed, nothing resolved yet.
///
/// What is missing or wrong is nil, and has been reported.
package struct CampaignDefinition: Sendable {
  package let file: SourceFile
  /// The key `campaign` with its value, or the start of the file: where to point at what is missing.
  package let heading: SourceRange
  package let id: Located<String>?
  package let type: Located<CampaignType>?
  package let settings: CampaignSettings
  package let steps: [StepDefinition]

  package init(
    file: SourceFile, heading: SourceRange, id: Located<String>?, type: Located<CampaignType>?,
    settings: CampaignSettings, steps: [StepDefinition]
  ) {
    self.file = file
    self.heading = heading
    self.id = id
    self.type = type
    self.settings = settings
    self.steps = steps
  }
}
