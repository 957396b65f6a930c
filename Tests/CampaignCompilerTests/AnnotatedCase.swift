import Diagnostics

/// A broken campaign as a file that says what is wrong with it, right under the place:
///
///     - email: welcome
///       subjekt: Hello
///     # ^^^^^^^ error[unknown-key] did you mean 'subject'?
///
/// Carets stand under the characters of the range. `#<<<` marks a range from the beginning of the
/// line, `!` an empty one; `…` behind the carets says that the range goes on on later lines. What
/// follows the rule is the label. A line `#= path` begins another file of the project.
struct AnnotatedCase {
  /// Without the annotations, by path.
  let files: [String: String]
  private let order: [String]

  init(_ text: String) {
    var files: [String: [String]] = ["campaign.yaml": []]
    var order = ["campaign.yaml"]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("#= ") {
        order.append(String(line.dropFirst(3)))
        files[order[order.count - 1]] = []
      } else if !AnnotatedCase.isAnnotation(line) {
        files[order[order.count - 1], default: []].append(line)
      }
    }
    self.files = files.mapValues { $0.joined(separator: "\n") }
    self.order = order
  }

  private static func isAnnotation(_ line: String) -> Bool {
    guard line.hasPrefix("#") else { return false }
    let rest = line.dropFirst().drop {
      $0 == " " || $0 == "<" || $0 == "^" || $0 == "!" || $0 == "…"
    }
    let rule = rest.drop { $0 == " " }
    return ["error[", "warning[", "info["].contains { rule.hasPrefix($0) }
  }

  /// The case as it should read for these findings.
  func annotated(with findings: Findings) -> String {
    var texts: [String] = []
    let sorted = findings.sorted()
    for path in order {
      var lines = (files[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        .map { [String($0)] }
      var head: [String] = []
      for diagnostic in sorted {
        guard case .range(let range) = diagnostic.place else { continue }
        guard range.file.path == path else { continue }
        let (line, text) = AnnotatedCase.annotation(diagnostic, range)
        if lines.indices.contains(line) { lines[line].append(text) } else { head.append(text) }
      }
      texts.append((head + lines.flatMap { $0 }).joined(separator: "\n"))
    }
    let elsewhere = sorted.compactMap { diagnostic -> String? in
      if case .range(let range) = diagnostic.place, order.contains(range.file.path) { return nil }
      return "# \(diagnostic.severity.rawValue)[\(diagnostic.rule.name)] elsewhere: "
        + diagnostic.message
    }
    var text = texts[0]
    for (path, other) in zip(order, texts).dropFirst() { text += "\n#= \(path)\n" + other }
    return (elsewhere + [text]).joined(separator: "\n")
  }

  private static func annotation(
    _ diagnostic: Diagnostic, _ range: SourceRange
  ) -> (line: Int, text: String) {
    let lines = range.file.lines
    let line = lines.line(at: range.bytes.lowerBound)
    let bytes = range.file.bytes
    func columns(_ part: Range<Int>) -> Int {
      String(decoding: bytes[part], as: UTF8.self).unicodeScalars.count
    }
    let whole = lines.bytes(ofLine: line)
    let end = bytes[whole].last == 0x0A ? whole.upperBound - 1 : whole.upperBound
    let before = columns(whole.lowerBound..<range.bytes.lowerBound)
    let upper = max(range.bytes.lowerBound, min(end, range.bytes.upperBound))
    let width = columns(range.bytes.lowerBound..<upper)
    var text = "#"
    if before == 0 {
      text += width == 0 ? "!" : String(repeating: "<", count: width)
    } else {
      text += String(repeating: " ", count: before - 1)
      text += width == 0 ? "!" : String(repeating: "^", count: width)
    }
    if range.bytes.upperBound > end { text += "…" }
    text += " \(diagnostic.severity.rawValue)[\(diagnostic.rule.name)]"
    if !diagnostic.label.isEmpty { text += " \(diagnostic.label)" }
    return (line, text)
  }
}
