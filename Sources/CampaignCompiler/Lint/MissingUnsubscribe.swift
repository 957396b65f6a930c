import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A marketing email without an unsubscribe link.
enum MissingUnsubscribe: LintCheck {
  static let description = RuleDescription(
    "missing-unsubscribe", .compliance, .warning,
    summary: "every body of a marketing email has an unsubscribe link",
    why: """
      The law of most countries and the rules of the large mailbox providers demand it. `{{ \
      unsubscribe_url }}` may stand in the body, its layout or a partial; `category: \
      transactional` emails need none.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: "News! Unsubscribe: {{ unsubscribe_url }}"
      """,
    configure: """
      policies: { require: [unsubscribe] }               # an error, whatever the level
      lint: { profile: strict }                          # an error
      lint: { rules: { missing-unsubscribe: off } }
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let level = subject.complianceLevel(.unsubscribe)
    let name = ReservedName.unsubscribeURL.rawValue
    for (step, sources) in subject.marketingEmails {
      let parts = [
        ("html", sources.html), ("text", sources.text), ("markdown", sources.markdown),
      ].filter { _, body in body.map { !$0.uses(name) } ?? false }.map(\.0)
      guard !parts.isEmpty else { continue }
      let id = subject.outline.steps[step].id
      findings.report(
        Diagnostic(
          description.id, level,
          "the \(parts.joined(separator: " and ")) of marketing email \(quoted(id)) has no "
            + "unsubscribe link", at: subject.campaign.heading(step),
          help: "print {{ unsubscribe_url }} in it, or say category: transactional"))
    }
  }
}
