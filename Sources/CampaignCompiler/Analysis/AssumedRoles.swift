import CampaignGraph
import Diagnostics
import LiquidTemplates

/// Which column plays which role: as declared, else by the usual names and types.
///
/// Without a declared role, the column named `id` is the id; the only column of type `email`, or of
/// several the one named `email`, is the address; a list of strings named `tags` is what `add_tags`
/// and `remove_tags` change.
struct AssumedRoles {
  let definition: SegmentDefinition
  private(set) var roles: [ColumnRole?]

  init(_ definition: SegmentDefinition) {
    self.definition = definition
    self.roles = definition.columns.map { $0.role?.value }
    assume(.id, columnNamed("id") { [.string, .integer].contains($0) })
    let emails = definition.columns.indices.filter { definition.columns[$0].type?.value == .email }
    assume(.address, emails.count == 1 ? emails[0] : columnNamed("email") { $0 == .email })
    assume(.tags, columnNamed("tags") { $0.isList(of: .string) })
  }

  /// - Parameter isBroken: parts of the definition could not be read; what is missing may be among
  /// them.
  func check(isBroken: Bool, into findings: inout Findings) {
    for (column, role) in zip(definition.columns, roles) {
      guard role == .id, column.isNullable, column.type != nil, column.defaultText == nil
      else { continue }
      findings.report(ColumnFit.nullableID(column))
    }
    guard !isBroken else { return }
    for role in [ColumnRole.id, .address] where !roles.contains(role) {
      findings.report(MissingRole.missing(role, in: definition))
    }
  }

  private func columnNamed(_ name: String, where isFit: (ColumnType) -> Bool) -> Int? {
    definition.columns.firstIndex { column in
      column.name.value.utf8.elementsEqual(name.utf8)
        && column.type.map { isFit($0.value) } ?? false
    }
  }

  private mutating func assume(_ role: ColumnRole, _ index: Int?) {
    guard !roles.contains(role), let index, roles[index] == nil else { return }
    roles[index] = role
  }
}

extension ColumnType {
  func isList(of item: ColumnType) -> Bool {
    if case .list(let type, separator: _) = self { type == item } else { false }
  }

  /// As a segment file spells it.
  var spelling: String {
    switch self {
    case .string: "string"
    case .email: "email"
    case .integer: "integer"
    case .decimal: "decimal"
    case .boolean: "boolean"
    case .date: "date"
    case .timestamp: "timestamp"
    case .timezone: "timezone"
    case .url: "url"
    case .enumeration: "enum"
    case .list(let item, separator: _): "list of \(item.spelling)"
    }
  }
}
