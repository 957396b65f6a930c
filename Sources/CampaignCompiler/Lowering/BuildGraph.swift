import CampaignGraph
import Diagnostics
import LiquidTemplates

extension StepCompiler {
  /// The graph of a campaign in which nothing was found wrong; nil if a part of it is missing after
  /// all.
  func graph(
    _ contents: [StepContent], _ frame: CampaignFrame
  ) throws(StepGraphFault) -> StepGraph? {
    let definition = campaign.definition
    guard let id = definition.id, let type = definition.type, let zone = campaign.zone,
      let enrollment = frame.enrollment, let policies = frame.policies,
      let start = campaign.outline.node(at: campaign.outline.start),
      let nodes = nodes(contents)
    else { return nil }
    return try StepGraph(
      campaign: id.value, type: type.value,
      description: campaign.settings.description?.value, segment: segment.schema,
      enrollment: enrollment, zone: zone, onMissing: campaign.settings.onMissing?.value ?? .fail,
      exit: frame.exit, policies: policies, links: frame.links, start: start, nodes: nodes)
  }

  private func nodes(_ contents: [StepContent]) -> [StepNode]? {
    var nodes: [StepNode] = []
    for (index, content) in contents.enumerated() {
      let step = campaign.outline.steps[index]
      guard step.node != nil else { continue }
      guard let kind = node(step, at: index, content) else { return nil }
      nodes.append(StepNode(id: step.id, kind: kind))
    }
    nodes.append(StepNode(id: StepOutline.endID, kind: .complete))
    return nodes
  }

  private func node(
    _ step: StepOutline.Step, at index: Int, _ content: StepContent
  ) -> StepNode.Kind? {
    let outline = campaign.outline
    guard let next = outline.node(at: step.next) else { return nil }
    let entries = step.entries.compactMap { outline.node(at: $0) }
    guard entries.count == step.entries.count else { return nil }
    switch content {
    case .email(let email): return .email(email, next: next)
    case .wait(let rule): return .wait(rule, next: next)
    case .eventWait(let fact, let timeout):
      guard entries.count == 2 else { return nil }
      return .waitForEvent(
        EventWait(fact: fact, timeout: timeout, onEvent: entries[0], onTimeout: entries[1]))
    case .branch(let rules):
      // The last list is that of `else`.
      guard let otherwise = entries.last else { return nil }
      var cases: [BranchStep.Case] = []
      for (rule, target) in zip(rules, entries) {
        guard let rule else { return nil }
        cases.append(BranchStep.Case(when: rule, target: target))
      }
      return .branch(BranchStep(cases: cases, otherwise: otherwise))
    case .split(let split):
      var variants: [SplitStep.Variant] = []
      let lists = outline.lists(of: index)
      guard lists.count == split.variants.count, entries.count == lists.count else { return nil }
      for (number, variant) in split.variants.enumerated() {
        guard let variant else { return nil }
        let emails = split.winner == nil ? [] : lists[number].filter { outline.isEmail($0) }
        variants.append(
          SplitStep.Variant(
            name: variant.name, weight: variant.weight, target: entries[number],
            isHoldout: variant.isHoldout, emails: emails.compactMap { outline.steps[$0].node }))
      }
      return .split(
        SplitStep(variants: variants, keyColumn: split.keyColumn, winner: split.winner))
    case .action(let action): return .action(action, next: next)
    case .exit(let reason): return .exit(reason: reason)
    case .goto, .invalid: return nil
    }
  }
}

/// What a graph has besides its nodes, compiled; nil where something could not be.
struct CampaignFrame {
  let enrollment: Enrollment?
  let exit: RuleExpression?
  let policies: Policies?
  let links: StepGraph.Links
  /// Whether everything that was written could be compiled.
  let isSound: Bool
}

extension StepCompiler {
  func frame(into findings: inout Findings) -> CampaignFrame {
    let project = campaign.project
    let enrollment = enrollment(into: &findings)
    let exit = campaign.settings.exit.flatMap {
      rule($0.when, expecting: .condition, into: &findings)
    }
    let unsubscribe = project?.unsubscribe.flatMap { template($0, .url, into: &findings) }
    let view = project?.viewInBrowser.flatMap { template($0, .url, into: &findings) }
    let isSound =
      enrollment != nil && (exit != nil) == (campaign.settings.exit != nil)
      && (unsubscribe != nil) == (project?.unsubscribe != nil)
      && (view != nil) == (project?.viewInBrowser != nil)
    return CampaignFrame(
      enrollment: enrollment, exit: exit,
      policies: project.map { $0.policies } ?? Policies(),
      links: StepGraph.Links(unsubscribe: unsubscribe, viewInBrowser: view), isSound: isSound)
  }
}
