import Diagnostics
import YAMLTree

/// The path of the project file, in the project's folder.
package let projectFilePath = "mailplan.yaml"

/// A project file with everything in it checked that does not depend on a campaign.
func readProject(_ file: SourceFile, into findings: inout Findings) -> ProjectDefinition? {
  guard let document = parseYAML(file, into: &findings) else { return nil }
  findings.noteSuppressions(of: document)
  guard let project = decodeProject(document, into: &findings) else { return nil }
  UnknownRule.check(project, into: &findings)
  return project
}

/// The project file of a project; nil if there is none or it could not be read, which is reported.
func loadProject(
  _ files: ProjectFiles, into findings: inout Findings
) -> ProjectDefinition? {
  files.source.parsed.project(into: &findings) { findings in
    guard case .file(let file) = files.read(projectFilePath) else { return nil }
    return readProject(file, into: &findings)
  }
}
