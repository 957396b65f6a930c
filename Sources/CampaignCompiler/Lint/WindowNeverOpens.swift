import CampaignGraph
import CivilTime
import Diagnostics

/// A send window that is closed at the only time at which its email is to go out.
enum WindowNeverOpens: LintCheck {
  static let description = RuleDescription(
    "window-never-opens", .sending,
    summary: "a scheduled email falls into its own window",
    why: """
      With `otherwise: skip` an email is left out when its window is closed. One that is scheduled \
      for a local time outside of the window would be left out for everybody.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
          send:
            strategy: scheduled
            at: 2026-12-05T09:00
            window: { days: mon-fri, hours: 09:00-17:00, otherwise: skip }
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: News!
          send:
            strategy: scheduled
            at: 2026-12-04T09:00
            window: { days: mon-fri, hours: 09:00-17:00, otherwise: skip }
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let outer = subject.campaign.settings.send
    for (_, email) in subject.emails
    where subject.campaign.settings(of: email).category == .marketing {
      // A schedule of the campaign is when it starts: a wait may come before the email.
      guard email.send?.strategy?.value == .scheduled,
        let send = email.send?.inheriting(outer), let at = send.at,
        case .local(let local) = at.value, let window = send.window?.sendWindow,
        window.otherwise == .skip, !window.hours.mayContain(local)
      else { continue }
      findings.report(neverOpens(at, local))
    }
  }

  private static func neverOpens(_ at: Located<FixedTime>, _ local: LocalDateTime) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      "the window is closed at \(local.words), a \(Weekdays.names[local.date.weekdayIndex]), "
        + "and its 'otherwise' is 'skip': nobody gets this email",
      at: at.range, help: "choose a time inside the window, or write otherwise: delay")
  }
}

extension WeeklyHours {
  /// Whether an email for `local` may find the window open in any zone.
  fileprivate func mayContain(_ local: LocalDateTime) -> Bool {
    if contains(local) { return true }
    // At night a clock change may skip `local`, for two hours at most, and move the email behind it.
    let hour = local.time.components.hour
    guard hour >= 22 || hour < 4 else { return false }
    return (1...180).contains { contains(local.adding(seconds: $0 * 60)) }
  }
}
