import CampaignCompiler
import Diagnostics

/// Finds the files that nothing uses in the projects of which `lint` has seen every campaign.
struct UnusedFiles {
  /// The folders that were named, resolved.
  let folders: [String]
  private var projects: [String: ProjectFolder] = [:]
  /// With campaigns that may use files that could not be looked for.
  private var unclear: Set<String> = []
  private var segments: [String: Set<String>] = [:]

  init(folders: [String]) { self.folders = folders }

  /// A campaign was compiled, with these findings.
  mutating func note(_ folder: ProjectFolder, _ findings: Findings) {
    projects[folder.root] = folder
    if findings.hideFiles { unclear.insert(folder.root) }
  }

  mutating func note(segment path: String, of folder: ProjectFolder) {
    segments[folder.root, default: []].insert(path)
  }

  /// One answer a file, sorted by project and path.
  func find(_ files: [String: CampaignFiles]) -> [(path: String, findings: Findings)] {
    var answers: [(path: String, findings: Findings)] = []
    for (root, folder) in projects.sorted(by: { $0.key < $1.key })
    where !unclear.contains(root) && isWhole(root) {
      guard let files = files[root] else { continue }
      var found = Findings()
      findUnusedFiles(
        among: ProjectNames(of: folder).paths, segments: segments[root] ?? [], files: files,
        shown: { folder.display(of: $0) }, into: &found)
      for finding in found.all {
        guard case .file(let path) = finding.place else { continue }
        var one = Findings()
        one.report(finding)
        answers.append((path, one))
      }
    }
    return answers
  }

  /// Whether every campaign of the project was looked for.
  private func isWhole(_ root: String) -> Bool {
    folders.contains { Paths.relative(root, to: $0) != nil }
  }
}
