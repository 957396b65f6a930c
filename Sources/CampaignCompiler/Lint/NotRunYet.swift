import CampaignGraph
import Diagnostics

/// What the language has and this version's runner does not do; `run` refuses such a campaign.
enum NotRunYet: LintCheck {
  static let description = RuleDescription(
    "not-run-yet", .sending, .warning,
    summary: "a campaign asks only for what this version can run",
    why: """
      The language is checked as a whole, so that a campaign can be written and reviewed. `run` \
      refuses what it cannot do yet (a split's winner by metric, policies.max_emails, \
      policies.min_gap, markdown bodies) rather than leaving it out in silence. The same goes for \
      policies.blast_radius, and for reentry on an event trigger.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          markdown: "# News"
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: News!
      """,
    configure: "lint: { rules: { not-run-yet: error } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for step in subject.outline.steps {
      switch step.definition.kind {
      case .split(let split):
        if case .rule(_, _, range: let range) = split.winner {
          findings.report(notYet("a split's winner by metric", at: oneLine(range)))
        }
      case .email(let email):
        switch email.markdown {
        case .path(let path): findings.report(notYet("a markdown body", at: path.range))
        case .inline: findings.report(notYet("a markdown body", at: step.definition.heading))
        case nil: break
        }
      case .wait, .branch, .action, .goto, .exit: break
      }
    }
    if let limit = subject.campaign.project?.maxEmails {
      findings.report(notYet("policies.max_emails", at: oneLine(limit.range)))
    }
    if let gap = subject.campaign.project?.minGap {
      findings.report(notYet("policies.min_gap", at: gap.range))
    }
    if let radius = subject.campaign.project?.blastRadius {
      findings.report(notYet("policies.blast_radius", at: oneLine(radius.range)))
    }
    let settings = subject.campaign.settings
    if subject.campaign.definition.type?.value == .triggered, case .event = settings.trigger,
      let reentry = settings.reentry, reentry.value != .never
    {
      findings.report(notYet("reentry on an event trigger", at: oneLine(reentry.range)))
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
