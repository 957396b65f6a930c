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
  /// - Parameters:
  ///   - contacts: fills a buffer with the next bytes of the CSV file and returns their number; 0 at the
  ///     end, nil if the file cannot be read.
  ///   - launch: when the campaign starts, in seconds since 1970-01-01T00:00:00Z.
  ///   - asOf: what lies later is counted but not written; nil for the end of the campaign.
  ///   - manifest: takes whole rows of JSON Lines, in the order of the contacts.
  ///   - actions: the same for the actions.
  /// - Returns: the summary as JSON.
  /// - Throws: `RunError`, and whatever `manifest` and `actions` throw.
  public func run(
    contacts: @escaping (UnsafeMutableRawBufferPointer) -> Int?, launch: Int64,
    asOf: Int64? = nil, in project: Project,
    manifest: (UnsafeRawBufferPointer) throws -> Void,
    actions: (UnsafeRawBufferPointer) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    let options = RunOptions(
      launch: Instant(seconds: launch), asOf: asOf.map { Instant(seconds: $0) })
    return try withoutActuallyEscaping(manifest) { manifest in
      try withoutActuallyEscaping(actions) { actions in
        var reader = SegmentReader(schema: graph.segment, source: contacts)
        var sink = ClosureSink(manifest: manifest, actions: actions)
        do {
          let result = try runCampaign(
            graph, digest: digest, contacts: &reader, engagement: NoEngagement(),
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
