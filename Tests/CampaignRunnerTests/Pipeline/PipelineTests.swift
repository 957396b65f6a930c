import CampaignGraph
import CampaignRunner
import CivilTime
import Foundation
import JSONText
import LiquidTemplates
import Testing

/// What becomes of single faults, long records and early ends.
@Suite struct PipelineTests {
  private func run(_ text: String, skips: Bool = false, policies: String = "") throws -> SegmentRun
  {
    try run(Array(text.utf8), skips: skips, policies: policies)
  }

  private func run(_ bytes: [UInt8], skips: Bool, policies: String = "") throws -> SegmentRun {
    var campaign = CompiledRun(mail("one") + "- wait: 1 day\n" + mail("two"))
    campaign.columns = "name: string?\nscore: { type: integer, default: 0 }\nzone: timezone?"
    campaign.policies = policies
    var options = RunOptions(launch: try instant("2026-12-01T08:00Z"))
    options.bodies = .none
    options.skipsBadRows = skips
    return SegmentRun(graph: try campaign.graph(), bytes: bytes, options: options)
  }

  private let header = "id,email,name,score,zone\n"

  private func rows(_ count: Int, _ more: (Int) -> String? = { _ in nil }) -> String {
    header
      + (1...count).map { (more($0) ?? "c\($0),c\($0)@a.example,N,1,") + "\n" }.joined()
  }

  @Test(arguments: [1, 2, 7])
  func theFaultOfTheEarliestRowEndsTheRun(workers: Int) throws {
    // The later fault is found at once; the earlier one only when ids are compared.
    let text = rows(400) { number in
      number == 300 ? "c17,x@a.example,N,1," : number == 301 ? "c301,y@a.example,N,many," : nil
    }
    let output = try run(text).run(workers: workers, chunk: 64)
    #expect(output.fault == "\(RunFault.duplicateID(row: 301))")
    let lines = output.manifest.split(separator: 0x0A)
    #expect(lines.count == 2 * 299)
  }

  @Test(arguments: [1, 2, 7])
  func rowsThatAreLeftOutAreTold(workers: Int) throws {
    let text = rows(60) { number in
      switch number {
      case 5: "c5,c5@a.example"
      case 20: "c20,c20@a.example,\"a\nb\",many,"
      case 21: "c5,other@a.example,N,1,"
      case 22: "c21,c21@a.example,N\"N,1,"
      case 40: ",nobody@a.example,N,1,"
      default: nil
      }
    }
    let output = try run(text, skips: true).run(workers: workers, chunk: 50)
    #expect(output.fault == nil)
    #expect(
      output.rejects == [
        "[\"id\", \"email\", \"name\", \"score\", \"zone\"] id,email,name,score,zone",
        "csv-ragged-row 6:6:- c5,c5@a.example",
        "cell-type 21:22:4 c20,c20@a.example,\"a\nb\",many,",
        "csv-stray-quote 23:24:20 c21,c21@a.example,N\"N,1,",
        "cell-missing 41:42:1 ,nobody@a.example,N,1,",
      ])
    // The id of a row that was left out is free.
    #expect(String(decoding: output.manifest, as: UTF8.self).contains("two:c5\""))
  }

  @Test(arguments: [1, 2])
  func onlyTheSecondOfTwoIdsIsLeftOut(workers: Int) throws {
    let text = rows(30) { $0 == 20 ? "c3,z@a.example,N,1," : nil }
    let output = try run(text, skips: true).run(workers: workers, chunk: 40)
    #expect(output.rejects.dropFirst() == ["duplicate-id 21:21:- c3,z@a.example,N,1,"])
    let contacts = try parseJSON(output.summary)["contacts"]
    #expect(contacts?["records"] == .integer(29))
    #expect(contacts?["rejected"] == .integer(1))
    #expect(contacts?["rejectedBy"]?["duplicate-id"] == .integer(1))
  }

  /// A file with everything that can stand at a border, cut at each of its bytes, and handed out byte by byte.
  @Test(arguments: [1, 2, 7], [false, true])
  func whereAFileIsCutDoesNotMatter(workers: Int, skips: Bool) throws {
    let sound =
      "\u{FEFF}" + "id,email,name,score,zone\r\n" + "c1,c1@a.example,\"A \"\"B\"\"\",1,\r\n\r\n"
      + "c2,c2@a.example,\"two\r\nlines\",,Asia/Tokyo\rc3,C1@a.example,\u{FC}\u{65E5},3,\n\n"
    let faulty =
      sound + "c4,c4@a.example,N\"N,1,\nc2,c5@a.example,N,1,\r\nc6,c6,N,many,\n,x@a.example"
    for text in [sound, faulty, faulty + ",\"never closed\nc9,c9@a.example,N,1,\n"] {
      var subject = try run(text, skips: skips)
      let expected = subject.run(workers: 1, chunk: 1 << 20)
      #expect(text != sound || expected.fault == nil)
      for chunk in stride(from: 1, through: 80, by: workers == 7 ? 5 : 1) {
        subject.piece = chunk % 3 == 0 ? 1 : .max
        #expect(subject.run(workers: workers, chunk: chunk) == expected, "chunks of \(chunk) bytes")
      }
    }
  }

  @Test func withoutSkippingTheSummarySaysNothingOfRejects() throws {
    let output = try run(rows(3)).run(workers: 2, chunk: 40)
    #expect(try parseJSON(output.summary)["contacts"]?["rejected"] == nil)
  }

  @Test(arguments: [false, true])
  func aRepeatedAddressBelongsToTheFirstInTheFile(isError: Bool) throws {
    let text = rows(100) { $0 % 10 == 0 ? "c\($0),Shared@A.example,N,1," : nil }
    let policies = isError ? "duplicates: error" : ""
    let expected = try run(text, policies: policies).run(workers: 1, chunk: 1 << 20)
    let output = try run(text, policies: policies).run(workers: 7, chunk: 30)
    #expect(output == expected)
    if isError {
      #expect(output.fault == "\(RunFault.duplicateAddress(row: 21))")
    } else {
      let skips =
        String(decoding: output.manifest, as: UTF8.self)
        .components(separatedBy: "duplicate-address").count - 1
      #expect(skips == 18)
    }
  }

  /// Records around the limit, whatever the chunks: one byte more is too much.
  @Test(arguments: [-1, 0, 1, 2, 3, 4, 100_000])
  func aRecordThatIsTooLongIsLeftOut(more: Int) throws {
    let before = "c1,c1@a.example,"
    let after = ",1,"
    let text = String(
      repeating: "x", count: CSVReader.maxRecord + more - before.utf8.count - after.utf8.count)
    for ending in ["\n", "\r\n", "\r"] {
      let file =
        header + before + text + after + ending + "c2,c2@a.example,N,1," + ending
      let subject = try run(file, skips: true)
      for (workers, chunk) in [(1, 1 << 20), (1, 10), (2, 70_000)] {
        let output = subject.run(workers: workers, chunk: chunk)
        #expect(output.fault == nil)
        let isLost = more > 0
        #expect(output.rejects.count == (isLost ? 2 : 1))
        if isLost { #expect(output.rejects.last?.hasPrefix("csv-limit 2:2:") == true) }
        #expect(output.manifest.split(separator: 0x0A).count == (isLost ? 2 : 4))
      }
    }
  }

  @Test(arguments: [true, false])
  func aQuoteThatIsNeverClosedEndsTheRun(isLong: Bool) throws {
    let rest = isLong ? String(repeating: "more\n", count: 300_000) : "more\nand more\n"
    let file = rows(3) + "c9,c9@a.example,\"" + rest + "c10,c10@a.example,N,1,\n"
    for skips in [false, true] {
      let subject = try run(file, skips: skips)
      let expected = subject.run(workers: 1, chunk: 1 << 20)
      #expect(expected.fault?.contains("unterminatedQuote") == true)
      #expect(expected.fault?.contains("row: 5, line: 5, byteColumn: Optional(17)") == true)
      #expect(subject.run(workers: 2, chunk: 20) == expected)
    }
  }

  @Test func anEmptyFileHasNoHeader() throws {
    for text in ["", "\n", "\r\n\r\n", "\u{FEFF}", "\u{FEFF}\n"] {
      for chunk in [1, 1 << 16] {
        let fault = try run(text).run(workers: 2, chunk: chunk).fault
        #expect(fault?.contains("reason: CampaignRunner.SegmentFault.Reason.empty") == true)
      }
    }
    for text in ["\n\n\n" + rows(3), "\u{FEFF}\r\n" + rows(3)] {
      let output = try run(text).run(workers: 2, chunk: 1)
      #expect(output.fault == nil)
      #expect(output.manifest.split(separator: 0x0A).count == 6)
    }
  }

  @Test func aSourceThatFailsEndsTheRunBehindWhatWasRead() throws {
    let bytes = Array(rows(50).utf8)
    let subject = try run(bytes, skips: false)
    for workers in [1, 3] {
      var options = subject.options
      options.workers = workers
      options.chunkSize = 100
      var position = 0
      var sink = Lines()
      #expect {
        try runCampaign(
          subject.graph, digest: "",
          segment: { buffer in
            guard position + 64 < bytes.count else { return nil }
            buffer.copyBytes(from: bytes[position..<(position + 64)].prefix(buffer.count))
            position += min(64, buffer.count)
            return min(64, buffer.count)
          }, engagement: NoEngagement(), zones: zones, options: options, to: &sink)
      } throws: {
        ($0 as? SegmentFault)?.reason == .unreadable
      }
    }
  }

  @Test(arguments: [1, 4])
  func cancellationStopsARun(workers: Int) throws {
    var subject = try run(rows(1000))
    subject.options.workers = workers
    subject.options.chunkSize = 100
    var sink = Lines()
    var told: [Int] = []
    #expect(throws: RunFault.cancelled) {
      try runCampaign(
        subject.graph, digest: "", segment: source(subject.bytes), engagement: NoEngagement(),
        zones: zones, options: subject.options, to: &sink, progress: { told.append($0) },
        isCancelled: { told.count == 2 })
    }
    #expect(told.count == 2)
    #expect(told == told.sorted() && told[0] > 0)
  }

  private struct BrokenSink: ManifestSink {
    struct Broken: Error {}
    mutating func write(manifest rows: UnsafeRawBufferPointer) throws { throw Broken() }
    mutating func write(actions rows: UnsafeRawBufferPointer) {}
  }

  @Test(arguments: [1, 4])
  func aSinkThatFailsEndsTheRun(workers: Int) throws {
    var subject = try run(rows(500))
    subject.options.workers = workers
    subject.options.chunkSize = 100
    var sink = BrokenSink()
    #expect(throws: BrokenSink.Broken.self) {
      try runCampaign(
        subject.graph, digest: "", segment: source(subject.bytes), engagement: NoEngagement(),
        zones: zones, options: subject.options, to: &sink)
    }
  }

  @Test func countsOfPartsAddUpInAnyOrder() throws {
    var parts: [RunCounts] = []
    for part in 0..<3 {
      let text =
        header
        + (1...20).map { "c\(part)-\($0),c\($0 % 7)@a.example,N,1,Asia/Tokyo\n" }.joined()
      var options = try run(text).options
      options.timelines = .first(0)
      var sink = Lines()
      let subject = try run(text)
      parts.append(
        try runCampaign(
          subject.graph, digest: "", segment: source(subject.bytes), engagement: NoEngagement(),
          zones: zones, options: options, to: &sink
        ).summary.counts)
    }
    func sum(_ counts: [RunCounts]) -> RunCounts {
      var total = counts[0]
      for part in counts.dropFirst() { total.merge(part) }
      return total
    }
    let (a, b, c) = (parts[0], parts[1], parts[2])
    #expect(sum([sum([a, b]), c]) == sum([a, sum([b, c])]))
    #expect(sum([a, b, c]) == sum([c, a, b]))
    #expect(sum([RunCounts(nodes: a.steps.count), a]) == a)
    #expect(sum([a, b, c]).records == 60)
  }
}
