import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics

extension CampaignRunning {
  /// Decides the winners of the campaign's splits, for which the segment is read once more for each of them.
  func winners(_ options: RunOptions, _ events: EventIndex) throws -> [SplitDecision] {
    let graph = campaign.graph
    guard !graph.winnerSplits.isEmpty else { return [] }
    guard inputs.segment != "-", kind(of: inputs.segment) != .other else {
      throw Failure(
        .usage,
        "the segment is read twice, once to choose the winner: give it as a file, not through a pipe",
        rule: "second-pass")
    }
    var stream = try SegmentStream(inputs.segment)
    var progress = Progress()
    defer { progress.clear() }
    do {
      return try decideWinners(
        graph, digest: graph.digest(), engagement: events,
        zones: ZoneDatabase(load: zones.read), options: options,
        progress: { progress.show(contacts: $0, share: stream.share) },
        isCancelled: { Interruption.status != nil || ZoneFiles.fault != nil },
        segment: {
          stream = try SegmentStream(inputs.segment)
          let source = stream
          return { source.read(into: $0) }
        })
    } catch let fault as SegmentFault {
      if let status = Interruption.status { throw status }
      if let failure = stream.fault { throw failure }
      try tell([fault.diagnostic(path: stream.path)])
      throw ExitStatus.findings
    } catch let fault as RunFault {
      throw try status(of: fault, path: stream.path)
    }
  }
}
