import CampaignCompiler
import Diagnostics
import Testing
import YAMLTree

/// A file laid out, with what was said about it.
struct Formatted {
  let text: String?
  let findings: Findings

  init(_ source: String, as subject: FileSubject = .campaign) {
    self.init(Array(source.utf8), as: subject)
  }

  init(_ source: [UInt8], as subject: FileSubject = .campaign) {
    var findings = Findings()
    let file = SourceFile(path: "file.yaml", bytes: source)
    text = formatFile(file, as: subject, into: &findings).map {
      String(decoding: $0, as: UTF8.self)
    }
    self.findings = findings
  }

  var rules: [String] { findings.sorted().map(\.rule.name) }
}

/// The texts of a file's comments, in their order.
func commentTexts(_ source: String) -> [String] {
  var findings = Findings()
  let file = SourceFile(path: "file.yaml", text: source)
  return parseYAML(file, into: &findings)?.comments.map { comment in
    var text = comment.range.text
    while text.hasSuffix(" ") || text.hasSuffix("\t") { text.removeLast() }
    return text
  } ?? []
}

/// What is wrong with the layout of a file; nil if it is a fixed point that has all comments.
///
/// - Parameter isOrdered: whether the keys stood in their order, so that comments keep theirs.
func layoutFault(_ source: String, as subject: FileSubject, isOrdered: Bool) -> String? {
  let once = Formatted(source, as: subject)
  guard let text = once.text else { return "refused: \(once.findings.sorted().map(\.message))" }
  let (before, after) = (commentTexts(source), commentTexts(text))
  if isOrdered ? before != after : before.sorted() != after.sorted() {
    return "comments \(before) became \(after) in\n\(text)"
  }
  let twice = Formatted(text, as: subject)
  if twice.text != text { return "not a fixed point:\n\(text)----\n\(twice.text ?? "refused")" }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  if !text.hasSuffix("\n")
    || text.hasSuffix("\n\n") && !text.contains("|+") && !text.contains("|2+")
  {
    return "does not end with one line break:\n\(text)"
  }
  if lines.contains(where: { $0.hasSuffix("\r") }) { return "has a CR" }
  return nil
}
