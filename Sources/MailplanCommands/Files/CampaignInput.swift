import CampaignCompiler
import Diagnostics

/// One campaign file named on the command line: a path, or a folder with a `campaign.yaml` in it.
struct CampaignInput {
  let file: SourceFile
  /// From the project's folder.
  let path: String
  let files: DiskFiles

  init(_ argument: String, zones: ZoneFiles) throws(Failure) {
    let written =
      kind(of: argument) == .folder ? Paths.join(argument, "campaign.yaml") : argument
    let bytes: [UInt8]
    do {
      bytes = try readRegularFile(written, limit: DiskFiles.largestFile)
    } catch {
      throw Failure(.usage, "cannot read '\(written)': \(error.reason)")
    }
    guard let folder = ProjectFolder(around: written),
      let path = folder.relativePath(of: written)
    else { throw Failure(.usage, "cannot read '\(written)': no such file") }
    self.path = path
    files = DiskFiles(folder: folder, zones: zones)
    file = SourceFile(path: written, bytes: bytes)
  }

  /// nil if a finding is an error.
  func compile(into findings: inout Findings) -> CompiledCampaign? {
    compileCampaign(file, at: path, files: files.campaignFiles, into: &findings)
  }
}
