import CampaignGraph
import Diagnostics

/// An analysis that gave up.
enum NotDecided: GraphCheck {
  static let description = RuleDescription(
    "not-decided", .steps, .info,
    summary: "what the analyses did not decide is said",
    why: """
      Each analysis has a fixed budget of work, counted in steps and not in seconds, so that it is never slow and \
      never depends on the machine. When that runs out, the checks that build on it stay silent, and this finding \
      says so: their silence is no proof. Very long rules that are asked again and again are the usual cause.
      """,
    bad: "", good: "", configure: "lint: { rules: { not-decided: warning } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    guard !subject.facts.isComplete else { return }
    findings.report(undecided("which cases can hold", in: subject))
  }

  /// Says which analysis gave up.
  static func undecided(_ question: String, in subject: GraphSubject) -> Diagnostic {
    Diagnostic(
      description.id, .info, "not decided: \(question)",
      at: subject.campaign.analyzed.definition.heading,
      notes: ["the campaign needs more work than the budget of the analysis allows"]
    ).about(LogicalAddress(campaign: subject.graph.campaign))
  }
}
