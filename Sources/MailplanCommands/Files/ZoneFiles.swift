import CivilTime

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
    return try? readRegularFile(Paths.join(folder, name), limit: 1 << 20)
  }

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
