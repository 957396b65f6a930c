import Diagnostics

/// An email of which nobody knows who it is from.
enum MissingSender: LintCheck {
  static let description = RuleDescription(
    "missing-sender", .sending,
    summary: "every email has a from: its own, the campaign's, or the project's default",
    why: "A message without a From cannot be sent.",
    bad: """
      mailplan: 1
      campaign: example
      type: drip
      segment:
        columns: { id: string, email: email }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      from: { name: Ada at Acme, email: ada@acme.example }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let campaign = subject.campaign
    // One report says it for all emails; a `from` that is there and wrong has its own.
    guard let first = subject.emails.first(where: { campaign.settings(of: $0.email).from == nil })
    else { return }
    findings.report(
      Diagnostic(
        description.id, .error,
        "email \(quoted(campaign.outline.steps[first.step].id)) has no 'from'",
        at: campaign.definition.heading,
        related: [.init(campaign.heading(first.step), "this email")],
        help: "add from: { name: …, email: … } to the campaign, or to defaults in mailplan.yaml"))
  }
}
