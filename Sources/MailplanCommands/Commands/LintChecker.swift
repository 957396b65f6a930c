import CampaignCompiler
import CivilTime
import Diagnostics

/// Checks the files that `lint` is given, as they lie on the disk or as they have been edited.
struct LintChecker {
  /// What a check has looked at.
  struct Coverage {
    /// What could be checked to the end.
    var scope = CheckedScope()
    /// As messages name them.
    var files: [String] = []
    /// Files that cannot be read; the others are checked all the same.
    var failures: [Failure] = []
    /// Of the campaigns that compile, where they are wanted.
    var bounds: [CampaignBounds] = []
  }

  private let wantsBounds: Bool
  private let items: [LintInputs.Item]
  /// The folders that are named, resolved.
  private let folders: [String]
  private let zones = ZoneFiles()
  private let today: CivilDate
  private let changed: ChangedFindings?
  /// Resolved folders of the projects.
  let roots: Set<String>

  init(paths: [String], standardInput: StandardInputFile?, scope: ScopeOptions, wantsBounds: Bool)
    throws
  {
    self.wantsBounds = wantsBounds
    try zones.requireDatabase()
    items = try LintInputs(paths, standardInput: standardInput).items
    folders = paths.filter { $0 != "-" && kind(of: $0) == .folder }.compactMap { resolvedPath($0) }
    today = scope.day
    roots = Set(items.compactMap { ProjectFolder(around: $0.path)?.root })
    let here = items.first.flatMap { resolvedPath($0.path) }.map { Paths.folder(of: $0) } ?? "."
    changed = try scope.changedSince.map {
      ChangedFindings(changes: try GitChanges(since: $0, around: here))
    }
  }

  func check(
    edits: EditedFiles = EditedFiles(), rows: CountedSegment?, coverage: inout Coverage
  ) -> Findings {
    var findings = Findings()
    // The files of a project are read and parsed once for all its campaigns.
    var projects: [String: CampaignFiles] = [:]
    var known: [String: ProjectFolder] = [:]
    var isWhole = true
    var unused = UnusedFiles(folders: folders)
    for item in items {
      let input: CampaignInput
      do throws(Failure) {
        input = try item.open(zones: zones, edits: edits, today: today, known: known)
      } catch {
        coverage.failures.append(error)
        isWhole = false
        continue
      }
      coverage.files.append(input.file.path)
      let root = input.files.folder.root
      known[root] = known[root] ?? input.files.folder
      let files = projects[root] ?? input.files.campaignFiles
      projects[root] = files
      var found = Findings()
      switch item.subject {
      case .campaign:
        let compiled = compileCampaign(
          input.file, at: input.path, files: files, rows: { rows?.rows(of: $0) }, into: &found)
        if wantsBounds, let compiled { coverage.bounds.append(CampaignBounds(compiled)) }
        if let campaign = compiled?.analyzed {
          coverage.scope.paths.formUnion(campaign.ownPaths)
          coverage.scope.paths.formUnion(campaign.sharedPaths)
          if let id = campaign.definition.id?.value { coverage.scope.campaigns.insert(id) }
        } else {
          isWhole = false
        }
        unused.note(input.files.folder, found)
        found = changed?.of(found, in: compiled?.analyzed, root: root) ?? found
      case .segment, .project, .test:
        switch item.subject {
        case .segment:
          lintSegment(input.file, at: input.path, files: files, into: &found)
          unused.note(segment: input.path, of: input.files.folder)
        case .project: lintProject(input.file, files: files, into: &found)
        case .test, .campaign: lintTest(input.file, into: &found)
        }
        coverage.scope.paths.insert(input.file.path)
        found = changed?.of(found, inFile: input.file.path) ?? found
      }
      findings.append(contentsOf: found)
    }
    for found in unused.find(projects) {
      findings.append(contentsOf: changed?.of(found.findings, inFile: found.path) ?? found.findings)
    }
    if isWhole { coverage.scope.wholeFolders = folders }
    return findings
  }
}
