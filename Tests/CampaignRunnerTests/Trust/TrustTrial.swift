import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import LiquidTemplates

/// One random campaign with all that is claimed of it.
struct TrustTrial {
  private let run: RandomRun
  private let compiled: CompiledCampaign
  private let findings: [Diagnostic]
  private let facts: PathFacts
  private let bounds: TimeBounds

  private var graph: StepGraph { compiled.graph }

  init(
    _ generated: GeneratedCase, _ compiled: CompiledCampaign, _ findings: [Diagnostic]
  ) throws {
    run = try RandomRun(generated, compiled.graph)
    self.compiled = compiled
    self.findings = findings
    facts = PathFacts(compiled.graph)
    bounds = TimeBounds(compiled.graph, facts)
  }

  func faults(_ tally: inout TrustTally) throws -> [String] {
    let claims = findings.compactMap { TrustClaim.all(of: $0, in: compiled) }
    for finding in findings where TrustClaim.all(of: finding, in: compiled) != nil {
      tally.claims[finding.rule.name, default: 0] += 1
    }
    for claim in claims {
      if case .nobodyEnters = claim.kind { tally.tried["empty-segment", default: 0] += 1 }
    }
    for node in graph.nodes.indices.map({ NodeIndex($0) }) {
      tally.closedWays += graph[node].targets.indices.count {
        facts.isImpossible($0, of: node) == .proven
      }
    }
    var faults: [String] = []
    var ends: Set<[Int?]> = []
    for trace in try run.traces() {
      let hops = trace.hops(graph)
      tally.traces += 1
      tally.hops += hops.count
      count(trace, hops, claims, &tally)
      if trace.status == .completed || isExit(trace.status) { ends.insert(hops.map(\.choice)) }
      let fault =
        contradiction(by: hops) ?? amounts(trace, hops) ?? trace.contradiction(of: bounds)
        ?? claims.first { $0.isContradicted(by: hops, of: trace, graph) }?.words
      if let fault { faults.append(report(fault, run, hops)) }
    }
    if let paths = bounds.paths.value, ends.count > paths {
      faults.append("\(ends.count) paths were taken, but there are \(paths)\n\(run.generated)")
    }
    faults += try withoutPolicies()
    return try faults + replays(&tally)
  }

  /// What a run could have contradicted.
  private func count(
    _ trace: TracedEnrollment, _ hops: [WitnessPath.Hop], _ claims: [TrustClaim],
    _ tally: inout TrustTally
  ) {
    func tried(_ name: String, _ count: Int = 1) {
      if count > 0 { tally.tried[name, default: 0] += count }
    }
    for claim in claims where claim.isTried(by: hops) {
      tried(String(claim.words.prefix { $0 != ":" }))
    }
    for hop in hops {
      guard case .branch = graph[hop.node].kind else { continue }
      let closed = graph[hop.node].targets.indices.count {
        facts.isImpossible($0, of: hop.node) == .proven
      }
      tried("closed ways", closed)
      if closed > 0, closed + 1 == graph[hop.node].targets.count { tried("implied ways") }
    }
    for node in graph.nodes.indices where facts.isReachable(NodeIndex(node)) == .refuted {
      _ = node
      tried("unreachable nodes")
    }
    if bounds.mostEmails.value != nil, !trace.messages.isEmpty { tried("most emails") }
    if !bounds.asksOnly, trace.marketing.count > 1 {
      tried("gaps and windows")
    }
    if !bounds.asksOnly, bounds.longest.value != nil { tried("longest") }
    guard trace.status == .completed || isExit(trace.status) || trace.status == .exited(.past)
    else { return }
    if !bounds.asksOnly, let shortest = bounds.shortest.value {
      tried(shortest.seconds > 0 ? "shortest" : "shortest of nothing")
    }
    if let fewest = bounds.fewestEmails.value, fewest > 0 { tried("fewest emails") }
    if bounds.paths.value != nil { tried("paths") }
  }

  // MARK: What the analysis says of ways

  private func contradiction(by hops: [WitnessPath.Hop]) -> String? {
    let emails = graph.nodes.indices.map { NodeIndex($0) }
      .filter { TrustClaim.isEmail($0, graph) }
    var sent: Set<NodeIndex> = []
    for hop in hops {
      let name = graph[hop.node].id
      if facts.isReachable(hop.node) == .refuted { return "no run comes to '\(name)'" }
      if let choice = hop.choice, facts.isImpossible(choice, of: hop.node) == .proven {
        return "no run leaves '\(name)' by \(choice)"
      }
      if let choice = hop.choice,
        !facts.openWays(from: hop.node).contains(where: { $0.choice == choice })
      {
        return "\(choice) of '\(name)' is no open way"
      }
      for email in emails {
        if sent.contains(email), !facts.maySent(email, at: hop.node) {
          return "'\(graph[email].id)' is never sent before '\(name)'"
        }
        if !sent.contains(email), facts.mustSent(email, at: hop.node) {
          return "'\(graph[email].id)' is always sent before '\(name)'"
        }
      }
      if TrustClaim.isEmail(hop.node, graph) { sent.insert(hop.node) }
    }
    return nil
  }

  private func isExit(_ status: Cursor.Status) -> Bool {
    if case .exited(.step) = status { true } else { false }
  }

  private func amounts(_ trace: TracedEnrollment, _ hops: [WitnessPath.Hop]) -> String? {
    // The run left out what the contact missed; the rest is to be sent, whatever became of it.
    var emails = 0
    for effect in trace.log.effects {
      switch effect {
      case .send: emails += 1
      case .skip(let message, let reason):
        if reason == .outsideWindow || reason == .past && message.sendAt >= run.generated.launch {
          continue
        }
        emails += 1
      case .action: break
      }
    }
    guard trace.status == .completed || isExit(trace.status) else { return nil }
    guard let fewest = bounds.fewestEmails.value else {
      return bounds.fewestEmails.verdict == .proven ? "no end can be reached" : nil
    }
    return emails < fewest ? "\(emails) emails, but at least \(fewest)" : nil
  }

  // MARK: Policies

  /// What a campaign asks for shows where nothing is delayed or left out.
  private func withoutPolicies() throws -> [String] {
    guard graph.policies.minGap != nil || graph.policies.maxEmails != nil else { return [] }
    var other = run.generated
    other.project.removeAll { $0.hasPrefix("policies:") }
    guard let free = other.compile().graph else { return [] }
    let run = try RandomRun(other, free)
    let bounds = TimeBounds(free, PathFacts(free))
    var faults: [String] = []
    for trace in try run.traces() {
      guard let fault = trace.contradiction(of: bounds) ?? silence(trace) else { continue }
      faults.append(report(fault, run, trace.hops(free)))
    }
    return faults
  }

  /// A policy of which nothing is found is one that the campaign keeps by itself.
  private func silence(_ trace: TracedEnrollment) -> String? {
    // Findings are made for clocks that are set by an hour.
    guard !run.generated.description.contains("Antarctica/Troll") else { return nil }
    func isFound(_ rule: String) -> Bool { findings.contains { $0.rule.name == rule } }
    if let cap = graph.policies.maxEmails, !isFound("email-rate-exceeded") {
      for first in trace.marketing {
        let end = trace.zone.adding(cap.per, to: first).instant
        let count = trace.marketing.count { $0 >= first && $0 < end }
        if count > cap.count { return "email-rate-exceeded is silent, but \(count) emails" }
      }
    }
    if let gap = graph.policies.minGap, !isFound("min-gap") {
      for (first, second) in zip(trace.marketing, trace.marketing.dropFirst())
      where trace.zone.adding(gap, to: first).instant > second {
        return "min-gap is silent, but emails at \(first) and \(second)"
      }
    }
    return nil
  }

  // MARK: Witnesses

  private func replays(_ tally: inout TrustTally) throws -> [String] {
    var paths: [(path: WitnessPath, finding: Diagnostic?)] = findings.compactMap { finding in
      compiled.path(of: finding.witness).map { ($0, finding) }
    }
    for node in graph.nodes.indices.map({ NodeIndex($0) }) {
      for choice in graph[node].targets.indices {
        if let path = facts.witness(to: node, choice: choice) {
          paths.append((path, nil))
        }
      }
    }
    let week = Period(count: 7, unit: .days)
    paths += [
      bounds.mostEmails.witness, bounds.fewestEmails.witness, bounds.shortest.witness,
      bounds.longest.witness, bounds.mostEmails(in: week).witness,
      bounds.shortestGap().witness,
    ].compactMap { bound in bound.map { ($0, nil) } }
    var faults: [String] = []
    for (index, (path, finding)) in paths.enumerated()
    where finding != nil || !paths[..<index].contains(where: { $0.path == path }) {
      tally.witnesses += 1
      guard let contact = facts.witnessContact(for: path) else { continue }
      tally.given += 1
      switch try run.replay(path, by: contact) {
      case .replayed(let trace, let hops):
        tally.replayed += 1
        if let finding {
          tally.shown[finding.rule.name, default: 0] += 1
          if let fault = unlike(finding, path, trace) { faults.append(report(fault, run, hops)) }
        }
        if !contact.events.isEmpty { tally.withEvents += 1 }
        if !contact.variants.isEmpty { tally.withSplits += 1 }
      case .elsewhere(let why): tally.elsewhere[why, default: 0] += 1
      case .astray(let other, let hops):
        faults.append(report("a witness goes \(words(path.hops))", other, hops))
      }
    }
    return faults
  }

  /// Whether a way that a run took does not show what the finding says of it.
  private func unlike(
    _ finding: Diagnostic, _ path: WitnessPath, _ trace: TracedEnrollment
  ) -> String? {
    let nodes = path.hops.map(\.node)
    let emails = nodes.filter { TrustClaim.isEmail($0, graph) }
    let parts = finding.message.split(separator: "'", omittingEmptySubsequences: false)
    let named = parts.count > 1 ? graph.index(ofStep: String(parts[1])) : nil
    let isShown: Bool
    switch finding.rule.name {
    case "email-not-always-sent":
      isShown = named.map { !nodes.dropLast().contains($0) } ?? emails.isEmpty
    case "asked-too-soon":
      guard let named, let sent = nodes.lastIndex(of: named) else { return "\(finding.message)?" }
      isShown = !nodes[sent...].dropFirst().dropLast().contains {
        TrustClaim.takesTime($0, graph)
      }
    case "duplicate-send":
      guard let named, emails.last == named else { return "\(finding.message)?" }
      isShown = emails.dropLast().contains { content($0) == content(named) }
    default: return nil
    }
    return isShown ? nil : "the witness does not show it: \(finding.message)"
  }

  private func content(_ node: NodeIndex) -> [String?] {
    guard case .email(let email, _) = graph[node].kind else { return [] }
    return [email.subject.text, email.html?.text, email.text?.text]
  }

  private func words(_ hops: [WitnessPath.Hop]) -> String {
    hops.map { hop in graph[hop.node].id + (hop.choice.map { "/\($0)" } ?? "") }
      .joined(separator: " ")
  }

  private func report(_ fault: String, _ run: RandomRun, _ hops: [WitnessPath.Hop]) -> String {
    "\(fault)\ntrace: \(words(hops))\n\(run.generated)"
  }
}
