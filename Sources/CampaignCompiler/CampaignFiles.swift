import CivilTime
import Diagnostics

/// What the compiler may ask of the world: files by path, and which zone names exist.
///
/// Paths are relative to the project's folder (the one with `mailplan.yaml`, else the campaign's
/// own), with `/`, already normalised, and never leave it.
package struct CampaignFiles: Sendable {
  package enum Answer: Sendable {
    case file(SourceFile)
    /// Why not, for people: "no such file", "is a folder", "is larger than 1 MiB", "leads out of
    /// the project".
    case refused(reason: String)
  }

  package let read: @Sendable (_ path: String) -> Answer
  /// Paths of the regular files below a folder, sorted; for did-you-mean. Empty if there is no such
  /// folder.
  package let list: @Sendable (_ folder: String) -> [String]
  /// Whether the IANA database knows the name.
  package let knowsZone: @Sendable (_ name: String) -> Bool
  /// All zone names, for did-you-mean; may be empty.
  package let zoneNames: @Sendable () -> [String]
  /// The day by which suppressions expire; nil: they do not.
  package let today: CivilDate?
  /// Shared by every compilation that is given this value.
  let parsed = ParsedFiles()

  package init(
    read: @escaping @Sendable (_ path: String) -> Answer,
    list: @escaping @Sendable (_ folder: String) -> [String],
    knowsZone: @escaping @Sendable (_ name: String) -> Bool,
    zoneNames: @escaping @Sendable () -> [String], today: CivilDate? = nil
  ) {
    self.read = read
    self.list = list
    self.knowsZone = knowsZone
    self.zoneNames = zoneNames
    self.today = today
  }
}
