import Diagnostics
import LiquidTemplates

/// A body that prints a link which the project does not give.
enum MissingLink: LintCheck {
  static let description = RuleDescription(
    "missing-link", .compliance,
    summary:
      "a body prints unsubscribe_url or view_in_browser_url only if the project says what they are",
    why: "A link without an address has an empty href: the reader clicks, and nothing happens.",
    bad: """
      steps:
        - email: news
          subject: News
          text: "News! Unsubscribe: {{ unsubscribe_url }}"
      # mailplan.yaml
      lint: { profile: standard }
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: "News! Unsubscribe: {{ unsubscribe_url }}"
      # mailplan.yaml
      links:
        unsubscribe: https://acme.example/unsubscribe?c={{ id }}
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let project = subject.campaign.project
    let links = [
      (ReservedName.unsubscribeURL, "unsubscribe", project?.unsubscribe),
      (ReservedName.viewInBrowserURL, "view_in_browser", project?.viewInBrowser),
    ]
    // A project file that could not be read has been reported.
    for (name, key, link) in links where link == nil && !subject.isProjectBroken {
      for (step, _) in subject.emails {
        guard let sources = subject.campaign.emails[step],
          sources.bodies.contains(where: { $0.uses(name.rawValue) })
        else { continue }
        findings.report(
          missing(name, key, subject.outline.steps[step], hasProject: project != nil))
      }
    }
  }

  private static func missing(
    _ name: ReservedName, _ key: String, _ step: StepOutline.Step, hasProject: Bool
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      "email \(quoted(step.id)) prints \(name.rawValue), which needs 'links: { \(key) }' in "
        + "mailplan.yaml", at: step.definition.heading,
      help: hasProject ? nil : "the project has no mailplan.yaml: add one above the campaign")
  }
}
