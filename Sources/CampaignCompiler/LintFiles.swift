import Diagnostics

/// Checks a segment file by itself.
///
/// - Parameter path: relative to the project's folder.
package func lintSegment(
  _ file: SourceFile, at path: String, files: CampaignFiles, into findings: inout Findings
) {
  let files = ProjectFiles(files)
  // Only for its levels: the project file's own findings belong to itself.
  var ignored = Findings()
  let project = loadProject(files, into: &ignored)
  var found = Findings()
  _ = readSegment(file, at: path, files: files.source, into: &found)
  findings.append(contentsOf: found.judged(by: .own(file, project, files.source)))
}

/// Checks a project file by itself: what it says of columns can only be checked with a campaign.
package func lintProject(
  _ file: SourceFile, files: CampaignFiles, into findings: inout Findings
) {
  var found = Findings()
  let project = readProject(file, into: &found)
  if let zone = project?.defaults.zone?.defaultZone {
    InvalidTimezone.check(zone, files: files, into: &found)
  }
  findings.append(contentsOf: found.judged(by: .own(file, project, files)))
}

extension Judgement {
  /// Of a file by itself.
  fileprivate static func own(
    _ file: SourceFile, _ project: ProjectDefinition?, _ files: CampaignFiles
  ) -> Judgement {
    Judgement(project: project, today: files.today, owned: [file.path], isComplete: true)
  }
}
