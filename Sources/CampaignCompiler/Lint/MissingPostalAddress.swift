import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A marketing email that does not show the sender's postal address.
enum MissingPostalAddress: LintCheck {
  static let description = RuleDescription(
    "missing-postal-address", .compliance, .warning,
    summary: "every body of a marketing email shows the project's postal address, on every way",
    why: """
      The law of many countries (CAN-SPAM, the duty to give an imprint) demands a postal address \
      in advertising mail. `postal_address` in mailplan.yaml says which; case, spaces, \
      punctuation, tags, character references and letters beyond ASCII are not compared. What some \
      contacts do not get, and what a comment or `display:none` hides, is not shown.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      postal_address: Acme GmbH, Ritterstraße 12, 10969 Berlin
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: |
            News!
            Acme GmbH
            Ritterstraße 12
            10969 Berlin
      # mailplan.yaml
      postal_address: Acme GmbH, Ritterstraße 12, 10969 Berlin
      """,
    configure: """
      policies: { require: [postal_address] }            # an error, whatever the level
      lint: { profile: strict }                          # an error
      lint: { rules: { missing-postal-address: off } }
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    guard !subject.isProjectBroken else { return }
    let level = subject.complianceLevel(.postalAddress)
    let emails = subject.marketingEmails
    guard let address = subject.campaign.project?.postalAddress else {
      if !emails.isEmpty {
        findings.report(noAddress(level, at: subject.campaign.definition.heading))
      }
      return
    }
    let words = ShownWords(address.value)
    guard !words.isEmpty, let scope = subject.templateScope else { return }
    let compiled = Dictionary(
      subject.compiledEmails.map { ($0.step, $0.content) }, uniquingKeysWith: { first, _ in first })
    for (step, _) in emails {
      guard let content = compiled[step] else { continue }
      let ways = BodyWays(content) { $0.way(without: words, scope) }
      if !ways.missing.isEmpty {
        findings.report(
          notShown(level, ways, subject.outline.steps[step], address: address.range))
      }
      if !ways.undecided.isEmpty {
        findings.report(notDecided(ways.undecided, subject.outline.steps[step]))
      }
    }
  }

  private static func notDecided(_ parts: [String], _ step: StepOutline.Step) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "not decided: the \(parts.joined(separator: " and ")) of marketing email \(quoted(step.id)) "
        + "branches too often to say whether it always shows the postal address",
      at: step.definition.heading)
  }

  private static func noAddress(_ level: Severity, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, level, "marketing email needs a 'postal_address' in mailplan.yaml", at: range)
  }

  private static func notShown(
    _ level: Severity, _ ways: BodyWays, _ step: StepOutline.Step, address: SourceRange
  ) -> Diagnostic {
    let parts = ways.missing.map(\.name).joined(separator: " and ")
    let notes = ways.notes()
    return Diagnostic(
      description.id, level,
      "the \(parts) of marketing email \(quoted(step.id)) does not "
        + (notes.isEmpty ? "show the postal address" : "always show the postal address"),
      at: step.definition.heading, related: [.init(address, "the address is here")], notes: notes)
  }
}
