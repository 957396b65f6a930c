import CampaignGraph
import Diagnostics

/// A winner by opens or clicks that are not tracked.
enum WinnerUntracked: LintCheck {
  static let description = RuleDescription(
    "winner-untracked", .steps, .warning,
    summary: "what a winner is chosen by is tracked",
    why: """
      With `tracking: { opens: false }` nobody learns who opened an email: its variant has a rate of \
      0 and loses, or all are tied and the first one wins.
      """,
    bad: """
      type: ab_test
      tracking: { opens: false }
      steps:
      """ + "\n" + twoVariants,
    good: """
      type: ab_test
      tracking: { opens: true }
      steps:
      """ + "\n" + twoVariants,
    configure: "lint: { rules: { winner-untracked: error } }")

  private static let twoVariants = """
      - split: subject-line
        variants:
          - name: a
            weight: 50
            then:
              - email: one
                subject: Hello
                text: Hello!
          - name: b
            weight: 50
            then:
              - email: two
                subject: Hello there
                text: Hello!
        winner: { metric: open_rate, after: 4 hours }
    """

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let outline = subject.outline
    for (index, step) in outline.steps.enumerated() {
      guard case .split(let split) = step.definition.kind,
        case .rule(let metric?, _, range: _) = split.winner
      else { continue }
      for email in outline.lists(of: index).joined() {
        guard case .email(let definition) = outline.steps[email].definition.kind else { continue }
        let tracking = subject.campaign.settings(of: definition).tracking
        let isTracked =
          switch metric.value {
          case .openRate: tracking?.opens?.value ?? true
          case .clickRate: tracking?.clicks?.value ?? true
          }
        if !isTracked { findings.report(untracked(metric, outline.steps[email])) }
      }
    }
  }

  private static func untracked(
    _ metric: Located<SplitStep.Winner.Metric>, _ email: StepOutline.Step
  ) -> Diagnostic {
    let what = metric.value == .openRate ? "opens" : "clicks"
    return Diagnostic(
      description.id, .warning,
      "the winner is chosen by \(what), and \(quoted(email.id)) does not track them",
      at: metric.range, related: [.init(email.definition.heading, "the email is here")])
  }
}
