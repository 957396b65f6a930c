import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics

/// A run of a graph over a segment file, as `preview` and `run` make it.
struct CampaignRunning {
  let campaign: CompiledCampaign
  let inputs: RunInputs
  let zones: ZoneFiles
  let findings: FindingsOutput

  struct Outcome {
    let result: RunResult
    let origins: RunSummary.Origins
    /// Notes on the header of the segment, and on the events.
    let notes: [Diagnostic]
    /// Those on the events alone.
    let eventNotes: [Diagnostic]
  }

  /// Throws a `Failure` or an `ExitStatus` once what stands in the way has been told.
  ///
  /// With `rows` that are skipped, `rejects` takes them; without it the first few are told.
  func run<Sink: ManifestSink & ~Copyable>(
    options: RunOptions, rows: RowOptions.Rows = .stop, rejects: RejectsFile? = nil,
    to sink: inout Sink
  ) throws -> Outcome {
    let graph = campaign.graph
    var options = options
    options.assumed = inputs.assume
    options.workers = inputs.workerCount
    options.skipsBadRows = rows == .skip
    let events = try EventFiles(inputs.events, graph: graph, findings: findings)
    options.decisions = try winners(options, events.index)
    let stream = try SegmentStream(inputs.segment)
    var progress = Progress()
    var told: [Diagnostic] = []
    defer { progress.clear() }
    do {
      let result = try runCampaign(
        graph, digest: graph.digest(), segment: { stream.read(into: $0) },
        engagement: events.index, zones: ZoneDatabase(load: zones.read), options: options,
        to: &sink,
        rejects: { part in
          if let rejects {
            try rejects.write(part)
          } else if case .row(let row) = part, told.count < CampaignRunning.mostTold {
            told.append(row.diagnostic(path: stream.path))
          }
        },
        progress: { progress.show(contacts: $0, share: stream.share) },
        isCancelled: { Interruption.status != nil || ZoneFiles.fault != nil })
      progress.clear()
      if let fault = ZoneFiles.fault { throw fault }
      if !findings.isJSON, !told.isEmpty { try tell(told) }
      return Outcome(
        result: result,
        origins: RunSummary.Origins(
          toolVersion: Version.current, segmentDigest: stream.digest,
          eventsDigest: events.digest),
        notes: extraColumnNotes(result.extraColumns, path: stream.path) + events.notes,
        eventNotes: events.notes)
    } catch let fault as SegmentFault {
      if let status = Interruption.status { throw status }
      if let failure = stream.fault { throw failure }
      try tell([fault.diagnostic(path: stream.path)])
      throw ExitStatus.findings
    } catch let fault as RunFault {
      throw try status(of: fault, path: stream.path)
    }
  }

  func status(of fault: RunFault, path: String) throws -> ExitStatus {
    if let fault = ZoneFiles.fault { throw fault }
    switch fault {
    case .cancelled:
      return Interruption.status ?? .interrupted
    case .obstacles(let obstacles):
      try tell(
        obstacles.map { obstacle in
          Diagnostic(RuleID(fault.rule), obstacle.message, at: place(of: obstacle.step))
        })
    case .unknownDefaultZone, .damagedZone, .zone, .duplicateAddress, .past, .noID, .duplicateID,
      .undecided:
      try tell([Diagnostic(RuleID(fault.rule), fault.message, at: .file(path: path))])
    }
    return .findings
  }

  /// Of rows that are left out and written nowhere, so many are told.
  private static let mostTold = 20

  /// Where a step was written; the campaign file for the campaign as a whole.
  private func place(of step: String?) -> Place {
    let node = step.flatMap { campaign.graph.index(ofStep: $0) }
    return node.flatMap { campaign.place(of: $0) }.map { .range($0) }
      ?? .file(path: campaign.analyzed.definition.file.path)
  }

  func tell(_ diagnostics: [Diagnostic]) throws(OutputFault) {
    var all = Findings()
    for diagnostic in diagnostics { all.report(diagnostic) }
    try findings.show(all)
  }
}
