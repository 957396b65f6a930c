import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import JSONText
import Testing

/// A campaign that is run over the bytes of a segment, with any number of workers and any size of chunks.
struct SegmentRun {
  var graph: StepGraph
  var bytes: [UInt8]
  var engagement = Events()
  var options: RunOptions
  /// The most bytes that the source hands out at once.
  var piece = Int.max

  /// Everything that comes out.
  struct Output: Equatable {
    var manifest: [UInt8] = []
    var actions: [UInt8] = []
    var summary: [UInt8] = []
    var timelines: [String] = []
    /// `rule row:line:column record`, the header's names first.
    var rejects: [String] = []
    var fault: String?
  }

  func run(workers: Int, chunk: Int) -> Output {
    var options = options
    options.workers = workers
    options.chunkSize = chunk
    var sink = Lines()
    var output = Output()
    do {
      if !graph.winnerSplits.isEmpty {
        options.decisions = try decideWinners(
          graph, digest: "sha256:0", engagement: engagement, zones: zones, options: options,
          segment: { source(bytes, chunk: piece) })
      }
      let result = try runCampaign(
        graph, digest: "sha256:0", segment: source(bytes, chunk: piece), engagement: engagement,
        zones: zones, options: options, to: &sink,
        rejects: { part in
          switch part {
          case .header(let record, let names):
            output.rejects.append("\(names) \(String(decoding: record, as: UTF8.self))")
          case .row(let row):
            let place = "\(row.row):\(row.line):\(row.byteColumn.map { "\($0)" } ?? "-")"
            output.rejects.append(
              "\(row.rule.name) \(place) \(String(decoding: row.record, as: UTF8.self))")
          }
        })
      output.summary = result.summary.json(.init(toolVersion: "0")).serialized(pretty: true)
      output.timelines = result.timelines.map { "\($0)" }
    } catch {
      output.fault = "\(error)"
    }
    output.manifest = sink.manifest
    output.actions = sink.actions
    return output
  }

  /// What differs between one worker on large chunks and others; nil if nothing does.
  func difference(seed: UInt64) -> String? {
    var chance = Chance(seed: seed)
    let expected = run(workers: 1, chunk: 1 << 20)
    for workers in [1, 2, 7] {
      for chunk in [1 + chance.below(300), 1 + chance.below(5000)] {
        let output = run(workers: workers, chunk: chunk)
        if output == expected { continue }
        let parts = [
          ("faults", output.fault == expected.fault),
          ("rows", output.manifest == expected.manifest),
          ("actions", output.actions == expected.actions),
          ("summaries", output.summary == expected.summary),
          ("timelines", output.timelines == expected.timelines),
          ("rejects", output.rejects == expected.rejects),
        ].filter { !$0.1 }.map(\.0)
        return
          "\(parts) differ with \(workers) workers and chunks of \(chunk) bytes: "
          + "\(output.fault ?? "") / \(expected.fault ?? "")"
      }
    }
    return nil
  }
}
