import Diagnostics

/// Reads a YAML file into a tree, and reports whatever the campaign language refuses in it.
///
/// Duplicate keys, aliases, tags and values that should have been quoted are reported all at once
/// with a tree in which they are made good, so that later stages add no follow-ups. nil if no tree
/// could be made; `findings` then has an error. An empty file has a null scalar as its root.
package func parseYAML(_ file: SourceFile, into findings: inout Findings) -> YAMLDocument? {
  guard file.bytes.count <= YAMLLimits.fileBytes else {
    findings.report(.fileTooLarge(file))
    return nil
  }
  if let fault = EncodingFault.first(in: file.bytes) {
    findings.report(.encoding(fault, in: file))
    return nil
  }
  let source = PatchedSource(file)
  let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  if let place = excessDirective(in: source.text, from: start) {
    findings.report(.tooManyDirectives(at: file.range(place..<place + 1)))
    return nil
  }
  guard file.bytes.count > start else {
    let text = MappedText(
      utf8: [], file: file, segments: [], whole: file.range(start..<start))
    let root = YAMLNode(
      content: .scalar(YAMLScalar(style: .plain, text: text)), range: text.whole)
    return YAMLDocument(file: file, root: root, comments: [])
  }
  var repair = Repair(source)
  return repair.document(into: &findings)
}
