import CampaignGraph
import Diagnostics
import LiquidTemplates
import YAMLTree

extension ValueKind where Value == [SegmentDefinition.Column] {
  static var columns: Self {
    let takes = "a mapping of column names to types"
    let short = columnTypeSchema(ColumnTypeName.allCases.filter { $0 != .enum })
    let schema = Schema.mapping(of: .any(of: [short, ColumnKeys.schema]), atLeast: 1)
    return ValueKind(takes, schema) { field, findings in
      guard let entries = field.mapping(takes, into: &findings) else { return nil }
      if entries.isEmpty {
        findings.report(
          Diagnostic(
            "missing-value", .error, "\(field.title) takes at least one column", at: field.heading))
      }
      let columns = entries.map { readColumn($0, into: &findings) }
      reportDuplicateRoles(columns, into: &findings)
      return columns
    }
  }
}

/// A column that cannot be read is kept without a type, so that its users are not reported as well.
private func readColumn(
  _ entry: YAMLEntry, into findings: inout Findings
) -> SegmentDefinition.Column {
  let name = Located(entry.key.string, entry.key.range)
  let bytes = entry.key.text.utf8
  if !bytes.contains(where: { $0 > 0x20 }) || bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
    findings.report(
      Diagnostic(
        "invalid-id", .error, "a column has a name without control characters", at: entry.heading))
  }
  guard case .mapping(let entries) = entry.value.content else {
    let written = Field(entry).read(.columnType, into: &findings)
    return SegmentDefinition.Column(
      name: name, type: written.flatMap { shortType($0, into: &findings) },
      isNullable: written?.isNullable ?? true, role: nil, defaultText: nil, preview: nil)
  }
  let reader = FormReader(
    entries, of: ColumnKeys.form, at: entry.key.range, into: &findings)
  let written = reader.read(ColumnKeys.type, into: &findings)
  let type = reader.readType(written, into: &findings)
  let role = reader.read(ColumnKeys.role, into: &findings)
  if let type, let role { checkRole(role, type, into: &findings) }
  return SegmentDefinition.Column(
    name: name, type: type, isNullable: written?.isNullable ?? true, role: role,
    defaultText: reader.readCell(ColumnKeys.defaultText, type, of: name, into: &findings),
    preview: reader.readCell(ColumnKeys.preview, type, of: name, into: &findings))
}

private func shortType(
  _ written: WrittenColumnType, into findings: inout Findings
) -> Located<ColumnType>? {
  if let simple = written.name.simple { return Located(simple, written.range) }
  if written.name == .list {
    return Located(
      .list(of: .string, separator: ColumnKeys.defaultSeparator), written.range)
  }
  findings.report(
    Diagnostic(
      "missing-key", .error, "an enum column needs the key 'values'", at: written.range,
      help: "write { type: enum, values: [free, pro] }"))
  return nil
}

extension FormReader {
  /// The type with the keys that complete it; keys of other types are refused.
  fileprivate func readType(
    _ written: WrittenColumnType?, into findings: inout Findings
  ) -> Located<ColumnType>? {
    let of = read(ColumnKeys.of, into: &findings)
    let separator = read(ColumnKeys.separator, into: &findings)
    let values = read(ColumnKeys.values, into: &findings)
    if let values { reportDuplicates(values, into: &findings) }
    guard let written else { return nil }
    if written.name != .list {
      refuse([ColumnKeys.of.name, ColumnKeys.separator.name], "type: list", into: &findings)
    }
    if written.name != .enum, of?.name != .enum {
      refuse([ColumnKeys.values.name], "type: enum", into: &findings)
    }
    let item = written.name == .list ? of : written
    if item?.name == .enum, !has(ColumnKeys.values) {
      findings.report(
        Diagnostic(
          "missing-key", .error, "an enum column needs the key 'values'",
          at: item?.range ?? written.range, help: "add values: [free, pro]"))
      return nil
    }
    if written.name != .list {
      return columnType(written.name, values).map { Located($0, written.range) }
    }
    if let of, of.name == .list || of.isNullable {
      findings.report(
        Diagnostic(
          "wrong-type", .error, "a list has items of a simple type that are never empty",
          at: of.range))
      return nil
    }
    if of == nil, has(ColumnKeys.of) { return nil }
    return columnType(of?.name ?? .string, values).map {
      let separator = separator?.value ?? ColumnKeys.defaultSeparator
      return Located(.list(of: $0, separator: separator), written.range)
    }
  }

  private func columnType(_ name: ColumnTypeName, _ values: [Located<String>]?) -> ColumnType? {
    // Of an empty list, that is said; nothing about what it would allow.
    name.simple ?? values.flatMap { $0.isEmpty ? nil : .enumeration($0.map(\.value)) }
  }

  private func refuse(_ keys: [String], _ owner: String, into findings: inout Findings) {
    for key in keys {
      guard let entry = entry(key) else { continue }
      findings.report(
        Diagnostic(
          "conflicting-keys", .error, "'\(key)' goes with '\(owner)' only", at: entry.key.range))
    }
  }

  /// A value that is not of the column's type is reported and left out.
  fileprivate func readCell(
    _ key: Key<Located<String>>, _ type: Located<ColumnType>?, of column: Located<String>,
    into findings: inout Findings
  ) -> Located<String>? {
    guard let cell = read(key, into: &findings), let type else { return nil }
    guard let problem = cellProblem(Array(cell.value.utf8)[...], type.value) else { return cell }
    findings.report(
      Diagnostic(
        "wrong-type", .error,
        "'\(key.name)' of \(quoted(column.value)) takes \(problem.takes), not \(quoted(cell.value))",
        at: cell.range, label: problem.label,
        related: [.init(type.range, "the type is here")]))
    return nil
  }
}

private func reportDuplicates(_ values: [Located<String>], into findings: inout Findings) {
  var seen: [[UInt8]: SourceRange] = [:]
  for value in values {
    guard let first = seen.updateValue(value.range, forKey: Array(value.value.utf8)) else {
      continue
    }
    findings.report(
      Diagnostic(
        "duplicate-value", .error, "the value \(quoted(value.value)) stands twice",
        at: value.range, related: [.init(first, "it stands here too")]))
  }
}

extension ColumnTypeName {
  /// nil for the types that need more than a name.
  fileprivate var simple: ColumnType? {
    switch self {
    case .string: .string
    case .email: .email
    case .integer: .integer
    case .decimal: .decimal
    case .boolean: .boolean
    case .date: .date
    case .timestamp: .timestamp
    case .timezone: .timezone
    case .url: .url
    case .enum, .list: nil
    }
  }
}
