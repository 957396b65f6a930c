import CampaignCompiler
import CivilTime
import Diagnostics

/// The files of one project on disk, as the compiler asks for them.
struct DiskFiles: Sendable {
  /// No file of a project may be larger.
  static let largestFile = 1 << 20

  let folder: ProjectFolder
  let zones: ZoneFiles
  /// Read in place of what lies on the disk.
  var edits = EditedFiles()
  /// The day by which suppressions expire; nil: they do not.
  var today: CivilDate?

  /// What the compiler sees. Links that lead out of the project are refused.
  var campaignFiles: CampaignFiles {
    CampaignFiles(
      read: { read($0) }, list: { list($0) },
      knowsZone: { [database = ZoneDatabase(load: zones.read)] in
        database.zone(named: $0) != nil
      }, zoneNames: { zones.names() }, today: today)
  }

  private func read(_ path: String) -> CampaignFiles.Answer {
    let full = Paths.join(folder.root, path)
    guard let resolved = resolvedPath(full) else {
      return .refused(reason: systemReason().lowercased())
    }
    guard Paths.relative(resolved, to: folder.root) != nil else {
      return .refused(reason: "leads out of the project")
    }
    if let bytes = edits.bytes(at: resolved) {
      return .file(SourceFile(path: folder.display(of: path), bytes: bytes))
    }
    do {
      let bytes = try readRegularFile(resolved, limit: DiskFiles.largestFile)
      return .file(SourceFile(path: folder.display(of: path), bytes: bytes))
    } catch {
      return .refused(reason: error.reason)
    }
  }

  /// At most 1,000 files, 8 folders deep: enough for a did-you-mean.
  private func list(_ path: String) -> [String] {
    var found: [String] = []
    func visit(_ path: String, depth: Int) {
      for name in namesInFolder(Paths.join(folder.root, path)) where found.count < 1000 {
        guard name.utf8.first != UInt8(ascii: ".") else { continue }
        let child = path.isEmpty || path == "." ? name : "\(path)/\(name)"
        switch kind(of: Paths.join(folder.root, child)) {
        case .file: found.append(child)
        case .folder where depth < 8: visit(child, depth: depth + 1)
        case .folder, .other, .missing: break
        }
      }
    }
    visit(path, depth: 0)
    return found
  }
}
