import CampaignGraph
import Diagnostics

/// What the language has and this version's runner does not do; `run` refuses such a campaign.
enum NotRunYet: LintCheck {
  static let description = RuleDescription(
    "not-run-yet", .sending, .warning,
    summary: "a campaign asks only for what this version can run",
    why: """
      The language is checked as a whole, so that a campaign can be written and reviewed. `run` \
      refuses what it cannot do yet (policies.blast_radius) rather than leaving it out in silence.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      policies: { blast_radius: { recipients: 50000, within: 1 day } }
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: News!
      """,
    configure: "lint: { rules: { not-run-yet: error } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    if let radius = subject.campaign.project?.blastRadius {
      findings.report(notYet("policies.blast_radius", at: oneLine(radius.range)))
    }
  }

  /// The part of a range that stands on its first line.
  private static func oneLine(_ range: SourceRange) -> SourceRange {
    let lines = range.file.lines
    let line = lines.bytes(ofLine: lines.line(at: range.bytes.lowerBound))
    let end = range.file.bytes[line].lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 }
    let upper = min(range.bytes.upperBound, end ?? range.bytes.lowerBound)
    return range.file.range(range.bytes.lowerBound..<max(range.bytes.lowerBound, upper))
  }

  private static func notYet(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "\(what) is checked but not run by this version", at: range,
      help: "'mailplan run' refuses the campaign")
  }
}
