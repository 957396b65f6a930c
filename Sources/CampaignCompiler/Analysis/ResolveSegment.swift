import CampaignGraph
import Diagnostics
import LiquidTemplates
import YAMLTree

/// The segment of a campaign, read from its file if it is given by path; nil with a report if there
/// is none.
func resolveSegment(
  _ reference: SegmentReference?, of campaign: CampaignDefinition, folders: Folders,
  files: ProjectFiles, into findings: inout Findings
) -> ResolvedSegment? {
  switch reference {
  case nil:
    let files = [campaign.file, folders.project].compactMap { $0 }
    // A `segment` that is written and wrong has been reported.
    if !files.contains(where: { $0.hasKey("segment") && findings.hasError(in: $0) }) {
      findings.report(MissingKey.segment(at: campaign.heading))
    }
    return nil
  case .inline(let definition):
    let name = definition.name?.value ?? campaign.id?.value ?? "inline"
    let isBroken = findings.hasError(in: definition.columnsRange.file)
    return resolveSegment(
      definition, name: name, isBroken: isBroken, files: files.source, into: &findings)
  case .path(let path):
    let folder = folders.folder(of: path.range)
    guard let (place, file) = files.load(path, from: folder, into: &findings) else { return nil }
    return files.source.parsed.segment(at: place, into: &findings) { findings in
      readSegment(file, at: place, files: files.source, into: &findings)
    }
  }
}

/// A segment file by itself.
func readSegment(
  _ file: SourceFile, at path: String, files: CampaignFiles, into findings: inout Findings
) -> ResolvedSegment? {
  var found = Findings()
  defer { findings.append(contentsOf: found) }
  guard let document = parseYAML(file, into: &found) else { return nil }
  found.noteSuppressions(of: document)
  guard let definition = decodeSegment(document, into: &found) else { return nil }
  let name = definition.name?.value ?? fileStem(path)
  return resolveSegment(
    definition, name: name, isBroken: found.hasErrors, files: files, into: &found)
}

/// - Parameter isBroken: parts of the definition could not be read; what is missing may be among
/// them.
private func resolveSegment(
  _ definition: SegmentDefinition, name: String, isBroken: Bool, files: CampaignFiles,
  into findings: inout Findings
) -> ResolvedSegment {
  let roles = AssumedRoles(definition)
  roles.check(isBroken: isBroken, into: &findings)
  var columns: [Column] = []
  for (column, role) in zip(definition.columns, roles.roles) {
    if column.type?.value == .timezone {
      for zone in [column.defaultText, column.preview].compactMap({ $0 }) {
        InvalidTimezone.check(zone, files: files, into: &findings)
      }
    }
    columns.append(
      Column(
        name: column.name.value, type: column.type?.value ?? .string,
        isNullable: column.isNullable, role: role, defaultText: column.defaultText?.value,
        preview: column.preview?.value))
  }
  return ResolvedSegment(
    definition: definition, schema: SegmentSchema(name: name, columns: columns))
}

/// `trial-users` of `segments/trial-users.yaml`.
private func fileStem(_ path: String) -> String {
  let name = Array(path.utf8).split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
  let stem = name.lastIndex(of: UInt8(ascii: ".")).map { Array(name[..<$0]) } ?? name
  return stem.isEmpty ? "segment" : String(decoding: stem, as: UTF8.self)
}

extension SourceFile {
  /// Whether a line begins with this key.
  fileprivate func hasKey(_ key: String) -> Bool {
    lines.starts.contains { start in
      let line = bytes[start...].drop { $0 == 0x20 }
      return line.starts(with: key.utf8)
        && line.dropFirst(key.utf8.count).first == UInt8(ascii: ":")
    }
  }
}

extension Findings {
  /// Whether anything in a file has been proven wrong.
  func hasError(in file: SourceFile) -> Bool {
    all.contains { diagnostic in
      guard diagnostic.severity == .error, case .range(let range) = diagnostic.place else {
        return false
      }
      return range.file === file
    }
  }
}
