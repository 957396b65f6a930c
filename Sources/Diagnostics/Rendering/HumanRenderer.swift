/// Findings for people: place, rule and message, then the line with the place underlined.
///
/// ```
/// campaign.yaml:14:27: error[unknown-column]: segment 'trial-users' has no column 'frist_name'
///    14 |     subject: "Welcome, {{ frist_name | default: 'there' }}"
///       |                           ^^^^^^^^^^ a column 'first_name' exists
/// ```
///
/// Columns count Unicode scalars from 1. Whatever comes from a file or a message is made safe for
/// terminals.
package struct HumanRenderer: Sendable {
  private let isColoured: Bool
  private let width: Int

  /// - Parameter width: columns for the text of a line; longer ones are cut around the place.
  package init(colour: Bool = false, width: Int = 100) {
    isColoured = colour
    self.width = max(width, 20)
  }

  /// Sorted, with a blank line between findings and their count at the end; nothing for none.
  package func render(_ findings: Findings) -> [UInt8] {
    let sorted = findings.sorted()
    guard !sorted.isEmpty else { return [] }
    var text = HumanText(style: TerminalStyle(isColoured: isColoured), width: width)
    for finding in sorted {
      text.append(finding)
      text.endLine("")
    }
    text.endLine(FindingCounts(sorted).text)
    return Array(text.output.utf8)
  }
}

/// The text of a report while it is written.
private struct HumanText {
  let style: TerminalStyle
  let width: Int
  var output = ""
  private var positions = PositionCache()

  init(style: TerminalStyle, width: Int) {
    self.style = style
    self.width = width
  }

  mutating func endLine(_ line: String) {
    output += line
    output += "\n"
  }

  mutating func append(_ finding: Diagnostic) {
    let severity = style.paint(
      "\(finding.severity.rawValue)[\(terminalSafe(finding.rule.name))]", finding.severity.role)
    endLine("\(place(finding.place)): \(severity): \(terminalSafe(finding.message))")
    appendSnippet(finding.place, mark: "^", label: finding.label, finding.severity.role)
    for related in finding.related {
      endLine("  \(place(related.place)): \(terminalSafe(related.message))")
      appendSnippet(related.place, mark: "-", label: "", .related)
    }
    for note in finding.notes { appendRemark("note", note, .related) }
    if let help = finding.help { appendRemark("help", help, .help) }
  }

  private mutating func place(_ place: Place) -> String {
    style.paint(place.text(&positions), .place)
  }

  private mutating func appendSnippet(
    _ place: Place, mark: String, label: String, _ role: TerminalStyle.Role
  ) {
    let label = terminalSafe(label)
    guard case .range(let range) = place else {
      if !label.isEmpty {
        endLine("      " + style.paint("| ", .gutter) + style.paint(label, role))
      }
      return
    }
    let snippet = Snippet(range, width: width)
    let number = String(snippet.line)
    let gutter = max(number.utf8.count, 5)
    let blank = { (count: Int) in String(repeating: " ", count: count) }
    endLine(
      style.paint(blank(gutter - number.utf8.count) + number + " |", .gutter)
        + (snippet.text.isEmpty ? "" : " " + snippet.text))
    let underline = String(repeating: mark, count: snippet.length)
    endLine(
      style.paint(blank(gutter) + " |", .gutter) + " " + blank(snippet.indent)
        + style.paint(label.isEmpty ? underline : underline + " " + label, role))
  }

  /// A note or help, whose own line breaks are kept.
  private mutating func appendRemark(_ name: String, _ text: String, _ role: TerminalStyle.Role) {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let start = index == 0 ? style.paint(name + ":", role) : "     "
      endLine("  \(start) \(terminalSafe(bytes: Array(line)))")
    }
  }
}

extension Place {
  /// `path:line:column`, as far as they are known, safe for terminals.
  func text(_ positions: inout PositionCache) -> String {
    switch self {
    case .range(let range):
      let start = positions.start(of: range)
      return "\(terminalSafe(range.file.path)):\(start.line):\(start.column)"
    case .position(let path, let line, let column):
      return "\(terminalSafe(path)):\(line)" + (column.map { ":\($0)" } ?? "")
    case .file(let path):
      return terminalSafe(path)
    }
  }
}
