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
/// `segment` begins to read the bytes of the segment anew. Throws what `runCampaign` throws. A decision that lies after the as-of is left open.
package func decideWinners(
  _ graph: StepGraph, digest: String, engagement: some EngagementSource & Sendable,
  zones: ZoneDatabase, options: RunOptions, progress: (Int) -> Void = { _ in },
  isCancelled: () -> Bool = { false }, segment: () throws -> CSVReader.Source
) throws -> [SplitDecision] {
  try decideWinners(graph, digest: digest, zones: zones, options: options) { runner, options in
    var done = 0
    try runSegment(
      schema: graph.segment, source: try segment(), runner: &runner,
      claims: ContactClaims(graph: graph, choice: .first(0)), engagement: engagement,
      options: options, isCancelled: isCancelled
    ) { chunk in
      done += chunk.filled
      progress(done)
    }
  }
}

/// The same for contacts that come from elsewhere, one after another on the calling thread.
package func decideWinners<Contacts: ContactSource>(
  _ graph: StepGraph, digest: String, engagement: some EngagementSource, zones: ZoneDatabase,
  options: RunOptions, contacts: () throws -> Contacts
) throws -> [SplitDecision] {
  try decideWinners(graph, digest: digest, zones: zones, options: options) { runner, _ in
    var source = try contacts()
    try runner.runAll(
      &source, claims: ContactClaims(graph: graph, choice: .first(0)), engagement: engagement
    ) { _ in }
  }
}

private func decideWinners(
  _ graph: StepGraph, digest: String, zones: ZoneDatabase, options: RunOptions,
  pass: (inout ContactRunner, RunOptions) throws -> Void
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
    options.composing = nil
    let found = obstacles(in: graph)
    guard found.isEmpty else { throw RunFault.obstacles(found) }
    var runner = try ContactRunner(graph: graph, digest: digest, zones: zones, options: options)
    var tally = WinnerTally(graph, splits: open)
    runner.rows.tally = tally
    try pass(&runner, options)
    tally = runner.rows.tally ?? tally
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
