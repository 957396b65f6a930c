import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The unfinished outputs of this process, so that an early exit leaves none of them.
final class TemporaryFiles: Sendable {
  static let shared = TemporaryFiles()
  private let names = Mutex<Set<String>>([])

  func add(_ name: String) { _ = names.withLock { $0.insert(name) } }
  func remove(_ name: String) { _ = names.withLock { $0.remove(name) } }

  /// For the way out through `exit`, which runs no deinitialiser.
  func removeAll() {
    names.withLock { names in
      for name in names { unlink(name) }
      names.removeAll()
    }
  }
}
