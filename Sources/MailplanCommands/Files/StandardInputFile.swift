/// A file that comes on standard input, and where it would lie.
struct StandardInputFile {
  /// How messages name it.
  let display: String
  /// Where its paths are resolved from; it need not exist, its folder must.
  let path: String
  let bytes: [UInt8]

  /// - Parameter name: nil: a campaign in the folder you are in.
  init(as name: String?) throws(Failure) {
    display = name ?? "<stdin>"
    path = name ?? "campaign.yaml"
    let folder = Paths.folder(of: path)
    guard !Paths.name(of: path).isEmpty, kind(of: path) != .folder else {
      throw Failure(.usage, "--stdin-filename takes the name of a file, not '\(path)'")
    }
    guard kind(of: folder) == .folder else {
      throw Failure(.usage, "cannot place standard input at '\(path)': there is no such folder")
    }
    do {
      bytes = try readAll(0, limit: DiskFiles.largestFile)
    } catch {
      throw Failure(.usage, "cannot read standard input: it \(error.reason)")
    }
  }
}
