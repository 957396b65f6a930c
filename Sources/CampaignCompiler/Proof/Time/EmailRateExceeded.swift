import CampaignGraph
import CivilTime
import Diagnostics

/// A way on which a contact is to get more emails than `max_emails` allows.
enum EmailRateExceeded: GraphCheck {
  static let description = RuleDescription(
    "email-rate-exceeded", .sending, .warning,
    summary: "no way through a campaign asks for more emails than `max_emails` allows",
    why: """
      The policy leaves emails out, or delays them, for everybody who comes this way: an email that \
      nobody gets is an email that need not be written. Looked at are all ways, with the least time \
      that each wait can take; transactional emails do not count.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Welcome
          text: Welcome!
        - wait: 2 days
        - email: tour
          subject: A tour
          text: A tour!
        - wait: 2 days
        - email: offer
          subject: An offer
          text: An offer!
      # mailplan.yaml
      policies: { max_emails: { count: 2, per: 7 days } }
      """,
    good: """
      steps:
        - email: welcome
          subject: Welcome
          text: Welcome!
        - wait: 2 days
        - email: tour
          subject: A tour
          text: A tour!
        - wait: 5 days
        - email: offer
          subject: An offer
          text: An offer!
      # mailplan.yaml
      policies: { max_emails: { count: 2, per: 7 days } }
      """,
    configure: "lint: { rules: { email-rate-exceeded: error } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    guard let cap = subject.graph.policies.maxEmails else { return }
    let bound = subject.bounds.mostEmails(in: cap.per, limit: cap.count)
    guard let last = bound.emails.last, let place = subject.campaign.place(of: last) else { return }
    let finding: Diagnostic
    switch bound.limit {
    case .value(let count), .notDecided(let count?):
      guard count > cap.count else { return undecided(bound, cap, place, into: &findings) }
      finding = tooMany(count, cap, bound.emails.map { subject.graph[$0].id }, place)
    case .unbounded: finding = endless(cap, place)
    case .notDecided(nil): return
    }
    findings.report(
      subject.about(last, finding)
        .along(bound.witness.map { subject.campaign.witness($0) } ?? []))
  }

  private static func undecided(
    _ bound: Bound<Int>, _ cap: Policies.MaxEmails, _ place: SourceRange,
    into findings: inout Findings
  ) {
    guard bound.verdict == .notDecided else { return }
    findings.report(
      Diagnostic(
        description.id, .info,
        "not decided: whether any \(cap.per.words) hold more than \(cap.count) emails", at: place,
        help: "the campaign has too many ways to look at all of them"))
  }

  private static func tooMany(
    _ count: Int, _ cap: Policies.MaxEmails, _ emails: [String], _ place: SourceRange
  ) -> Diagnostic {
    let ids = emails.count > 6 ? emails.prefix(3) + ["…"] + emails.suffix(2) : emails[...]
    return Diagnostic(
      description.id, .warning,
      "'max_emails' allows \(cap.count) in \(cap.per.words), and a contact may come to "
        + "\(count) in that time: \(ids.joined(separator: " → "))",
      at: place, label: consequence(cap), help: "wait longer between them, or raise 'max_emails'")
  }

  private static func endless(_ cap: Policies.MaxEmails, _ place: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "'max_emails' allows \(cap.count) in \(cap.per.words), and this email stands in a loop that may take no time",
      at: place, label: consequence(cap), help: "let the loop wait")
  }

  private static func consequence(_ cap: Policies.MaxEmails) -> String {
    cap.otherwise == .skip ? "is left out then" : "is delayed then"
  }
}
