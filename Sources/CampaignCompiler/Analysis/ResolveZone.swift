import CampaignGraph
import Diagnostics
import LiquidTemplates

/// The zones of a campaign's contacts; without any `timezone:`, all live in UTC.
///
/// A contact without a zone gets the default, one with an unknown zone is skipped, unless the
/// campaign says otherwise. nil with a report if a name is wrong.
func resolveZone(
  _ definition: ZoneDefinition?, segment: ResolvedSegment?, files: CampaignFiles,
  into findings: inout Findings
) -> ZonePolicy? {
  var isSound = true
  var slot: Int?
  if let column = definition?.column, let segment {
    slot = segment.slot(of: column, into: &findings)
    isSound = slot != nil
    if let found = slot, let type = segment.knownType(found), type != .timezone, type != .string {
      findings.report(
        ColumnFit.wrongType(
          column, type, use: "gives the time zone", allowed: "timezone or string"))
      isSound = false
    }
  } else if definition?.column != nil {
    isSound = false
  }
  if let zone = definition?.defaultZone {
    InvalidTimezone.check(zone, files: files, into: &findings)
    isSound = isSound && files.knowsZone(zone.value)
  }
  guard isSound else { return nil }
  return ZonePolicy(
    column: slot, defaultZone: definition?.defaultZone?.value ?? "UTC",
    onMissing: definition?.onMissing?.value ?? .default,
    onInvalid: definition?.onInvalid?.value ?? .skip)
}
