import Synchronization

/// The zones of the IANA database by name, each read once; shared by the workers of a run.
package final class ZoneDatabase: Sendable {
  private let load: @Sendable (String) -> [UInt8]?
  private let zones = Mutex<[String: Result<ZoneRules, ZoneFault>]>([:])

  private enum ZoneFault: Error {
    case unknown
    case damaged(ZoneError)
  }

  /// How many names are remembered; a segment full of unknown names must not fill the memory.
  private static let limit = 4096

  /// `load` returns the TZif file of a name, or nil if there is none. It is asked for well-formed
  /// names only, must tell upper from lower case, and may be called on any thread.
  package init(load: @escaping @Sendable (String) -> [UInt8]?) {
    self.load = load
  }

  /// Nil for a name that the database does not know, or whose file is damaged.
  package func zone(named name: String) -> ZoneRules? {
    try? find(name).get()
  }

  /// What is wrong with the file of a zone that the database has; nil for a sound zone, and for a
  /// name that it does not know.
  package func damage(of name: String) -> ZoneError? {
    if case .failure(.damaged(let error)) = find(name) { return error }
    return nil
  }

  private func find(_ name: String) -> Result<ZoneRules, ZoneFault> {
    if name == "UTC" { return .success(.utc) }
    guard ZoneDatabase.isName(Array(name.utf8)[...]) else { return .failure(.unknown) }
    if let known = zones.withLock({ $0[name] }) { return known }
    let found = read(name)
    return zones.withLock { zones in
      // Another worker may have read it meanwhile; all are to share one.
      if let known = zones[name] { return known }
      if zones.count < ZoneDatabase.limit { zones[name] = found }
      return found
    }
  }

  private func read(_ name: String) -> Result<ZoneRules, ZoneFault> {
    guard let bytes = load(name) else { return .failure(.unknown) }
    do throws(ZoneError) {
      return .success(try ZoneRules(name: name, tzif: bytes))
    } catch {
      // The folder of the database holds notes beside the zones: 'leapseconds', '+VERSION'.
      let isNote = error == .notTZif && !name.utf8.contains(UInt8(ascii: "/"))
      return .failure(isNote ? .unknown : .damaged(error))
    }
  }

  /// Whether `name` can be a zone's: `A-Z a-z 0-9 _ + -` in parts between single slashes.
  ///
  /// The folders and links of an installation that are not zones of the database are refused:
  /// `posix/`, `right/` (which counts leap seconds), and `localtime` and `posixrules`, which differ
  /// between machines.
  package static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count <= 100 else { return false }
    var previous = UInt8(ascii: "/")
    for byte in name {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
        UInt8(ascii: "-"):
        break
      case UInt8(ascii: "/"):
        if previous == byte { return false }
      default:
        return false
      }
      previous = byte
    }
    if previous == UInt8(ascii: "/") { return false }
    return
      !(name.starts(with: "posix/".utf8) || name.starts(with: "right/".utf8)
      || name.elementsEqual("localtime".utf8) || name.elementsEqual("posixrules".utf8))
  }
}
