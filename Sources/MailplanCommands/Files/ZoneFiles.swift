import CivilTime
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The IANA time zone files of this machine: `TZDIR`, else `/usr/share/zoneinfo`.
struct ZoneFiles: Sendable {
  let folder: String

  init() {
    let named = getenv("TZDIR").map { String(cString: $0) } ?? ""
    folder = named.isEmpty ? "/usr/share/zoneinfo" : named
  }

  /// Fails with what to do if there is no database at all.
  func requireDatabase() throws(Failure) {
    guard kind(of: folder) == .folder, read("UTC") != nil || read("Europe/Berlin") != nil else {
      throw Failure(
        .usage,
        "no time zone database in '\(folder)'; install the package tzdata, or name its folder in TZDIR"
      )
    }
  }

  /// The TZif bytes of a zone; nil if the database does not know it. Names never lead out of the folder.
  func read(_ name: String) -> [UInt8]? {
    guard ZoneDatabase.isName(Array(name.utf8)[...]) else { return nil }
    let path = Paths.join(folder, name)
    do throws(FileFault) {
      return try readRegularFile(path, limit: 1 << 20)
    } catch {
      // A name that leads nowhere is one that the database does not know; a file that cannot be read is not.
      if !error.isMissing, kind(of: path) == .file {
        ZoneFiles.noted.withLock { [reason = error.reason] noted in
          noted = noted ?? "cannot read the time zone file '\(path)': \(reason)"
        }
      }
      return nil
    }
  }

  private static let noted = Mutex<String?>(nil)

  /// Why a zone could not be read that is there. Whoever takes its contacts for contacts of an unknown zone would
  /// mail them at wrong times: nothing may be made of it.
  static var fault: Failure? { noted.withLock { $0 }.map { Failure(.usage, $0) } }

  /// All zone names, sorted; for suggestions.
  func names() -> [String] {
    var names: [String] = []
    func visit(_ path: String) {
      for name in namesInFolder(Paths.join(folder, path)) {
        let child = path.isEmpty ? name : "\(path)/\(name)"
        guard name.utf8.first.map({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) == true
        else { continue }
        switch kind(of: Paths.join(folder, child)) {
        case .folder: visit(child)
        case .file: names.append(child)
        case .other, .missing: break
        }
      }
    }
    visit("")
    return names
  }
}
