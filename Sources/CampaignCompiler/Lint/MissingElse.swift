import CampaignGraph
import Diagnostics

/// A branch without `else` whose cases leave contacts over.
enum MissingElse: LintCheck {
  static let description = RuleDescription(
    "missing-else", .steps,
    summary: "a branch has an else, unless its cases cover every contact",
    why: """
      What happens to the contacts that no case describes is a decision, and must be written \
      down. `else` may be left out where the cases compare enum and boolean columns and cover all \
      of their values.
      """,
    bad: """
      steps:
        - branch: by-plan
          cases:
            - when: plan == "free"
              then:
                - exit: free
            - when: plan == "pro"
              then:
                - exit: pro
      """,
    good: """
      steps:
        - branch: by-plan
          cases:
            - when: plan == "free"
              then:
                - exit: free
            - when: plan in ["pro", "team"]
              then:
                - exit: paying
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    guard let contents = subject.contents, let segment = subject.campaign.segment else { return }
    for (step, content) in zip(subject.outline.steps, contents) {
      guard case .branch(let branch) = step.definition.kind, branch.otherwise == nil,
        case .branch(let rules) = content
      else { continue }
      let compiled = rules.compactMap { $0 }
      guard compiled.count == rules.count, !compiled.isEmpty else { continue }
      switch Coverage(of: compiled, over: segment.schema) {
      case .complete: break
      case .open(let example): findings.report(missing(step.definition, branch, example: example))
      case .unknown: findings.report(missing(step.definition, branch, example: nil))
      }
    }
  }

  private static func missing(
    _ step: StepDefinition, _ branch: BranchDefinition, example: String?
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      branch.isTwoWay
        ? "a branch needs an 'else' unless its rule always holds"
        : "a branch needs an 'else' unless its cases cover every contact",
      at: step.heading,
      notes: example.map { ["no case holds for a contact with \($0)"] } ?? [],
      help: "add 'else: []' to go on with what follows the branch")
  }
}
