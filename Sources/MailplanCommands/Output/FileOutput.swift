#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is complete or absent: written under a temporary name in the same folder, flushed to the disk, then
/// renamed. Until `commit()` nothing stands under its own name; dropped without it, nothing is left behind.
///
/// A pipe or device that stands there already is written to as it is: a file must never take its place.
struct FileOutput: ~Copyable {
  let path: String
  /// What gets its name in the end: behind a link, the file it leads to.
  private let target: String
  /// nil for a pipe or device.
  private let temporary: String?
  private var descriptor: Int32
  private var isCommitted = false

  /// Mode 0600 whatever the umask: the file may hold contact data.
  init(_ path: String) throws(OutputFault) {
    let opened = try OpenedOutput(path)
    self.path = path
    target = opened.target
    temporary = opened.temporary
    descriptor = opened.descriptor
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    guard let temporary else { return }
    if !isCommitted { unlink(temporary) }
    TemporaryFiles.shared.remove(temporary)
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(OutputFault) {
    try writeAll(bytes, to: descriptor, path: path)
  }

  mutating func write(_ bytes: [UInt8]) throws(OutputFault) {
    let (descriptor, path) = (descriptor, path)
    let failure: OutputFault? = bytes.withUnsafeBytes { buffer in
      do throws(OutputFault) {
        try writeAll(buffer, to: descriptor, path: path)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Flushes the bytes to the disk, without the final name yet.
  mutating func flush() throws(OutputFault) {
    // Pipes and devices have nothing to flush.
    guard retrying({ fsync(descriptor) }) == 0 || temporary == nil else { throw fault() }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw fault() }
  }

  /// Gives the file its name and makes that last.
  mutating func commit() throws(OutputFault) {
    if descriptor >= 0 { try flush() }
    guard let temporary else { return }
    guard rename(temporary, target) == 0 else { throw fault() }
    isCommitted = true
    let folder = retrying { open(Paths.folder(of: target), O_RDONLY | O_CLOEXEC) }
    guard folder >= 0 else { return }
    defer { close(folder) }
    guard retrying({ fsync(folder) }) == 0 || errno == EINVAL else { throw fault() }
  }

  private func fault() -> OutputFault {
    OutputFault(path: path, reason: systemReason(), isClosedPipe: false)
  }
}

/// What `FileOutput` writes to.
private struct OpenedOutput {
  let target: String
  let temporary: String?
  let descriptor: Int32

  init(_ path: String) throws(OutputFault) {
    func fault(_ reason: String) -> OutputFault {
      OutputFault(path: path, reason: reason, isClosedPipe: false)
    }
    switch kind(of: path) {
    case .folder: throw fault("is a folder")
    case .other:
      target = path
      temporary = nil
      descriptor = retrying { open(path, O_WRONLY | O_CLOEXEC) }
      guard descriptor >= 0 else { throw fault(systemReason()) }
      return
    case .file: target = resolvedPath(path) ?? path
    case .missing: target = path
    }
    let folder = Paths.folder(of: target)
    for attempt in 0..<100 {
      let name = Paths.join(folder, ".\(Paths.name(of: target)).\(getpid())-\(attempt).partial")
      let opened = retrying { open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
      if opened >= 0 {
        _ = fchmod(opened, 0o600)
        TemporaryFiles.shared.add(name)
        descriptor = opened
        temporary = name
        return
      }
      guard errno == EEXIST else { throw fault(systemReason()) }
    }
    throw fault("too many unfinished files beside it")
  }
}
