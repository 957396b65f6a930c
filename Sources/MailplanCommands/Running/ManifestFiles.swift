import CampaignRunner

/// The manifest and its actions on their way to files, in the pieces in which the run hands them on.
struct ManifestFiles: ~Copyable, ManifestSink {
  private let target: any ManifestTarget
  private var actions: FileOutput?

  /// Without a name, actions are dropped.
  init(manifest target: any ManifestTarget, actions: String?) throws(OutputFault) {
    self.target = target
    self.actions = nil
    if let actions { self.actions = try FileOutput(actions) }
  }

  mutating func write(manifest rows: UnsafeRawBufferPointer) throws {
    try target.write(rows)
  }

  mutating func write(actions rows: UnsafeRawBufferPointer) throws {
    try actions?.write(rows)
  }

  /// The files into which the manifest is split, known once it is finished; empty where there is only one.
  var parts: [ManifestPart] { target.parts }

  /// No more rows come: the rows lie on the disk, without their final name yet.
  mutating func finish() throws {
    try target.finish()
    try actions?.flush()
  }

  /// Everything is on the disk before anything has its name; the manifest gets its name last.
  mutating func commit(summary: consuming FileOutput?, rejects: RejectsFile? = nil) throws {
    try summary?.flush()
    try rejects?.flush()
    try rejects?.commit()
    try actions?.commit()
    try summary?.commit()
    try target.commit()
  }
}
