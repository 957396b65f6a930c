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

  /// Mode 0600 whatever the umask, unless another is given: the file may hold contact data.
  init(_ path: String, mode: mode_t? = nil) throws(OutputFault) {
    let opened = try OpenedOutput(path, mode: mode ?? 0o600)
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

  /// Under which name the file lies until it is complete; nil for a pipe or device.
  var temporaryName: String? { temporary }

  /// Closes the file until `resume()`: for outputs of very many files. Pipes and devices stay open.
  mutating func pause() throws(OutputFault) {
    guard temporary != nil, descriptor >= 0 else { return }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw fault() }
  }

  /// Goes on at the end of a paused file.
  mutating func resume() throws(OutputFault) {
    guard let temporary, descriptor < 0 else { return }
    descriptor = retrying { open(temporary, O_WRONLY | O_APPEND | O_CLOEXEC) }
    guard descriptor >= 0 else { throw fault() }
  }

  /// Takes over the mode, and where it may the owner, of the file whose place it takes.
  func keepMode() {
    var status = stat()
    guard temporary != nil, stat(target, &status) == 0 else { return }
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    _ = fchmod(descriptor, status.st_mode & 0o7777)
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

  init(_ path: String, mode: mode_t) throws(OutputFault) {
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
    removeAbandoned(of: target, in: folder)
    for attempt in 0..<100 {
      let name = Paths.join(folder, ".\(Paths.name(of: target)).\(getpid())-\(attempt).partial")
      let opened = retrying { open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
      if opened >= 0 {
        _ = fchmod(opened, mode)
        // Tells other runs that somebody still writes to it.
        _ = flock(opened, LOCK_EX | LOCK_NB)
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

/// Removes what killed runs have left beside an output: unfinished files of processes that are no more, and that
/// nobody holds a lock on.
func removeAbandoned(of target: String, in folder: String) {
  let prefix = ".\(Paths.name(of: target))."
  for name in namesInFolder(folder) where name.hasPrefix(prefix) && name.hasSuffix(".partial") {
    let middle = name.dropFirst(prefix.count).prefix { $0 != "-" }
    guard let process = pid_t(middle), process > 0, kill(process, 0) == -1, errno == ESRCH else {
      continue
    }
    let path = Paths.join(folder, name)
    let opened = retrying { open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
    guard opened >= 0 else { continue }
    defer { close(opened) }
    if flock(opened, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
  }
}
