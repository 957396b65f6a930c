import CampaignGraph
import CivilTime
import LiquidTemplates

/// Decides the winners of a campaign's splits: what `RunOptions.decisions` needs before the run.
///
/// Reads the whole segment, once for each split with a winner, and writes nothing. In each pass contacts
/// run as they will in the end, but wait at the splits that are not decided yet; the decision that comes
/// first in time depends on nothing that comes after it, and is then known. So the next one is decided
/// among contacts that have got the winner of the one before.
///
/// Throws what `runCampaign` throws. A decision that lies after the as-of is left open.
package func decideWinners<Contacts: ContactSource>(
  _ graph: StepGraph, digest: String, engagement: some EngagementSource, zones: ZoneDatabase,
  options: RunOptions, progress: (Int) -> Void = { _ in }, isCancelled: () -> Bool = { false },
  contacts: () throws -> Contacts
) throws -> [SplitDecision] {
  var decisions: [SplitDecision] = []
  var open = graph.winnerSplits
  guard let zone = zones.zone(named: graph.zone.defaultZone) else {
    throw RunFault.unknownDefaultZone(graph.zone.defaultZone)
  }
  while !open.isEmpty {
    var options = options
    options.decisions = decisions
    options.bodies = .none
    options.timelines = .first(0)
    var source = try contacts()
    let tally = try tallyWinners(
      graph, digest: digest, splits: open, contacts: &source, engagement: engagement,
      zones: zones, options: options, progress: progress, isCancelled: isCancelled)
    let instants = open.indices.map { tally.decision(of: $0, in: zone) }
    var next: (index: Int, at: Instant)?
    for (index, instant) in instants.enumerated() {
      guard let instant, options.asOf.map({ instant <= $0 }) ?? true else { continue }
      if next.map({ instant < $0.at }) ?? true { next = (index, instant) }
    }
    guard let next else {
      // An email that goes out by the as-of is known, and with it when its split is decided.
      decisions += zip(open, instants).map { SplitDecision(split: $0, at: $1, winner: nil) }
      break
    }
    decisions.append(tally.decide(next.index, at: next.at))
    open.remove(at: next.index)
  }
  return decisions
}

private func tallyWinners<Contacts: ContactSource>(
  _ graph: StepGraph, digest: String, splits: [NodeIndex], contacts: inout Contacts,
  engagement: some EngagementSource, zones: ZoneDatabase, options: RunOptions,
  progress: (Int) -> Void, isCancelled: () -> Bool
) throws -> WinnerTally {
  let found = obstacles(in: graph)
  guard found.isEmpty else { throw RunFault.obstacles(found) }
  var runner = try ContactRunner(graph: graph, digest: digest, zones: zones, options: options)
  runner.rows.tally = WinnerTally(graph, splits: splits)
  var addresses = AddressSet()
  var ids = AddressSet()
  var seen = SeenContacts(count: engagement.counts.contacts)
  let interval = max(1, options.progressInterval)
  var done = 0
  while let number = try contacts.nextContact(into: &runner.stepper.contact.row) {
    runner.stepper.contact.number = number
    runner.loadEngagement(from: engagement, &seen)
    runner.lookAhead()
    try runner.run(addresses: &addresses, ids: &ids)
    runner.rows.tally?.finish(runner.stepper.contact)
    runner.rows.manifest.removeAll()
    runner.rows.actions.removeAll()
    done += 1
    if done % interval == 0 {
      progress(done)
      if isCancelled() { throw RunFault.cancelled }
    }
  }
  return runner.rows.tally ?? WinnerTally(graph, splits: splits)
}
