import CivilTime
import Foundation
import Testing

/// The TZif file of a zone on this machine.
func tzif(_ name: String) -> [UInt8]? {
  let root = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
  return FileManager.default.contents(atPath: root + "/" + name).map { Array($0) }
}

func zone(_ name: String) throws -> ZoneRules {
  try ZoneRules(name: name, tzif: try #require(tzif(name), "no zone file for \(name)"))
}

/// `2026-12-24T09:00`
func local(_ text: String) throws -> LocalDateTime {
  guard case .local(let local) = WrittenTimestamp(text) else {
    throw NotATime(text: text)
  }
  return local
}

/// `2026-12-24T09:00Z`, `2026-12-24T09:00+01:00`
func instant(_ text: String) throws -> Instant {
  guard case .instant(let instant) = WrittenTimestamp(text) else {
    throw NotATime(text: text)
  }
  return instant
}

func time(_ text: String) throws -> LocalTime { try #require(LocalTime(text)) }

struct NotATime: Error {
  let text: String
}

extension ZoneRules {
  /// What people read in this zone: `2026-12-24T09:00:00+01:00`.
  func show(_ instant: Instant) -> String {
    var bytes: [UInt8] = []
    instant.append(offset: offset(at: instant), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
