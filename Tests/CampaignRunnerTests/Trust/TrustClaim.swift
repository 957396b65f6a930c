import CampaignCompiler
import CampaignGraph
import CampaignRunner
import Diagnostics

/// What a finding says of all runs, in a form that one run can contradict.
struct TrustClaim {
  enum Kind {
    case neverLeaves(NodeIndex, by: ClosedRange<Int>)
    case neverComes(NodeIndex)
    /// Who comes there never comes to an end.
    case neverEnds(NodeIndex)
    /// Nobody who comes there has come to the email, or to any.
    case neverSentBefore(NodeIndex?, NodeIndex)
    /// Whoever comes from the email there has not waited in between.
    case justSent(NodeIndex, NodeIndex)
    case neverExitsByRule
    case alwaysExitsAtOnce
    case nobodyEnters
    /// Whoever comes there comes too late.
    case alwaysPast(NodeIndex)
  }

  let kind: Kind
  let words: String

  init(_ kind: Kind, _ finding: Diagnostic) {
    self.kind = kind
    words = "\(finding.rule.name): \(finding.message)"
  }

  func isContradicted(
    by hops: [WitnessPath.Hop], of trace: TracedEnrollment, _ graph: StepGraph
  ) -> Bool {
    switch kind {
    case .nobodyEnters: return true
    case .alwaysPast(let node):
      return trace.log.notes.contains { note in
        if case .waits(node, from: _, until: _, timing: _) = note { true } else { false }
      }
    case .neverLeaves(let node, let choices):
      return hops.contains { $0.node == node && $0.choice.map(choices.contains) == true }
    case .neverComes(let node): return hops.contains { $0.node == node }
    case .neverEnds(let node):
      guard hops.contains(where: { $0.node == node }) else { return false }
      return switch trace.status {
      case .completed, .exited: true
      case .running, .waiting, .awaitingEvent, .awaitingWinner, .failed: false
      }
    case .neverSentBefore(let email, let node):
      guard let last = hops.lastIndex(where: { $0.node == node }) else { return false }
      return hops[..<last].contains { hop in
        email.map { $0 == hop.node } ?? TrustClaim.isEmail(hop.node, graph)
      }
    case .justSent(let email, let node):
      var hasWaited: Bool?
      for hop in hops {
        if hop.node == node, hasWaited == true { return true }
        if hop.node == email {
          hasWaited = false
        } else if TrustClaim.takesTime(hop.node, graph), hasWaited != nil {
          hasWaited = true
        }
      }
      return false
    case .neverExitsByRule: return trace.status == .exited(.rule)
    case .alwaysExitsAtOnce:
      // Waits do not ask, and who comes too late is over before that.
      return hops.dropLast().contains { TrustClaim.asksExit($0.node, graph) }
        || trace.log.effects.contains { effect in
          if case .skip = effect { false } else { true }
        }
    }
  }

  /// Whether a run could have contradicted it: it came to where the claim says something.
  func isTried(by hops: [WitnessPath.Hop]) -> Bool {
    func comes(_ node: NodeIndex) -> Bool { hops.contains { $0.node == node } }
    return switch kind {
    case .neverLeaves(let node, _), .neverEnds(let node), .neverSentBefore(_, let node),
      .alwaysPast(let node):
      comes(node)
    case .justSent(let email, let node): comes(email) && comes(node)
    case .neverComes, .neverExitsByRule, .alwaysExitsAtOnce, .nobodyEnters: true
    }
  }

  static func isEmail(_ node: NodeIndex, _ graph: StepGraph) -> Bool {
    if case .email = graph[node].kind { true } else { false }
  }

  private static func asksExit(_ node: NodeIndex, _ graph: StepGraph) -> Bool {
    switch graph[node].kind {
    case .email, .branch, .split, .action: true
    case .wait, .waitForEvent, .exit, .complete: false
    }
  }

  static func takesTime(_ node: NodeIndex, _ graph: StepGraph) -> Bool {
    switch graph[node].kind {
    case .wait, .waitForEvent: true
    case .split(let split): split.winner != nil
    case .email(let email, _):
      if case .scheduled = email.send.strategy { true } else { false }
    case .branch, .action, .exit, .complete: false
    }
  }
}

extension TrustClaim {
  /// What a finding claims; nil for what only may be.
  static func all(of finding: Diagnostic, in campaign: CompiledCampaign) -> TrustClaim? {
    let graph = campaign.graph
    let node = finding.subject?.step.flatMap { graph.index(ofStep: $0) }
    func claim(_ kind: Kind?) -> TrustClaim? { kind.map { TrustClaim($0, finding) } }
    switch finding.rule.name {
    case "empty-segment": return claim(.nobodyEnters)
    case "no-exit": return claim(node.map { .neverEnds($0) })
    case "unbounded-loop":
      guard finding.message.hasPrefix("nothing ends the loop") else { return nil }
      return claim(node.map { .neverEnds($0) })
    case "unreachable-step": return claim(node.map { .neverComes($0) })
    case "wait-until-past":
      guard let node, finding.message.contains("lies before the campaign begins") else {
        return nil
      }
      return claim(.alwaysPast(node))
    case "email-never-sent-here":
      guard let node else { return nil }
      if finding.message.hasPrefix("no email has been sent") {
        return claim(.neverSentBefore(nil, node))
      }
      return claim(email(finding.message, graph).map { .neverSentBefore($0, node) })
    case "asked-too-soon":
      guard let node, finding.message.hasPrefix("this is asked when") else { return nil }
      return claim(email(finding.message, graph).map { .justSent($0, node) })
    case "dead-branch", "shadowed-case", "always-true-branch":
      let isAlways = finding.rule.name == "always-true-branch"
      guard let node else { return claim(isAlways ? .alwaysExitsAtOnce : .neverExitsByRule) }
      let last = graph[node].targets.count - 1
      guard finding.message.hasPrefix("nobody is left") == false else {
        return claim(.neverLeaves(node, by: last...last))
      }
      guard let number = number(ofCaseAt: finding, node, campaign) else { return nil }
      if isAlways {
        return number < last ? claim(.neverLeaves(node, by: (number + 1)...last)) : nil
      }
      return claim(.neverLeaves(node, by: number...number))
    default: return nil
    }
  }

  private static func email(_ message: String, _ graph: StepGraph) -> NodeIndex? {
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    return parts.count > 1 ? graph.index(ofStep: String(parts[1])) : nil
  }

  private static func number(
    ofCaseAt finding: Diagnostic, _ node: NodeIndex, _ campaign: CompiledCampaign
  ) -> Int? {
    guard let step = campaign.analyzed.step(of: node),
      case .branch(let branch) = campaign.analyzed.outline.steps[step].definition.kind
    else { return nil }
    return branch.cases.firstIndex { one in
      one.when.map { .range($0.whole) == finding.place } ?? false
    }
  }
}
