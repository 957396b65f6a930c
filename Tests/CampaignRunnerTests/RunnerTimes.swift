import CampaignRunner
import CivilTime
import Foundation
import LiquidTemplates
import Testing

let zones = ZoneDatabase { name in
  let root = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
  return FileManager.default.contents(atPath: root + "/" + name).map { Array($0) }
}

/// `2026-12-24T09:00Z`, `2026-12-24T09:00+01:00`
func instant(_ text: String) throws -> Instant {
  guard case .instant(let instant) = WrittenTimestamp(text) else { throw NotATime(text: text) }
  return instant
}

/// `2026-12-24T09:00`
func local(_ text: String) throws -> LocalDateTime {
  guard case .local(let local) = WrittenTimestamp(text) else { throw NotATime(text: text) }
  return local
}

func clock(_ text: String) throws -> LocalTime { try #require(LocalTime(text)) }

func days(_ count: Int) -> Period { Period(count: count, unit: .days) }

func hours(_ count: Int) -> Period { Period(count: count, unit: .hours) }

struct NotATime: Error {
  let text: String
}
