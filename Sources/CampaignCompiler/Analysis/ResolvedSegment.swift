import CampaignGraph
import Diagnostics
import LiquidTemplates

/// The columns of a campaign's segment, with their roles, and where they were declared.
package struct ResolvedSegment: Sendable {
  package let definition: SegmentDefinition
  package let schema: SegmentSchema

  /// nil where the declaration could not be read: whatever uses the column stays silent about its
  /// type.
  func knownType(_ slot: Int) -> ColumnType? {
    guard definition.columns.indices.contains(slot) else { return nil }
    return definition.columns[slot].type?.value
  }

  /// The slot of a column by name, or nil with a report.
  func slot(of column: Located<String>, into findings: inout Findings) -> Int? {
    if let slot = schema.index(of: column.value) { return slot }
    let near =
      findings.suggests ? nearMatch(of: column.value, among: schema.columns.map(\.name)) : nil
    findings.report(
      UnknownColumn.unknown(column, segment: schema.name, suggestion: near?.name).respelt(near))
    return nil
  }

  /// Names of columns whose type could not be read.
  var unreadableColumns: [String] {
    definition.columns.filter { $0.type == nil }.map(\.name.value)
  }
}
