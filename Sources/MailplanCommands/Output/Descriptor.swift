#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why output could not be written whole.
struct OutputFault: Error {
  let path: String
  let reason: String
  /// The reader went away: a quiet end for commands that only show something.
  let isClosedPipe: Bool
}

/// Writes all bytes to a descriptor; unlike `print`, it sees every error.
func writeAll(
  _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
) throws(OutputFault) {
  var rest = bytes
  while !rest.isEmpty {
    let count = retrying { write(descriptor, rest.baseAddress, rest.count) }
    guard count > 0 else {
      let code = errno
      throw OutputFault(path: path, reason: systemReason(code), isClosedPipe: code == EPIPE)
    }
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
  }
}

/// A standard stream, written at once.
struct StandardStream: Sendable {
  let descriptor: Int32
  let path: String

  static let output = StandardStream(descriptor: 1, path: "standard output")
  static let error = StandardStream(descriptor: 2, path: "standard error")

  /// Takes the places of standard streams that are closed, so that no file gets them: messages would land in it.
  /// Reading and writing there still fails.
  static func occupyClosed() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  func write(_ bytes: [UInt8]) throws(OutputFault) {
    let failure: OutputFault? = bytes.withUnsafeBytes { buffer in
      do throws(OutputFault) {
        try writeAll(buffer, to: descriptor, path: path)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  func write(_ text: String) throws(OutputFault) { try write(Array(text.utf8)) }

  /// For messages: there is nobody left to tell if this fails.
  func tell(_ bytes: [UInt8]) { try? write(bytes) }

  func tell(_ text: String) { try? write(text) }
}
