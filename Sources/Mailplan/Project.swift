import CampaignCompiler
import CivilTime
import Diagnostics

/// What a program gives Mailplan: the files of a project and the time zone database. Mailplan itself reads nothing.
public struct Project: Sendable {
  let read: @Sendable (_ path: String) -> [UInt8]?
  let zones: ZoneDatabase

  /// - Parameters:
  ///   - read: the bytes of a file by its path from the project's folder (`/` between parts, never leading
  ///     out); nil if there is none.
  ///   - zone: the TZif file (RFC 8536) of an IANA name such as `Europe/Berlin`; nil if there is none.
  public init(
    read: @escaping @Sendable (_ path: String) -> [UInt8]?,
    zone: @escaping @Sendable (_ name: String) -> [UInt8]?
  ) {
    self.read = read
    zones = ZoneDatabase(load: zone)
  }

  var campaignFiles: CampaignFiles {
    CampaignFiles(
      read: { [read] path in
        read(path).map { .file(SourceFile(path: path, bytes: $0)) }
          ?? .refused(reason: "no such file")
      }, list: { _ in [] }, knowsZone: { [zones] in zones.zone(named: $0) != nil },
      zoneNames: { [] })
  }
}
