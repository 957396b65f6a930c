import CampaignGraph
import Diagnostics

/// What the analysis says of the cases of one branch.
struct BranchReading {
  enum Answer: Equatable {
    /// Some contacts may take the case, others not.
    case open
    /// The rule contradicts itself.
    case contradictory
    /// The contacts it is for have all been taken by cases before it.
    case shadowed(by: [Int])
    /// Nothing that is known at the branch leaves room for it.
    case dead
    /// Whoever is asked takes it, and what follows is never asked.
    case always(isEverywhere: Bool)
    /// A case before it takes everybody.
    case notAsked
  }

  let node: NodeIndex
  let cases: [Answer]
  /// Whether everybody is taken by the cases, whatever the way: `else` is for nobody.
  let coversAll: Bool

  /// nil if no run comes to the branch, or all leave by the exit rule there.
  init?(_ index: Int, _ facts: PathFacts, _ reasoner: Reasoner) {
    let rules = facts.flow.rules
    let isOpen = facts.flow.isOpen[index]
    guard facts.flow.isComplete, facts.ways.isReached[index], isOpen.contains(true) else {
      return nil
    }
    node = NodeIndex(index)
    let cases = rules.nodes[index].cases
    var answers: [Answer] = []
    // Those that are left, as far as the rules of the branch alone can tell.
    var left = [Knowledge()]
    for (number, rule) in cases.enumerated() {
      let isAskedLater = isOpen[(number + 1)...].contains(true)
      let others = reasoner.assume(rule, false, in: left)
      if isOpen[number] {
        let isEverywhere = others.isEmpty
        answers.append(isAskedLater ? .open : .always(isEverywhere: isEverywhere))
      } else if reasoner.assume(rule, true, in: Knowledge()).isEmpty {
        answers.append(.contradictory)
      } else if reasoner.assume(rule, true, in: left).isEmpty {
        let culprit = (0..<number).first { earlier in
          let untaken = reasoner.assume(cases[earlier], false, in: Knowledge())
          return reasoner.assume(rule, true, in: untaken).isEmpty
        }
        answers.append(.shadowed(by: culprit.map { [$0] } ?? Array(0..<number)))
      } else {
        answers.append(isAskedLater ? .dead : .notAsked)
      }
      left = others
    }
    self.cases = answers
    coversAll = left.isEmpty && !cases.isEmpty
  }
}

/// A branch as it is read and as it was written.
struct ReadBranch {
  let reading: BranchReading
  let definition: BranchDefinition
  /// Of the outline.
  let step: Int

  /// The branches that some run comes to.
  static func all(in campaign: CompiledCampaign, _ facts: PathFacts) -> [ReadBranch] {
    let reasoner = Reasoner(facts.flow.rules.table, budget: PathFlow.budget)
    return campaign.graph.nodes.indices.compactMap { index in
      guard case .branch = campaign.graph.nodes[index].kind,
        let step = campaign.analyzed.step(of: NodeIndex(index)),
        case .branch(let definition) = campaign.analyzed.outline.steps[step].definition.kind,
        let reading = BranchReading(index, facts, reasoner), !reasoner.isExhausted
      else { return nil }
      return ReadBranch(reading: reading, definition: definition, step: step)
    }
  }
}

extension GraphSubject {
  /// The branches that some run comes to, with their definitions.
  func branches(
    _ body: (BranchReading, BranchDefinition, Int, Reasoner) -> Void
  ) {
    let reasoner = Reasoner(facts.flow.rules.table, budget: PathFlow.budget)
    for branch in branches where !reasoner.isExhausted {
      body(branch.reading, branch.definition, branch.step, reasoner)
    }
  }

  /// A finding about the step of a node.
  func address(_ node: NodeIndex) -> LogicalAddress {
    LogicalAddress(campaign: graph.campaign, step: graph[node].id)
  }
}
