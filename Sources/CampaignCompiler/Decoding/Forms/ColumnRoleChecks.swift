import CampaignGraph
import Diagnostics
import LiquidTemplates

/// Reports a role on a column whose type cannot play it.
func checkRole(
  _ role: Located<ColumnRole>, _ type: Located<ColumnType>, into findings: inout Findings
) {
  let fits: Bool
  let needs: String
  switch role.value {
  case .id:
    fits = [.string, .integer].contains(type.value)
    needs = "string or integer"
  case .address:
    fits = type.value == .email
    needs = "email"
  case .suppressed:
    fits = type.value == .boolean
    needs = "boolean"
  case .openHours:
    fits = type.value.itemType == .integer
    needs = "list of integer"
  case .tags:
    fits = type.value.itemType == .string
    needs = "list of string"
  }
  if fits { return }
  findings.report(
    Diagnostic(
      "type-mismatch", .error,
      "a column with the role '\(role.value.rawValue)' has the type \(needs)",
      at: role.range, related: [.init(type.range, "the type is here")]))
}

/// Each role belongs to one column at most.
func reportDuplicateRoles(
  _ columns: [SegmentDefinition.Column], into findings: inout Findings
) {
  for role in ColumnRole.allCases {
    let holders = columns.compactMap { column in
      column.role.flatMap { $0.value == role ? $0 : nil }
    }
    guard let first = holders.first else { continue }
    for other in holders.dropFirst() {
      findings.report(
        Diagnostic(
          "duplicate-role", .error, "only one column can have the role '\(role.rawValue)'",
          at: other.range, related: [.init(first.range, "another has it here")]))
    }
  }
}

extension ColumnType {
  fileprivate var itemType: ColumnType? {
    guard case .list(let item, _) = self else { return nil }
    return item
  }
}
