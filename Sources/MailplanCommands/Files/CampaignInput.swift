import CampaignCompiler
import CivilTime
import Diagnostics

/// One campaign file named on the command line: a path, or a folder with a `campaign.yaml` in it.
struct CampaignInput {
  let file: SourceFile
  /// From the project's folder.
  let path: String
  let files: DiskFiles

  /// - Parameter known: projects by their resolved folders, each to be named as it was the first time.
  init(
    _ argument: String, zones: ZoneFiles, edits: EditedFiles = EditedFiles(),
    today: CivilDate? = nil, known: [String: ProjectFolder] = [:]
  ) throws(Failure) {
    let written =
      kind(of: argument) == .folder ? Paths.join(argument, "campaign.yaml") : argument
    let bytes: [UInt8]
    if let edited = resolvedPath(written).flatMap({ edits.bytes(at: $0) }) {
      bytes = edited
    } else {
      do {
        bytes = try readRegularFile(written, limit: DiskFiles.largestFile)
      } catch {
        throw Failure(.usage, "cannot read '\(written)': \(error.reason)")
      }
    }
    guard let around = ProjectFolder(around: written),
      let path = around.relativePath(of: written)
    else { throw Failure(.usage, "cannot read '\(written)': no such file") }
    let folder = known[around.root] ?? around
    self.path = path
    files = DiskFiles(folder: folder, zones: zones, edits: edits, today: today)
    // One name for a file, whether it is named or a campaign uses it.
    file = SourceFile(path: folder.display(of: path), bytes: bytes)
  }

  /// The file of standard input, as if it lay where it is said to.
  init(
    _ input: StandardInputFile, zones: ZoneFiles, today: CivilDate? = nil
  ) throws(Failure) {
    let place = Paths.folder(of: input.path)
    guard let folder = ProjectFolder(around: place), let inside = folder.relativePath(of: place)
    else { throw Failure(.usage, "cannot read '\(place)': no such folder") }
    path = Paths.join(inside, Paths.name(of: input.path))
    files = DiskFiles(folder: folder, zones: zones, today: today)
    file = SourceFile(path: input.display, bytes: input.bytes)
  }

  /// nil if a finding is an error.
  func compile(into findings: inout Findings) -> CompiledCampaign? {
    compileCampaign(file, at: path, files: files.campaignFiles, into: &findings)
  }
}
