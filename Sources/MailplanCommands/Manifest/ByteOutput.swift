/// A stream of bytes on its way to a file or standard output, compressed on the way where that is wanted.
///
/// A file is complete or absent, as `FileOutput` has it.
final class ByteOutput {
  private var file: FileOutput?
  private let compression: Compression?
  private var compressor: (any Compressor)?
  private var isFinished = false

  /// - Parameter path: `-` for standard output.
  init(_ path: String, compression: Compression?) throws {
    file = path == "-" ? nil : try FileOutput(path)
    self.compression = compression
    compressor = compression?.compressor()
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard !bytes.isEmpty else { return }
    guard let compressor else { return try writeThrough(bytes) }
    try compressor.compress(bytes, isLast: false) { try self.writeThrough($0) }
  }

  /// Everything is written and on the disk.
  func finish() throws {
    guard !isFinished else { return }
    isFinished = true
    try endStream()
    try file?.flush()
  }

  func commit() throws { try file?.commit() }

  /// Gives the descriptor back until more is written; what is compressed then begins a new member, which readers
  /// take for the same stream.
  func pause() throws {
    try endStream()
    try file?.pause()
  }

  func resume() throws {
    try file?.resume()
    compressor = compression?.compressor()
  }

  private func endStream() throws {
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    try compressor?.compress(nothing, isLast: true) { try self.writeThrough($0) }
    compressor = nil
  }

  private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws {
    if file != nil {
      try file?.write(bytes)
    } else {
      try writeToStandardOutput(bytes)
    }
  }

  /// A manifest is no display: half of one is a failure, also if its reader went away.
  private func writeToStandardOutput(_ bytes: UnsafeRawBufferPointer) throws {
    let stream = StandardStream.output
    do throws(OutputFault) {
      try writeAll(bytes, to: stream.descriptor, path: stream.path)
    } catch {
      throw OutputFault(path: error.path, reason: error.reason, isClosedPipe: false)
    }
  }
}
