import CampaignGraph
import CivilTime
import Diagnostics

/// A cap that a longer gap leaves nothing to do.
enum CapWithoutEffect: LintCheck {
  static let description = RuleDescription(
    "cap-without-effect", .sending, .warning,
    summary: "a gap leaves room for as many emails as the cap allows",
    why: """
      With at least a week between two emails nobody gets two of them in five days, so that \
      `max_emails` for five days never applies: one of the two is not what was meant.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      policies: { min_gap: 1 week, max_emails: { count: 2, per: 5 days } }
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      policies: { min_gap: 1 day, max_emails: { count: 2, per: 5 days } }
      """,
    configure: "lint: { rules: { cap-without-effect: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    guard let project = subject.campaign.project, let gap = project.minGap,
      let cap = project.maxEmails, cap.basis?.value != .calendar, let per = cap.per,
      gap.value.shortest >= per.value.longest
    else { return }
    findings.report(
      Diagnostic(
        description.id, .warning,
        "nobody gets two emails within \(per.value.count) \(per.value.unit.rawValue), whatever 'max_emails' says",
        at: gap.range, related: [.init(per.range, "the stretch of 'max_emails'")]))
  }
}

extension Period {
  /// The least number of seconds that it can last; a day has an hour less when the clocks go forward.
  fileprivate var shortest: Double { seconds(day: 23, month: 28) }

  fileprivate var longest: Double { seconds(day: 25, month: 31) }

  private func seconds(day hours: Double, month days: Double) -> Double {
    let count = Double(count)
    switch unit {
    case .seconds: return count
    case .minutes: return count * 60
    case .hours: return count * 3600
    case .days: return count == 1 ? hours * 3600 : count * 86_400
    case .weeks: return count * 7 * 86_400
    case .months: return count * days * 86_400
    }
  }
}
