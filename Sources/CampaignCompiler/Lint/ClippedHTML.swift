import CampaignGraph
import Diagnostics
import LiquidTemplates

/// Html that Gmail cuts off.
enum ClippedHTML: LintCheck {
  static let description = RuleDescription(
    "clipped-html", .compliance, .warning,
    summary: "the html of an email has at most 102,400 bytes",
    why: """
      Gmail shows the first 102 KB of a mail and hides the rest behind a link, most often with the \
      unsubscribe link and the pixel that counts opens. Counted are the bytes of the template, its \
      layout and partials along the longest way, each loop with one turn; values come on top, so \
      that the warning begins at 90 %.
      """,
    bad: "", good: "",
    configure: "lint: { rules: { clipped-html: off } }")

  static let limit = 102_400
  private static let nearly = 92_160

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for (step, email, content) in subject.compiledEmails {
      let templates =
        [content.html, content.markdown?.source, content.markdown?.layout].compactMap { $0 }
      let most = sum(templates.map(\.longestText))
      guard most >= nearly else { continue }
      let least = sum(templates.map(\.leastBytes))
      let range = email.html?.range ?? email.markdown?.range ?? subject.campaign.heading(step)
      let id = subject.outline.steps[step].id
      findings.report(clipped(id, most: most, least: least, subject.complianceLevel, at: range))
    }
  }

  private static func sum(_ sizes: [Int]) -> Int {
    sizes.reduce(0) { total, size in
      let (sum, overflow) = total.addingReportingOverflow(size)
      return overflow ? Int.max : sum
    }
  }

  private static func clipped(
    _ id: String, most: Int, least: Int, _ level: Severity, at range: SourceRange
  ) -> Diagnostic {
    if least > limit {
      return Diagnostic(
        description.id, level,
        "the html of email \(quoted(id)) has at least \(least) bytes, and Gmail cuts it off at "
          + "\(limit)", at: range)
    }
    if most > limit {
      return Diagnostic(
        description.id, .warning,
        "the html of email \(quoted(id)) may have \(most) bytes and more, and Gmail cuts it off at "
          + "\(limit)", at: range)
    }
    return Diagnostic(
      description.id, .warning,
      "the html of email \(quoted(id)) has \(most) bytes without its values, and Gmail cuts it off "
        + "at \(limit)", at: range)
  }
}

extension EmailDefinition.Body {
  /// Where the path, or the first line of the text, stands.
  fileprivate var range: SourceRange? {
    switch self {
    case .path(let path): path.range
    case .inline: nil
    }
  }
}
