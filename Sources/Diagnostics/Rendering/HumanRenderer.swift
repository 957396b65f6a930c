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
package struct HumanRenderer: FindingRenderer {
  private let isColoured: Bool
  private let isCounted: Bool
  private let width: Int

  /// - Parameters:
  ///   - counted: with the count of all findings at the end.
  ///   - width: columns for the text of a line; longer ones are cut around the place.
  package init(colour: Bool = false, counted: Bool = true, width: Int = 100) {
    isColoured = colour
    isCounted = counted
    self.width = max(width, 20)
  }

  /// With a blank line between findings and their count at the end; nothing for none.
  package func render(_ report: FindingReport) -> [UInt8] {
    let end = [isCounted ? report.counts.text : nil, report.remark].compactMap { $0 }
    guard report.counts.total > 0, !report.findings.isEmpty || isCounted else { return [] }
    var text = HumanText(style: TerminalStyle(isColoured: isColoured), width: width)
    for (index, finding) in report.findings.enumerated() {
      if index > 0 { text.endLine("") }
      text.append(finding)
    }
    if !end.isEmpty {
      if !report.findings.isEmpty { text.endLine("") }
      text.endLine(end.joined(separator: "; "))
    }
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
    let at = finding.place.path.isEmpty ? "" : place(finding.place) + ": "
    endLine("\(at)\(severity): \(terminalSafe(finding.message))")
    appendSnippet(finding.place, mark: "^", label: finding.label, finding.severity.role)
    for related in finding.related {
      endLine("  \(place(related.place)): \(terminalSafe(related.message))")
      appendSnippet(related.place, mark: "-", label: "", .related)
    }
    appendWay(finding)
    for note in finding.notes { appendRemark("note", note, .related) }
    if let help = finding.help { appendRemark("help", help, .help) }
    if let fix = finding.fix { appendRemark("fix", fix.title + fix.applicability.hint, .help) }
  }

  /// The path of a witness, numbered.
  private mutating func appendWay(_ finding: Diagnostic) {
    guard !finding.witness.isEmpty else { return }
    endLine("  " + style.paint("the way there:", .related))
    let width = String(finding.witness.count).utf8.count
    let blank = { (count: Int) in String(repeating: " ", count: count) }
    for step in finding.shownWitness {
      switch step {
      case .step(let number, let step):
        let digits = String(number)
        endLine(
          "    \(blank(width - digits.utf8.count))\(digits). \(place(step.place))  "
            + terminalSafe(step.text))
      case .left(let count): endLine("    \(blank(width))  … \(count) more steps")
      }
    }
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
      let blank = String(repeating: " ", count: name.utf8.count + 1)
      let start = index == 0 ? style.paint(name + ":", role) : blank
      endLine("  \(start) \(terminalSafe(bytes: Array(line)))")
    }
  }
}

extension Fix.Applicability {
  /// How to have it applied.
  fileprivate var hint: String {
    switch self {
    case .safe: " (--fix)"
    case .unsafe: " (--fix-unsafe)"
    case .display: ""
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
