import CampaignGraph
import LiquidTemplates

/// What a step machine does at a node, in plain memory, so that stepping counts no references.
enum Move: Sendable {
  case email(SendPlan, isTransactional: Bool, next: NodeIndex)
  /// `hash` is the index of a random wait's hash, else -1.
  case wait(WaitRule, hash: Int, next: NodeIndex)
  case waitForEvent
  /// The cases are `count` of the machine's, from `first` on.
  case branch(first: Int, count: Int, otherwise: NodeIndex)
  case split(hash: Int)
  case action(next: NodeIndex)
  case exit
  case complete

  /// Appends the hash of a step that decides by chance, and the cases of a branch.
  init(
    _ node: StepNode, campaign: String, hashes: inout [StableHash],
    cases: inout [BranchStep.Case]
  ) {
    switch node.kind {
    case .email(let email, let next):
      self = .email(
        email.send, isTransactional: email.category == .transactional, next: next)
    case .wait(.random(let from, let through), let next):
      self = .wait(.random(from: from, through: through), hash: hashes.count, next: next)
      hashes.append(StableHash(.random, campaign: campaign, step: node.id))
    case .wait(let rule, let next): self = .wait(rule, hash: -1, next: next)
    case .waitForEvent: self = .waitForEvent
    case .branch(let branch):
      self = .branch(
        first: cases.count, count: branch.cases.count, otherwise: branch.otherwise)
      cases += branch.cases
    case .split:
      self = .split(hash: hashes.count)
      hashes.append(StableHash(.split, campaign: campaign, step: node.id))
    case .action(_, let next): self = .action(next: next)
    case .exit: self = .exit
    case .complete: self = .complete
    }
  }
}

/// The columns that a run itself reads; -1 for none.
struct SpecialColumns: Sendable {
  let id: Int
  let address: Int
  let suppressed: Int
  let openHours: Int
  let tags: Int

  init(_ graph: StepGraph) {
    func column(_ role: ColumnRole) -> Int { graph.segment.index(of: role) ?? -1 }
    id = column(.id)
    address = column(.address)
    suppressed = column(.suppressed)
    openHours = column(.openHours)
    tags = column(.tags)
  }
}
