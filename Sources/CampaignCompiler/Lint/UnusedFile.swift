import Diagnostics

/// A template or segment file that no campaign of its project reads.
enum UnusedFile: DocumentedRule {
  static let description = RuleDescription(
    "unused-file", .files, .warning,
    summary: "every template and segment file of a project is used",
    why: """
      A file that nothing reads is left over, or a campaign has the wrong path. Reported when all \
      campaigns of a project are linted, by naming its folder, and all of them could be read. \
      Files ending with .liquid are templates wherever they lie; .html, .txt and .md files are \
      taken for templates in a folder from which another one is used.
      """,
    bad: "", good: "", configure: "lint: { rules: { unused-file: off } }")

  static func unused(_ path: String, shown: String, isSegment: Bool) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "no campaign of this project uses \(isSegment ? "segment" : "template") \(quoted(path))",
      at: Place.file(path: shown))
  }
}

/// Reports the templates and segments of a project that nothing reads; to be asked once all its campaigns
/// have been compiled with the same `files`.
///
/// - Parameters:
///   - names: paths of the files below the project's folder, without those of projects in it.
///   - segments: of these, the segment files.
///   - shown: how messages name a file.
package func findUnusedFiles(
  among names: [String], segments: Set<String>, files: CampaignFiles, shown: (String) -> String,
  into findings: inout Findings
) {
  let used = files.parsed.filesRead
  let folders = Set(used.filter { isBody($0) }.map { ProjectPath.folder(of: $0) })
  var found = Findings()
  for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  where !used.contains(name) {
    let isSegment = segments.contains(name)
    let isTemplate =
      name.hasSuffix(".liquid") || (isBody(name) && folders.contains(ProjectPath.folder(of: name)))
    guard isSegment || isTemplate else { continue }
    found.report(UnusedFile.unused(name, shown: shown(name), isSegment: isSegment))
  }
  var ignored = Findings()
  let project = loadProject(ProjectFiles(files), into: &ignored)
  findings.append(
    contentsOf: found.judged(by: Judgement(project: project, today: files.today)))
}

/// Whether a file of this name could be a body; a README is written for people.
private func isBody(_ path: String) -> Bool {
  let name = path.split(separator: "/").last.map(String.init) ?? path
  return !name.uppercased().hasPrefix("README")
    && [".liquid", ".html", ".htm", ".txt", ".text", ".md", ".markdown"].contains {
      name.hasSuffix($0)
    }
}

extension Findings {
  /// Whether a campaign with these findings may have left files unread that it uses.
  package var hideFiles: Bool {
    all.contains { finding in
      guard finding.severity == .error else { return false }
      switch ruleCatalogue.description(of: finding.rule.name)?.stage {
      case .yaml, .structure, .files, nil: return true
      default: return false
      }
    }
  }
}
