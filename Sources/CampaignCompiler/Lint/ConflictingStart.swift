import CampaignGraph
import Diagnostics

/// A campaign that says twice when contacts enter.
enum ConflictingStart: LintCheck {
  static let description = RuleDescription(
    "conflicting-start", .sending,
    summary: "a campaign says once when contacts enter: by trigger, enroll, or a scheduled send",
    why: """
      `trigger`, `enroll: { at: … }` and the campaign's `send: { strategy: scheduled }` each say \
      at which instant an enrollment begins. An email's own `send` may still be scheduled.
      """,
    bad: """
      enroll: { at: signed_up_at }
      send: { strategy: scheduled, at: 2026-12-01T09:00 }
      steps:
        - email: news
          subject: News
          text: News!
      """,
    good: """
      enroll: { at: signed_up_at }
      steps:
        - email: news
          subject: News
          text: News!
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let settings = subject.campaign.settings
    var starts: [(name: String, range: SourceRange)] = []
    if subject.campaign.definition.type?.value == .triggered, let trigger = settings.trigger {
      switch trigger {
      case .event(let text): starts.append(("trigger", text.whole))
      case .column(let column): starts.append(("trigger", column.range))
      }
    }
    if let enroll = settings.enroll { starts.append(("enroll", enroll.at.range)) }
    if let strategy = settings.send?.strategy, strategy.value == .scheduled {
      starts.append(("a scheduled send", strategy.range))
    }
    guard starts.count > 1, let first = starts.first else { return }
    for second in starts.dropFirst() {
      findings.report(
        Diagnostic(
          description.id, .error,
          "contacts enter once: \(second.name) and \(first.name) both say when", at: second.range,
          related: [.init(first.range, "the other one")]))
    }
  }
}
