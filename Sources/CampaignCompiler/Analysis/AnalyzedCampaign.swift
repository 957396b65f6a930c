import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A campaign with its names, files and inherited settings resolved, and the places in the files
/// where each came from.
package final class AnalyzedCampaign: Sendable {
  /// Of the campaign file, relative to the project's folder.
  package let path: String
  package let definition: CampaignDefinition
  package let project: ProjectDefinition?
  /// The campaign's own settings over the project's defaults.
  package let settings: CampaignSettings
  package let outline: StepOutline
  /// nil where it could not be read; reported.
  package let segment: ResolvedSegment?
  /// nil where it could not be resolved; reported.
  package let zone: ZonePolicy?
  /// By step of the outline; nil for steps that are no emails.
  package let emails: [EmailSources?]
  /// How messages name the campaign file and its templates.
  package let ownPaths: Set<String>

  init(
    path: String, definition: CampaignDefinition, project: ProjectDefinition?,
    settings: CampaignSettings, outline: StepOutline, segment: ResolvedSegment?,
    zone: ZonePolicy?, emails: [EmailSources?]
  ) {
    self.path = path
    self.definition = definition
    self.project = project
    self.settings = settings
    self.outline = outline
    self.segment = segment
    self.zone = zone
    self.emails = emails
    var paths: Set<String> = [definition.file.path]
    for case .some(let email) in emails where !email.isInline(in: definition.file) {
      for text in email.bodies.flatMap(\.texts) { paths.insert(text.file.path) }
    }
    ownPaths = paths
  }

  /// How messages name the files that the campaign shares with others: segment and project file.
  package var sharedPaths: Set<String> {
    let files = [segment?.definition.columnsRange.file, project?.file].compactMap { $0?.path }
    return Set(files).subtracting([definition.file.path])
  }

  /// The key of the step and its value.
  package func heading(_ step: Int) -> SourceRange { outline.steps[step].definition.heading }

  /// The step that became a node; nil for the end.
  package func step(of node: NodeIndex) -> Int? {
    let steps = outline.stepsOfNodes
    return steps.indices.contains(Int(node.value)) ? steps[Int(node.value)] : nil
  }

  /// An email's own settings, filled in from the campaign's.
  package func settings(of email: EmailDefinition) -> EmailSettings {
    EmailSettings(
      from: email.from ?? settings.from, replyTo: email.replyTo ?? settings.replyTo,
      headers: email.headers.inheriting(settings.headers),
      tracking: email.tracking.map { $0.inheriting(settings.tracking) } ?? settings.tracking,
      category: email.category?.value ?? .marketing, locale: email.locale ?? settings.locale,
      markdownHTML: (email.markdownHTML ?? settings.markdownHTML)?.value ?? .escape)
  }
}

/// What an email has, wherever it was written.
package struct EmailSettings: Sendable {
  package let from: SenderDefinition?
  package let replyTo: Located<String>?
  package let headers: [HeaderDefinition]
  package let tracking: TrackingDefinition?
  package let category: EmailStep.Category
  package let locale: Located<String>?
  package let markdownHTML: MarkdownHTML
}
