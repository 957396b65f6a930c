import CampaignGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A segment file read in chunks, decompressed if need be, with the digest of what was read.
final class SegmentStream {
  /// As the user named it.
  let path: String
  private let file: OpenedInput
  private let bytes: DecompressedBytes
  private var hash = ContentDigest()
  private var damage: Failure?

  /// `-` is standard input.
  init(_ path: String) throws(Failure) {
    self.path = path == "-" ? "<stdin>" : path
    let file = try OpenedInput(path)
    self.file = file
    bytes = DecompressedBytes { file.read(into: $0) }
  }

  /// How much of the file has been read, 0 to 1; nil if its size is not known.
  var share: Double? { file.share }

  /// Why reading has stopped early.
  var fault: Failure? { damage ?? file.fault }

  /// Fills `buffer` from its start; 0 at the end of the file, nil if it cannot be read: see `fault`.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    do throws(CompressionFault) {
      guard let count = try bytes.read(into: buffer) else { return nil }
      hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      return count
    } catch {
      damage = Failure(.usage, "cannot read '\(path)': \(error.reason)")
      return nil
    }
  }

  /// Of all bytes read so far, as they are without compression.
  var digest: String { hash.text() }
}

/// A file or standard input, read as it is.
private final class OpenedInput {
  private let path: String
  private let descriptor: Int32
  private var bytesRead = 0
  /// nil for what is no plain file.
  private let size: Int?
  private(set) var fault: Failure?

  init(_ path: String) throws(Failure) {
    self.path = path == "-" ? "<stdin>" : path
    guard path != "-" else {
      descriptor = 0
      size = nil
      return
    }
    if kind(of: path) == .folder {
      throw Failure(.usage, "cannot read '\(path)': is a folder")
    }
    descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      throw Failure(.usage, "cannot read '\(path)': \(systemReason().lowercased())")
    }
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isFile ? Int(status.st_size) : nil
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  var share: Double? {
    size.flatMap { $0 > 0 ? Double(bytesRead) / Double($0) : nil }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    let (descriptor, base, room) = (descriptor, buffer.baseAddress, buffer.count)
    var count = -1
    repeat {
      count = systemRead(descriptor, base, room)
      guard Interruption.status == nil else {
        fault = Failure(Interruption.status ?? .interrupted, "interrupted")
        return nil
      }
    } while count == -1 && errno == EINTR
    guard count >= 0 else {
      fault = Failure(.usage, "cannot read '\(path)': \(systemReason().lowercased())")
      return nil
    }
    bytesRead += count
    return count
  }
}

private func systemRead(_ descriptor: Int32, _ base: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  read(descriptor, base, count)
}
