import CampaignGraph
import CivilTime
import Diagnostics

/// A rule about the ways through a campaign, checked on the step graph: the one that the runner walks.
protocol GraphCheck: DocumentedRule {
  static func check(_ subject: GraphSubject, into findings: inout Findings)
}

/// What the checks of a graph look at; what several of them need is worked out once.
struct GraphSubject {
  let campaign: CompiledCampaign
  let facts: PathFacts
  private let quota = WitnessQuota()
  /// With the clock changes that people know.
  let bounds: TimeBounds
  let dates: FixedDates
  /// Of fixed dates; what was worked out for one check serves the other.
  let dateConflicts: (found: [FixedDates.Conflict], isDecided: Bool)
  /// Every question about emails at a step that some run comes to, in the order of the file.
  let askedEmails: [AskedEmail]
  /// The branches that some run comes to.
  let branches: [ReadBranch]
  /// nil where the day plays no part.
  let today: CivilDate?

  var graph: StepGraph { campaign.graph }

  init(_ campaign: CompiledCampaign, today: CivilDate?) {
    self.campaign = campaign
    self.today = today
    facts = PathFacts(campaign.graph)
    bounds = TimeBounds(campaign.graph, facts, changes: .usual)
    dates = FixedDates(bounds.timed)
    dateConflicts = dates.conflicts(budget: FixedDates.budget)
    askedEmails = AskedEmail.all(in: campaign, facts)
    branches = ReadBranch.all(in: campaign, facts)
  }

  /// A finding about a step.
  func about(_ node: NodeIndex, _ finding: Diagnostic) -> Diagnostic {
    finding.about(LogicalAddress(campaign: graph.campaign, step: graph[node].id))
  }
}

extension GraphSubject {
  /// Whether one more path may be looked at: paths cost a step of work a node.
  var hasQuota: Bool { quota.take(graph.nodes.count) }

  /// How some run comes to a node, and leaves it; nil also once so much has been looked for that more would be slow.
  func witness(to node: NodeIndex, choice: Int? = nil) -> WitnessPath? {
    guard hasQuota else { return nil }
    return facts.witness(to: node, choice: choice)
  }

  /// The same as findings carry it; empty for nil.
  func path(to node: NodeIndex, choice: Int? = nil) -> [WitnessStep] {
    witness(to: node, choice: choice).map { campaign.witness($0) } ?? []
  }
}

/// How many steps of paths may still be looked at, in all checks of a campaign.
final class WitnessQuota {
  private var left = 200_000

  func take(_ steps: Int) -> Bool {
    left -= steps
    return left >= 0
  }
}

/// Runs every check on a graph.
func prove(_ campaign: CompiledCampaign, today: CivilDate?, into findings: inout Findings) {
  guard !graphChecks.isEmpty else { return }
  let subject = GraphSubject(campaign, today: today)
  for check in graphChecks { check.check(subject, into: &findings) }
}
