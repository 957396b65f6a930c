import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import JSONText

/// Why a run has stopped; what was written so far is then not to be used.
public struct RunError: Error, Sendable, Equatable {
  /// The stable id of the rule, such as `csv-ragged-row`.
  public let rule: String
  /// With row and column where there are any; without the text of a cell.
  public let message: String

  public init(rule: String, message: String) {
    self.rule = rule
    self.message = message
  }
}

extension Campaign {
  /// Runs the campaign over a segment: streaming, in one pass, in memory that does not grow with the messages.
  ///
  /// A campaign that chooses a winner needs its segment more than once: see `run(segment:)`.
  ///
  /// - Parameters:
  ///   - contacts: fills a buffer with the next bytes of the CSV file and returns their number; 0 at the
  ///     end, nil if the file cannot be read.
  ///   - launch: when the campaign starts, in seconds since 1970-01-01T00:00:00Z.
  ///   - asOf: what lies later is counted but not written; nil for the end of the campaign.
  ///   - events: what contacts did, each file in CSV or JSON Lines and read as `contacts`.
  ///   - assume: what to take for granted of messages without events: `none`, `all`, or rates such as
  ///     `opened=40%,clicked=10%,after=2h`.
  ///   - manifest: takes whole rows of JSON Lines, in the order of the contacts.
  ///   - actions: the same for the actions.
  ///   - workers: how many threads work on it; the closures are called on the calling one.
  /// - Returns: the summary as JSON.
  /// - Throws: `RunError`, and whatever `manifest` and `actions` throw.
  public func run(
    contacts: @escaping (UnsafeMutableRawBufferPointer) -> Int?, launch: Int64,
    asOf: Int64? = nil, events: [(UnsafeMutableRawBufferPointer) -> Int?] = [],
    assume: String = "none", in project: Project, workers: Int = 1,
    manifest: (UnsafeRawBufferPointer) throws -> Void,
    actions: (UnsafeRawBufferPointer) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    try run(
      contacts: contacts, winners: { _, _ in [] }, events: try index(events),
      options: try options(launch, asOf, assume, workers), in: project, manifest: manifest,
      actions: actions)
  }

  /// Runs the campaign over a segment that can be read again: once for each split whose winner is chosen
  /// from the whole audience, and once for the manifest.
  ///
  /// - Parameter segment: begins to read the CSV file anew; what it returns is as `contacts` of the other
  ///   form. The rest is as there.
  public func run(
    segment: () throws -> (UnsafeMutableRawBufferPointer) -> Int?, launch: Int64,
    asOf: Int64? = nil, events: [(UnsafeMutableRawBufferPointer) -> Int?] = [],
    assume: String = "none", in project: Project, workers: Int = 1,
    manifest: (UnsafeRawBufferPointer) throws -> Void,
    actions: (UnsafeRawBufferPointer) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    try run(
      contacts: try segment(),
      winners: { options, events in
        try decideWinners(
          graph, digest: digest, engagement: events, zones: project.zones,
          options: options,
          segment: segment)
      }, events: try index(events), options: try options(launch, asOf, assume, workers),
      in: project,
      manifest: manifest, actions: actions)
  }

  private func options(
    _ launch: Int64, _ asOf: Int64?, _ assume: String, _ workers: Int
  ) throws(RunError) -> RunOptions {
    var options = RunOptions(
      launch: Instant(seconds: launch), asOf: asOf.map { Instant(seconds: $0) })
    options.workers = min(max(1, workers), 256)
    do throws(AssumptionFault) {
      options.assumed = try AssumedEngagement(assume)
    } catch {
      throw RunError(rule: "wrong-usage", message: error.description)
    }
    return options
  }

  /// Throws for the first row that cannot be read.
  private func index(
    _ files: [(UnsafeMutableRawBufferPointer) -> Int?]
  ) throws(RunError) -> EventIndex {
    var log = EventLog(graph: graph)
    for file in files { log.read(path: "", source: file) }
    if let (_, fault) = log.faults.first {
      throw RunError(rule: fault.rule.name, message: fault.message)
    }
    return log.index()
  }

  private func run(
    contacts: @escaping (UnsafeMutableRawBufferPointer) -> Int?,
    winners: (RunOptions, EventIndex) throws -> [SplitDecision], events: EventIndex,
    options: RunOptions, in project: Project, manifest: (UnsafeRawBufferPointer) throws -> Void,
    actions: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> [UInt8] {
    var options = options
    return try withoutActuallyEscaping(manifest) { manifest in
      try withoutActuallyEscaping(actions) { actions in
        var sink = ClosureSink(manifest: manifest, actions: actions)
        do {
          options.decisions = try winners(options, events)
          let result = try runCampaign(
            graph, digest: digest, segment: contacts, engagement: events,
            zones: project.zones, options: options, to: &sink)
          let origins = RunSummary.Origins(toolVersion: "library")
          return result.summary.json(origins).serialized(pretty: true)
        } catch let fault as SegmentFault {
          throw RunError(rule: fault.rule.name, message: fault.message)
        } catch let fault as RunFault {
          throw RunError(rule: fault.rule, message: fault.message)
        }
      }
    }
  }
}

private struct ClosureSink: ManifestSink {
  let manifest: (UnsafeRawBufferPointer) throws -> Void
  let actions: (UnsafeRawBufferPointer) throws -> Void

  mutating func write(manifest rows: UnsafeRawBufferPointer) throws { try manifest(rows) }
  mutating func write(actions rows: UnsafeRawBufferPointer) throws { try actions(rows) }
}
