import Diagnostics
import YAMLTree

/// What a file of a project is.
package enum FileSubject: Sendable, CaseIterable {
  case campaign
  case segment
  case project
  case test
}

/// The file in its canonical layout: what it means stays the same, and every comment stays with what it
/// describes; `grammar/layout.md` has the rules.
///
/// nil after findings if the file cannot be read, or has keys or steps that are none of the language.
package func formatFile(
  _ file: SourceFile, as subject: FileSubject, into findings: inout Findings
) -> [UInt8]? {
  var found = Findings()
  guard let document = parseYAML(file, into: &found), !found.hasErrors,
    case .mapping(let entries) = document.root.content,
    subject.isOfTheLanguage(document, into: &found)
  else {
    if !found.hasErrors, let document = parseYAML(file, into: &found) {
      _ = document.rootEntries(subject.title, into: &found)
    }
    findings.append(contentsOf: found)
    return nil
  }
  var builder = LayoutBuilder(document, subject.shapes)
  let (head, root) = builder.build(
    entries, document.root.range, isFlow: builder.isFlow(document.root))
  var writer = LayoutWriter()
  writer.write(head, root)
  guard writer.bytes.count <= mostBytesInFile else {
    findings.report(.layoutTooLarge(file, writer.bytes.count))
    return nil
  }
  guard keepsEverything(of: document, writer.bytes) else {
    findings.report(InternalError.unfaithfulLayout(of: file))
    return nil
  }
  return writer.bytes
}

/// The last word on every layout: what was written is read again and compared.
private func keepsEverything(of document: YAMLDocument, _ bytes: [UInt8]) -> Bool {
  var findings = Findings()
  let file = SourceFile(path: document.file.path, bytes: bytes)
  guard let written = parseYAML(file, into: &findings), !findings.hasErrors else { return false }
  return saysTheSame(document.root, written.root)
    && document.commentTexts == written.commentTexts
}

extension FileSubject {
  private static let campaignShapes = KeyShapes(campaignSchema())
  private static let segmentShapes = KeyShapes(segmentSchema())
  private static let projectShapes = KeyShapes(projectSchema())
  private static let testShapes = KeyShapes(testSchema())

  fileprivate var shapes: KeyShapes {
    switch self {
    case .campaign: FileSubject.campaignShapes
    case .segment: FileSubject.segmentShapes
    case .project: FileSubject.projectShapes
    case .test: FileSubject.testShapes
    }
  }

  fileprivate var title: String {
    switch self {
    case .campaign: "a campaign"
    case .segment: "a segment"
    case .project: "a project"
    case .test: "a campaign test"
    }
  }

  /// False after findings where a key or a step is none of the language: nobody could say where it belongs.
  /// Values may be wrong: they have a place.
  fileprivate func isOfTheLanguage(_ document: YAMLDocument, into findings: inout Findings) -> Bool
  {
    var found = Findings()
    switch self {
    case .campaign: _ = decodeCampaign(document, into: &found)
    case .segment: _ = decodeSegment(document, into: &found)
    case .project: _ = decodeProject(document, into: &found)
    case .test: _ = decodeTest(document, into: &found)
    }
    for finding in found.all where structural.contains(finding.rule.name) {
      findings.report(finding)
    }
    return !findings.hasErrors
  }
}

private let structural = ["unknown-key", "step-kind", "unsupported-version"]

extension YAMLDocument {
  /// In a fixed order, whatever the order in the file, without blanks at their ends.
  fileprivate var commentTexts: [[UInt8]] {
    comments.map { comment in
      var text = file.bytes[comment.range.bytes]
      while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
      return Array(text)
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

extension Findings {
  fileprivate var hasErrors: Bool { all.contains { $0.severity == .error } }
}

extension InternalError {
  fileprivate static func unfaithfulLayout(of file: SourceFile) -> Diagnostic {
    Diagnostic(
      description.id, .error, "the layout of this file would not mean the same",
      at: file.range(0..<0),
      help:
        "the file is left as it is; this is a mistake of mailplan: please report it with the file")
  }
}
