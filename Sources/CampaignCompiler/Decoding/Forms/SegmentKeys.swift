import Diagnostics
import YAMLTree

/// The keys of a segment file, or of the same mapping inline.
enum SegmentKeys {
  static let segment = Key<Located<String>>(
    "segment", .identifier(.segment), .required, elsewhere: ["id", "name"],
    "The name of the segment.")
  static let columns = Key<[SegmentDefinition.Column]>(
    "columns", .columns, .required, elsewhere: ["fields", "schema", "attributes"],
    "The columns of the CSV file with their types.")

  static let form = Form("a segment", [VersionKey.version.row, segment.row, columns.row])

  /// Inline, neither version nor name is needed.
  static let inlineForm = Form(
    "a segment",
    [
      Key<Int>(VersionKey.version.name, VersionKey.version.kind, "The language version.").row,
      Key<Located<String>>(segment.name, segment.kind, "The name of the segment.").row,
      columns.row,
    ])
}

/// Reads a segment file. All that is wrong is reported in one go; nil only if the root is no mapping, or of another version.
package func decodeSegment(
  _ document: YAMLDocument, into findings: inout Findings
) -> SegmentDefinition? {
  guard let entries = document.rootEntries("a segment", into: &findings),
    !isOtherVersion(entries, into: &findings)
  else { return nil }
  let reader = FormReader(
    entries, of: SegmentKeys.form, at: document.heading(SegmentKeys.segment.name),
    into: &findings)
  reader.checkVersion(at: document.start, into: &findings)
  return reader.readSegment(document.root, into: &findings)
}

extension ValueKind where Value == SegmentReference {
  static var segmentReference: Self {
    let takes = "the path of a segment file, or its mapping"
    let inline = ValueKind<SegmentReference>.form(
      SegmentKeys.inlineForm, takes, .reference(.segment)
    ) { reader, field, findings in
      _ = reader.read(VersionKey.version, into: &findings)
      return .inline(reader.readSegment(field.node, into: &findings))
    }
    return ValueKind(takes, .any(of: [.word, inline.schema])) { field, findings in
      guard case .scalar = field.node.content else { return inline.read(field, &findings) }
      return ValueKind<Located<String>>.path.read(field, &findings).map { .path($0) }
    }
  }
}

extension FormReader {
  fileprivate func readSegment(
    _ node: YAMLNode, into findings: inout Findings
  ) -> SegmentDefinition {
    SegmentDefinition(
      file: node.range.file, name: read(SegmentKeys.segment, into: &findings),
      columns: read(SegmentKeys.columns, into: &findings) ?? [],
      columnsRange: entry(SegmentKeys.columns.name)?.key.range ?? heading)
  }
}
