import CampaignGraph
import Diagnostics

/// A campaign into which nobody can come.
enum EmptySegment: GraphCheck {
  static let description = RuleDescription(
    "empty-segment", .steps,
    summary: "'where' lets somebody in",
    why: """
      A `where` that contradicts itself, or what the columns can hold, enrolls nobody: no row of any file can meet \
      it. A comparison with an empty value is false, so `score > 5 and score == nil` holds for nobody.
      """,
    bad: """
      where: lead_score > 50 and lead_score < 20
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      where: lead_score > 20 and lead_score < 50
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    configure: "lint: { rules: { empty-segment: warning } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let flow = subject.facts.flow
    guard flow.isComplete, let text = subject.campaign.analyzed.settings.condition else { return }
    let start = Int(subject.graph.start.value)
    if flow.wanted.isEmpty {
      report("no contact can meet this rule: nobody is ever enrolled", text, [], &findings)
    } else if flow.possible[start].all.isEmpty {
      let notes = ["contacts without the date they enter by, or without a time zone, are left out"]
      report("no contact that meets this rule is enrolled", text, notes, &findings)
    }
    func report(
      _ message: String, _ text: MappedText, _ notes: [String], _ findings: inout Findings
    ) {
      findings.report(
        Diagnostic(description.id, .error, message, at: text.whole, notes: notes)
          .about(LogicalAddress(campaign: subject.graph.campaign)))
    }
  }
}
