import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A marketing email that some reader cannot unsubscribe from.
enum MissingUnsubscribe: LintCheck {
  static let description = RuleDescription(
    "missing-unsubscribe", .compliance, .warning,
    summary: "every body of a marketing email has an unsubscribe link, on every way through it",
    why: """
      The law of most countries and the rules of the large mailbox providers demand it. `{{ \
      unsubscribe_url }}` may stand in the body, its layout or a partial, but not where only some \
      contacts get it (inside an `if` without `else`), in a comment, in an element with \
      `display:none`, or in a link without a word to click on. Links of the one-click header \
      (`List-Unsubscribe-Post`, RFC 8058) begin with https, so `links: { unsubscribe: … }` does \
      too. Emails with `category: transactional` need none.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: "News!{% if plan == 'free' %} Unsubscribe: {{ unsubscribe_url }}{% endif %}"
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
    let compiled = Dictionary(
      subject.compiledEmails.map { ($0.step, $0.content) }, uniquingKeysWith: { first, _ in first })
    let scope = subject.templateScope
    for (step, sources) in subject.marketingEmails {
      if let content = compiled[step], let scope {
        let ways = BodyWays(content) { $0.wayWithoutUnsubscribeLink(scope) }
        report(ways, level, subject, step, into: &findings)
      } else {
        let parts = [
          ("html", sources.html), ("text", sources.text), ("markdown", sources.markdown),
        ].filter { _, body in
          body.map { !$0.uses(ReservedName.unsubscribeURL.rawValue) } ?? false
        }.map(\.0)
        if !parts.isEmpty { findings.report(missing(parts, [], level, subject, step)) }
      }
    }
    checkScheme(subject, level, into: &findings)
  }

  private static func report(
    _ ways: BodyWays, _ level: Severity, _ subject: LintSubject, _ step: Int,
    into findings: inout Findings
  ) {
    if !ways.missing.isEmpty {
      findings.report(missing(ways.missing.map(\.name), ways.notes(), level, subject, step))
    }
    if !ways.undecided.isEmpty {
      let id = subject.outline.steps[step].id
      findings.report(
        Diagnostic(
          description.id, .warning,
          "not decided: the \(ways.undecided.joined(separator: " and ")) of marketing email "
            + "\(quoted(id)) branches too often to say whether it always has an unsubscribe link",
          at: subject.campaign.heading(step)))
    }
  }

  /// The one-click header leads to a page that takes a POST.
  private static func checkScheme(
    _ subject: LintSubject, _ level: Severity, into findings: inout Findings
  ) {
    guard let link = subject.campaign.project?.unsubscribe, !subject.marketingEmails.isEmpty else {
      return
    }
    let bytes = link.utf8.drop { $0 == 0x20 || $0 == 0x0A }
    let scheme = bytes.prefix(8).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    // What a value begins with is not known here.
    guard !scheme.elementsEqual("https://".utf8), !bytes.starts(with: "{".utf8) else { return }
    findings.report(
      Diagnostic(
        description.id, level, "the link of the one-click unsubscribe header begins with https://",
        at: link.whole))
  }

  private static func missing(
    _ parts: [String], _ notes: [String], _ level: Severity, _ subject: LintSubject, _ step: Int
  ) -> Diagnostic {
    let id = quoted(subject.outline.steps[step].id)
    return Diagnostic(
      description.id, level,
      "the \(parts.joined(separator: " and ")) of marketing email \(id) "
        + (notes.isEmpty ? "has no unsubscribe link" : "does not always have an unsubscribe link"),
      at: subject.campaign.heading(step), notes: notes,
      help: "print {{ unsubscribe_url }} in it, or say category: transactional")
  }
}
