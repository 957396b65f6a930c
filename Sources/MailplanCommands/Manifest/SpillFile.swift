#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file without a name for what does not fit in memory: gone with the process, however that ends.
package final class SpillFile {
  private let descriptor: Int32
  private let folder: String
  private var pending: [UInt8] = []
  private static let pieces = 1 << 20
  /// Bytes appended so far.
  private(set) var size = 0

  /// - Parameter folder: where there is room for it: that of the output.
  package init(in folder: String) throws {
    self.folder = folder
    removeAbandoned(of: "mailplan-sort", in: folder)
    for attempt in 0..<100 {
      let name = Paths.join(folder, ".mailplan-sort.\(getpid())-\(attempt).partial")
      let opened = retrying { open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
      if opened >= 0 {
        // Killed between the two calls, a run leaves the name to the next one.
        _ = flock(opened, LOCK_EX | LOCK_NB)
        unlink(name)
        descriptor = opened
        return
      }
      guard errno == EEXIST else {
        throw OutputFault(path: folder, reason: systemReason(), isClosedPipe: false)
      }
    }
    throw OutputFault(
      path: folder, reason: "too many unfinished files", isClosedPipe: false)
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(OutputFault) {
    pending.append(contentsOf: bytes)
    size += bytes.count
    if pending.count >= SpillFile.pieces { try flush() }
  }

  /// Everything appended can be read after it.
  func flush() throws(OutputFault) {
    let failure: OutputFault? = pending.withUnsafeBytes { bytes in
      do throws(OutputFault) {
        try writeAll(bytes, to: descriptor, path: folder)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
    pending.removeAll(keepingCapacity: true)
  }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(OutputFault) {
    var done = 0
    while done < buffer.count {
      let count = retrying {
        pread(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
          off_t(offset + done))
      }
      guard count > 0 else {
        let reason = count == 0 ? "a temporary file is shorter than it was" : systemReason()
        throw OutputFault(path: folder, reason: reason, isClosedPipe: false)
      }
      done += count
    }
  }
}

/// Where temporary files go that have no better place: `TMPDIR`, else `/tmp`.
func temporaryFolder() -> String {
  let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
  return named.isEmpty ? "/tmp" : named
}
