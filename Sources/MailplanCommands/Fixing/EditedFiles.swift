/// Files that are to be read otherwise than they lie on the disk, by resolved path.
struct EditedFiles: Sendable {
  struct Edited: Sendable {
    /// How messages name it.
    let path: String
    let original: [UInt8]
    var bytes: [UInt8]
  }

  private(set) var files: [String: Edited] = [:]

  /// nil for a file that is as it lies on the disk.
  func bytes(at resolved: String) -> [UInt8]? { files[resolved]?.bytes }

  mutating func edit(
    _ resolved: String, shownAs path: String, from original: [UInt8], to bytes: [UInt8]
  ) {
    if files[resolved] != nil {
      files[resolved]?.bytes = bytes
    } else {
      files[resolved] = Edited(path: path, original: original, bytes: bytes)
    }
  }

  /// What has changed, by path.
  var changed: [(resolved: String, file: Edited)] {
    files.filter { $0.value.bytes != $0.value.original }
      .map { ($0.key, $0.value) }
      .sorted { $0.1.path.utf8.lexicographicallyPrecedes($1.1.path.utf8) }
  }

  /// As `git apply` reads it.
  var diff: [UInt8] {
    changed.flatMap { unifiedDiff(old: $0.file.original, new: $0.file.bytes, path: $0.file.path) }
  }

  /// Writes what has changed, each file whole or not at all, with the mode it had.
  func write() throws {
    for (resolved, file) in changed {
      guard let found = try? readRegularFile(resolved, limit: DiskFiles.largestFile),
        found == file.original
      else {
        throw Failure(
          .usage, "'\(file.path)' has changed while it was being fixed; nothing is written to it")
      }
      var output = try FileOutput(resolved, mode: modeOfFile(resolved))
      try output.write(file.bytes)
      try output.commit()
    }
  }
}
