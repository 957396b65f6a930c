import CampaignGraph
import CampaignRunner
import CivilTime
import Foundation
import JSONText
import Testing

/// The same comes out for any number of workers and any size of chunks: on random campaigns, and on segments
/// with everything that a CSV file can hold, faults included.
///
/// `MAILPLAN_CASES` and `MAILPLAN_SEED` as for `RandomRunTests`.
@Suite struct PipelinePropertyTests {
  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  private let seeds: Range<Int> = {
    let first = number("MAILPLAN_SEED") ?? 1
    return first..<(first + (number("MAILPLAN_CASES") ?? 120))
  }()

  @Test func workersAndChunksDoNotMatter() throws {
    var sends = 0
    var runs = 0
    for seed in seeds {
      guard let run = try makeRun(seed, faults: 0, skips: false) else { continue }
      runs += 1
      if let words = run.difference(seed: UInt64(seed)) {
        Issue.record("seed \(seed): \(words)\n\(String(decoding: run.bytes, as: UTF8.self))")
        return
      }
      let output = run.run(workers: 1, chunk: 1 << 16)
      if let fault = output.fault { Issue.record("seed \(seed): \(fault)") }
      if String(decoding: output.manifest, as: UTF8.self).contains("\"send\"") { sends += 1 }
      try compareWithOneByOne(run, output, seed)
    }
    #expect(runs * 3 > seeds.count, "only \(runs) of \(seeds.count) campaigns can be run")
    #expect(sends * 3 > runs, "only \(sends) of \(runs) runs send anything")
  }

  @Test func theEarliestFaultIsFound() throws {
    var faults: Set<String> = []
    for seed in seeds {
      guard let run = try makeRun(seed, faults: 1 + seed % 5, skips: false) else { continue }
      if let words = run.difference(seed: UInt64(seed)) {
        Issue.record("seed \(seed): \(words)\n\(String(decoding: run.bytes, as: UTF8.self))")
        return
      }
      if let fault = run.run(workers: 2, chunk: 100).fault {
        faults.insert(String(fault.prefix { $0 != "(" }))
      }
    }
    #expect(faults.count >= 2)
  }

  @Test func theSameRowsAreLeftOut() throws {
    var rules: Set<String> = []
    for seed in seeds {
      guard let run = try makeRun(seed, faults: seed % 9, skips: true) else { continue }
      if let words = run.difference(seed: UInt64(seed)) {
        Issue.record("seed \(seed): \(words)\n\(String(decoding: run.bytes, as: UTF8.self))")
        return
      }
      let rejects = run.run(workers: 2, chunk: 100).rejects
      for reject in rejects.dropFirst() { rules.insert(String(reject.prefix { $0 != " " })) }
      try expectNothingIsLost(run, rejects, seed)
    }
    #expect(
      rules.isSuperset(of: [
        "csv-ragged-row", "csv-stray-quote", "csv-nul", "csv-encoding", "cell-type",
        "duplicate-id",
      ]), "\(rules)")
  }

  /// Every record is either in the summary's count or among the rejects.
  private func expectNothingIsLost(_ run: SegmentRun, _ rejects: [String], _ seed: Int) throws {
    let output = run.run(workers: 2, chunk: 150)
    guard output.fault == nil else { return }
    let summary = try parseJSON(output.summary)
    guard case .integer(let records) = summary["contacts"]?["records"],
      case .integer(let rejected) = summary["contacts"]?["rejected"]
    else {
      Issue.record("seed \(seed): no counts")
      return
    }
    #expect(Int(rejected) == rejects.count - 1)
    var reader = CSVReader(source: source(run.bytes))
    var rows = -1
    while true {
      do throws(SegmentFault) {
        guard try reader.next() else { break }
      } catch {}
      rows += 1
    }
    #expect(Int(records + rejected) == rows, "seed \(seed)")
  }

  /// One contact after another, without chunks, is what the pipeline is to give.
  private func compareWithOneByOne(
    _ run: SegmentRun, _ output: SegmentRun.Output, _ seed: Int
  ) throws {
    var options = run.options
    if !run.graph.winnerSplits.isEmpty {
      options.decisions = try decideWinners(
        run.graph, digest: "sha256:0", engagement: run.engagement, zones: zones, options: options,
        contacts: { SegmentReader(schema: run.graph.segment, source: source(run.bytes)) })
    }
    var reader = SegmentReader(schema: run.graph.segment, source: source(run.bytes))
    var sink = Lines()
    let result = try runCampaign(
      run.graph, digest: "sha256:0", contacts: &reader, engagement: run.engagement, zones: zones,
      options: options, to: &sink)
    #expect(sink.manifest == output.manifest, "seed \(seed)")
    #expect(sink.actions == output.actions, "seed \(seed)")
    let summary = result.summary.json(.init(toolVersion: "0")).serialized(pretty: true)
    #expect(summary == output.summary, "seed \(seed)")
    #expect(result.timelines.map { "\($0)" } == output.timelines, "seed \(seed)")
  }

  private func makeRun(_ seed: Int, faults: Int, skips: Bool) throws -> SegmentRun? {
    var generator = CampaignGenerator(seed: UInt64(seed))
    let generated = generator.makeCase()
    guard let graph = generated.compile().graph else { return nil }
    var segment = RandomSegment(seed: UInt64(seed) &* 977 &+ UInt64(faults))
    let bytes = segment.bytes(GeneratedCase.columns, generated.contacts, faults: faults)
    var options = RunOptions(launch: generated.launch, asOf: generated.asOf)
    options.limits = RandomRun.limits
    options.timelines = seed % 3 == 0 ? .first(seed % 7) : .first(0)
    options.assumed = try AssumedEngagement(generated.assumed)
    options.skipsBadRows = skips
    return SegmentRun(
      graph: graph, bytes: bytes, engagement: generated.engagement(graph), options: options,
      piece: seed % 2 == 0 ? .max : 1 + seed % 200)
  }
}

/// Writes contacts as CSV in every way that is allowed, and in some that are not.
struct RandomSegment {
  private var chance: Chance

  init(seed: UInt64) { chance = Chance(seed: seed) }

  mutating func bytes(_ columns: [String], _ contacts: [[String]], faults: Int) -> [UInt8] {
    let ending = ["\n", "\r\n", "\r"][chance.below(3)]
    var bytes: [UInt8] = chance.below(4) == 0 ? [0xEF, 0xBB, 0xBF] : []
    bytes += Array((columns.joined(separator: ",") + ending).utf8)
    let count = 20 + chance.below(40)
    let bad = Set((0..<faults).map { _ in chance.below(count) })
    for number in 0..<count {
      var cells = contacts[chance.below(contacts.count)]
      // Most ids are new; addresses are those of a few people.
      cells[0] = "p\(number)"
      if chance.below(2) == 0 { cells[1] = "p\(number)@b.example" }
      for index in [2, 3] where chance.below(3) == 0 { cells[index] = text() }
      var line = cells.map { Array(quoted($0).utf8) }
      if bad.contains(number) { spoil(&line, number) }
      bytes += line.joined(separator: [UInt8(ascii: ",")])
      if number < count - 1 || chance.below(2) == 0 {
        bytes += Array(
          (chance.below(8) == 0 ? ["\n", "\r\n", "\r"][chance.below(3)] : ending).utf8)
      }
      if chance.below(12) == 0 { bytes += Array((ending + ending).utf8) }
    }
    return bytes
  }

  private mutating func text() -> String {
    let parts = ["Ada", ",", "\"", "\n", "\r\n", "\r", "ü", "日本", " ", "x", "\"\"", "\u{FEFF}"]
    return (0..<(1 + chance.below(6))).map { _ in parts[chance.below(parts.count)] }.joined()
  }

  private mutating func quoted(_ cell: String) -> String {
    let mustQuote = cell.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard mustQuote || chance.below(6) == 0 else { return cell }
    var text = ""
    for scalar in cell.unicodeScalars {
      text.unicodeScalars.append(scalar)
      if scalar == "\"" { text += "\"" }
    }
    return "\"\(text)\""
  }

  private mutating func spoil(_ cells: inout [[UInt8]], _ number: Int) {
    switch chance.below(9) {
    case 0: cells.removeLast()
    case 1: cells.append([])
    case 2: cells[2] = Array("a\"b".utf8)
    case 3: cells[2] = Array("\"a\"b".utf8)
    case 4: cells[3] = [0x61, 0, 0x62]
    case 5: cells[3] = [0x61, 0xC3, 0x28]
    case 6: cells[5] = Array("many".utf8)
    case 7: cells[0] = Array("p\(chance.below(max(1, number)))".utf8)
    default: cells[2] = Array("\"line\nbreak\u{0}\nand more\"".utf8)
    }
  }
}
