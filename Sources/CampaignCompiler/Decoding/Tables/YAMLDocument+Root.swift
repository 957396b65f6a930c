import Diagnostics
import YAMLTree

extension YAMLDocument {
  /// The keys of the file; nil after a finding if it holds no mapping.
  func rootEntries(_ what: String, into findings: inout Findings) -> [YAMLEntry]? {
    if case .mapping(let entries) = root.content { return entries }
    findings.report(
      Diagnostic(
        "wrong-type", .error, "\(what) file holds a mapping", at: start,
        help: "begin it with the line 'mailplan: 1'"))
    return nil
  }

  /// The key with its value where they share a line, else the start of the file.
  func heading(_ name: String) -> SourceRange {
    guard case .mapping(let entries) = root.content,
      let entry = entries.first(where: { $0.key.string.isExactly(name) })
    else { return start }
    return entry.heading
  }

  /// The first key, or the very beginning of the file: where to point at what is missing.
  var start: SourceRange {
    let first = root.firstLine
    return first.isOnOneLine ? first : file.range(0..<0)
  }
}

extension YAMLEntry {
  /// The key with its value where they share a line, else the key.
  var heading: SourceRange {
    guard case .scalar(let scalar) = value.content else { return key.range }
    let bytes =
      key.range.bytes
      .lowerBound..<max(
        key.range.bytes.upperBound, scalar.range.bytes.upperBound)
    let both = key.range.file.range(bytes)
    return both.isOnOneLine ? both : key.range
  }
}
