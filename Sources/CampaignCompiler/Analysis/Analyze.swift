import CampaignGraph
import Diagnostics

/// Resolves everything that a campaign names: its steps, segment, zone, and the files of its
/// emails.
func analyze(
  _ definition: CampaignDefinition, at path: String, project: ProjectDefinition?,
  files: ProjectFiles, into findings: inout Findings
) -> AnalyzedCampaign {
  let settings = definition.settings.inheriting(project?.defaults ?? CampaignSettings())
  let outline = StepOutline(definition.steps)
  let folders = Folders(campaign: ProjectPath.folder(of: path), project: project?.file)
  let segment = resolveSegment(
    settings.segment, of: definition, folders: folders, files: files, into: &findings)
  let zone = resolveZone(settings.zone, segment: segment, files: files.source, into: &findings)
  var emails: [EmailSources?] = []
  for step in outline.steps {
    guard case .email(let email) = step.definition.kind else {
      emails.append(nil)
      continue
    }
    emails.append(
      loadEmail(
        email, step: step, layout: settings.layout, folders: folders, files: files,
        into: &findings))
  }
  return AnalyzedCampaign(
    path: path, definition: definition, project: project, settings: settings, outline: outline,
    segment: segment, zone: zone, emails: emails)
}

/// From which folder a path counts: that of the file in which it is written.
struct Folders {
  /// Of the campaign file, relative to the project's folder.
  let campaign: String
  let project: SourceFile?

  func folder(of range: SourceRange) -> String {
    if let project, range.file === project { return "" }
    return campaign
  }
}
