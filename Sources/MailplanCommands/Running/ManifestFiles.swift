import CampaignRunner

/// The manifest and its actions on their way to files, in the pieces in which the run hands them on.
struct ManifestFiles: ~Copyable, ManifestSink {
  private var manifest: FileOutput?
  private var actions: FileOutput?

  /// `-` is standard output; without a name, actions are dropped.
  init(manifest path: String, actions: String?) throws(OutputFault) {
    manifest = path == "-" ? nil : try FileOutput(path)
    self.actions = nil
    if let actions { self.actions = try FileOutput(actions) }
  }

  mutating func write(manifest rows: UnsafeRawBufferPointer) throws {
    if manifest == nil {
      try writeToStandardOutput(rows)
    } else {
      try manifest?.write(rows)
    }
  }

  /// A manifest is no display: half of one is a failure, also if its reader went away.
  private func writeToStandardOutput(_ rows: UnsafeRawBufferPointer) throws {
    let stream = StandardStream.output
    do throws(OutputFault) {
      try writeAll(rows, to: stream.descriptor, path: stream.path)
    } catch {
      throw OutputFault(path: error.path, reason: error.reason, isClosedPipe: false)
    }
  }

  mutating func write(actions rows: UnsafeRawBufferPointer) throws {
    try actions?.write(rows)
  }

  /// Everything is on the disk before anything has its name; the manifest gets its name last.
  mutating func commit(summary: consuming FileOutput?) throws {
    try manifest?.flush()
    try actions?.flush()
    try summary?.flush()
    try actions?.commit()
    try summary?.commit()
    try manifest?.commit()
  }
}
