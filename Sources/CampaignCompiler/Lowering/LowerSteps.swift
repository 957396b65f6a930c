import CampaignGraph
import Diagnostics

extension StepCompiler {
  /// What each step of the outline does, in its order.
  func contents(into findings: inout Findings) -> [StepContent] {
    campaign.outline.steps.indices.map { content(of: $0, into: &findings) }
  }

  private func content(of index: Int, into findings: inout Findings) -> StepContent {
    let step = campaign.outline.steps[index].definition
    switch step.kind {
    case .email(let email):
      return lower(email, step: index, into: &findings).map { .email($0) } ?? .invalid
    case .wait(let wait): return lower(wait, heading: step.heading, into: &findings)
    case .branch(let branch):
      return .branch(
        branch.cases.map { choice in
          choice.when.flatMap { rule($0, expecting: .condition, into: &findings) }
        })
    case .split(let split): return lower(split, into: &findings)
    case .action(let action): return lower(action, into: &findings)
    case .goto: return .goto
    case .exit(let reason): return .exit(reason: reason.value)
    }
  }

  private func lower(
    _ split: SplitDefinition, into findings: inout Findings
  ) -> StepContent {
    let slot: Int?
    if let key = split.key {
      slot = segment.slot(of: key, into: &findings)
    } else {
      slot = segment.schema.index(of: .id)
    }
    guard let slot else { return .invalid }
    var winner: SplitStep.Winner?
    if case .rule(let metric, let after, range: _) = split.winner, let metric, let after {
      winner = SplitStep.Winner(metric: metric.value, after: after.value)
    }
    return .split(
      SplitContent(
        variants: split.variants.map { variant in
          guard let name = variant.name, let weight = variant.weight else { return nil }
          return (name.value, weight.value, variant.isHoldout)
        }, keyColumn: slot, winner: winner))
  }
}
