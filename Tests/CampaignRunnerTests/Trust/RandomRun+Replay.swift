import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime

/// What became of a witness whose contact was let run.
enum Replay {
  case replayed(TracedEnrollment, [WitnessPath.Hop])
  /// The calendar, or what only chance decides, spoke against it.
  case elsewhere(String)
  /// It went another way for no reason that a witness may have.
  case astray(RandomRun, [WitnessPath.Hop])
}

extension RandomRun {
  /// Contact ids that are tried until the splits deal what the way asks for.
  private static let candidates = 100

  func replay(_ path: WitnessPath, by contact: WitnessContact) throws -> Replay {
    let answer = try replay(path, by: contact, launch: generated.launch)
    guard case .elsewhere("past") = answer else { return answer }
    // Before every date that the generator writes.
    return try replay(path, by: contact, launch: Instant(seconds: 1_577_836_800))
  }

  private func replay(
    _ path: WitnessPath, by contact: WitnessContact, launch: Instant
  ) throws -> Replay {
    for candidate in 0..<(contact.variants.isEmpty ? 1 : RandomRun.candidates) {
      let answer = try replay(path, by: contact, id: "w\(candidate)", launch)
      if let answer { return answer }
    }
    return .elsewhere("split")
  }

  /// nil: a split deals something else to this id.
  private func replay(
    _ path: WitnessPath, by contact: WitnessContact, id: String, _ launch: Instant
  ) throws -> Replay? {
    var cells = contact.cells.map {
      $0.contains(where: { ",\"\n".contains($0) }) ? "\"\($0)\"" : $0
    }
    if let slot = graph.segment.index(of: .id) { cells[slot] = id }
    if let slot = graph.segment.index(of: .address) { cells[slot] = "\(id)@a.example" }
    var events: [GeneratedEvent] = []
    if case .event(let name) = graph.enrollment.start {
      events.append(GeneratedEvent(contact: id, name: name, at: launch, step: nil, url: ""))
    }
    func run() -> RandomRun { with(contacts: [cells], events: events, launch: launch) }
    // The instants of later events come from the run with those before them.
    for event in contact.events.sorted(by: { ($0.afterHop ?? -1) < ($1.afterHop ?? -1) }) {
      var at = launch
      let run = run()
      let trace = try run.traces().first
      if let hop = event.afterHop {
        guard let trace else { return .astray(run, []) }
        let hops = trace.hops(graph)
        if let index = firstDifference(path.hops, hops), index < hop {
          return verdict(run, path, trace, hops, index)
        }
        guard let pause = trace.pause(at: hop, of: hops) else { return .elsewhere("pause") }
        at = pause.from
        if pause.until.map({ $0 > at }) ?? true { at = at.adding(seconds: 1) }
      } else if let trace {
        at = trace.begin
      }
      events.append(event.fact.event(by: id, at: at, graph))
    }
    let run = run()
    guard let trace = try run.traces().first else { return .astray(run, []) }
    let hops = trace.hops(graph)
    guard let index = firstDifference(path.hops, hops) else { return .replayed(trace, hops) }
    return verdict(run, path, trace, hops, index)
  }

  func traces() throws -> [TracedEnrollment] {
    let machine = try machine(through: nil)
    return try people().flatMap { enrollments(of: $0, machine) }
  }

  private func firstDifference(_ path: [WitnessPath.Hop], _ hops: [WitnessPath.Hop]) -> Int? {
    path.indices.first { index in
      guard index < hops.count, hops[index].node == path[index].node else { return true }
      return path[index].choice != nil && hops[index].choice != path[index].choice
    }
  }

  private func verdict(
    _ run: RandomRun, _ path: WitnessPath, _ trace: TracedEnrollment, _ hops: [WitnessPath.Hop],
    _ index: Int
  ) -> Replay? {
    if case .split = graph[path.hops[index].node].kind, index < hops.count,
      hops[index].node == path.hops[index].node
    {
      return nil
    }
    if trace.status == .exited(.past) { return .elsewhere("past") }
    if case .failed(let failure) = trace.status {
      if case .endless = failure { return .elsewhere("endless") }
      return .elsewhere("failed")
    }
    return .astray(run, hops)
  }
}

extension EngagementFact {
  fileprivate func event(by contact: String, at instant: Instant, _ graph: StepGraph)
    -> GeneratedEvent
  {
    let name: String
    switch kind {
    case .opened: name = "opened"
    case .clicked: name = "clicked"
    case .replied: name = "replied"
    case .bounced: name = "bounced"
    case .sent: name = "sent"
    case .event(let own): name = own
    }
    return GeneratedEvent(
      contact: contact, name: name, at: instant, step: step.map { graph[$0].id },
      url: name == "clicked" ? "https://a.example/\(urlPart ?? "")" : "")
  }
}
