#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file could not be read, for people.
struct FileFault: Error {
  let reason: String
  /// There is nothing of that name.
  let isMissing: Bool

  init(reason: String, isMissing: Bool = false) {
    self.reason = reason
    self.isMissing = isMissing
  }
}

/// Reads a regular file of at most `limit` bytes. Folders, pipes and devices fail at once instead of blocking.
func readRegularFile(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
  let descriptor = retrying { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
  guard descriptor >= 0 else {
    throw FileFault(reason: systemReason().lowercased(), isMissing: errno == ENOENT)
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileFault(reason: systemReason()) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: throw FileFault(reason: "is a folder")
  default: throw FileFault(reason: "is not a regular file")
  }
  guard status.st_size <= limit else {
    throw FileFault(reason: "is larger than \(limit / 1024) KiB")
  }
  return try readAll(descriptor, limit: limit, expecting: Int(status.st_size))
}

/// Reads a descriptor to its end; more than `limit` bytes are refused.
///
/// - Parameter size: about how many bytes there are.
func readAll(
  _ descriptor: Int32, limit: Int, expecting size: Int = 0
) throws(FileFault) -> [UInt8] {
  var last = 1
  // One byte more, so that the end is seen without another buffer.
  var bytes = [UInt8](unsafeUninitializedCapacity: max(0, min(size, limit)) + 1) { buffer, count in
    while last > 0, count < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(
        UnsafeMutableBufferPointer(rebasing: buffer[count...]))
      last = retrying { read(descriptor, rest.baseAddress, rest.count) }
      count += max(0, last)
    }
  }
  guard last >= 0 else { throw FileFault(reason: systemReason().lowercased()) }
  guard bytes.count <= limit else {
    throw FileFault(reason: "is larger than \(limit / 1024) KiB")
  }
  if last == 0 { return bytes }
  var chunk = [UInt8](repeating: 0, count: 64 * 1024)
  while true {
    let count = retrying {
      chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    }
    if count == 0 { return bytes }
    guard count > 0 else { throw FileFault(reason: systemReason().lowercased()) }
    bytes.append(contentsOf: chunk[..<count])
    guard bytes.count <= limit else {
      throw FileFault(reason: "is larger than \(limit / 1024) KiB")
    }
  }
}

/// What stands at a path, following links.
enum PathKind {
  case file
  case folder
  case other
  case missing
}

func kind(of path: String) -> PathKind {
  var status = stat()
  guard stat(path, &status) == 0 else { return .missing }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return .file
  case S_IFDIR: return .folder
  default: return .other
  }
}

/// The path with every link resolved; nil if there is nothing there.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The names in a folder without `.` and `..`, sorted by bytes; empty if it cannot be read.
func namesInFolder(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
