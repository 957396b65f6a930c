import Foundation
import MailplanCommands
import Testing

/// Segments and events in gzip and zstd: as if they were plain, or not at all.
@Suite struct CompressedInputTests {
  static let kinds = ["gzip", "zstd"]

  private func compress(_ bytes: [UInt8], _ kind: String) throws -> [UInt8] {
    try compressed(bytes, as: kind)
  }

  private func run(
    _ bytes: [UInt8], input: [UInt8]? = nil, _ more: [String] = []
  ) throws -> (Tool.Result, TemporaryFolder) {
    let folder = try SmallCampaign.folder(rows: bytes)
    var arguments = SmallCampaign.run + more
    if input != nil { arguments[3] = "-" }
    return (try Tool.run(arguments, in: folder.url, input: input ?? []), folder)
  }

  private func outputs(_ folder: TemporaryFolder) throws -> [Data] {
    try SmallCampaign.outputs.map {
      try Data(contentsOf: folder.url.appendingPathComponent($0))
    }
  }

  @Test(arguments: kinds)
  func aCompressedSegmentGivesTheSameFiles(kind: String) throws {
    let plain = Array(SmallCampaign.rows.utf8)
    let (_, expected) = try run(plain)
    let packed = try compress(plain, kind)
    #expect(packed != plain)
    let half = plain.count / 2
    let parts = try compress(Array(plain[..<half]), kind) + compress(Array(plain[half...]), kind)
    let withEmpty = try compress([], kind) + packed + compress([], kind)
    for bytes in [packed, parts, withEmpty] {
      let (result, folder) = try run(bytes)
      #expect(result.status == 0, "\(result.errorText)")
      #expect(try outputs(folder) == outputs(expected))
    }
    let (result, folder) = try run(plain, input: packed)
    #expect(result.status == 0, "\(result.errorText)")
    #expect(try outputs(folder) == outputs(expected))
  }

  @Test(arguments: kinds)
  func everyCutIsSeen(kind: String) throws {
    let packed = try compress(Array(SmallCampaign.rows.utf8), kind)
    for count in Array(stride(from: 4, to: packed.count, by: 11)) + [packed.count - 1] {
      let (result, folder) = try run(Array(packed[..<count]))
      #expect(result.status == 2, "\(count): \(result.errorText)")
      #expect(result.errorText.contains("\(kind) data"))
      #expect(result.errorText.contains("near byte"))
      #expect(folder.files() == SmallCampaign.inputs)
    }
  }

  @Test(arguments: kinds)
  func damageIsSeen(kind: String) throws {
    var chance = SystemRandom(seed: 7)
    let rows = (1...400).map { "c\($0),c\($0)@a.example,N\($0 &* 7919),\($0),\n" }.joined()
    let packed = try compress(Array((SmallCampaign.header + rows).utf8), kind)
    for _ in 0..<12 {
      var bytes = packed
      bytes[4 + Int(chance.next() % UInt64(bytes.count - 4))] ^= UInt8(1 + chance.next() % 255)
      let (result, folder) = try run(bytes)
      // Few bytes of a header mean nothing; then the output is that of the sound file.
      #expect([0, 1, 2].contains(result.status))
      if result.status == 0 {
        let (_, expected) = try run(packed)
        #expect(try outputs(folder) == outputs(expected))
      } else {
        #expect(folder.files() == SmallCampaign.inputs)
      }
    }
    let (result, folder) = try run(packed + Array("c9,x@a.example,N,1,\n".utf8))
    #expect(result.status == 2)
    #expect(result.errorText.contains("bytes follow that are no \(kind)"))
    #expect(folder.files() == SmallCampaign.inputs)
  }

  @Test(arguments: kinds)
  func eventsMayBeCompressed(kind: String) throws {
    let events = """
      {"contact_id":"c1","event":"opened","at":"2026-12-01T10:00:00Z","step":"welcome"}

      """
    for name in ["events.jsonl.\(kind == "gzip" ? "gz" : "zst")", "events"] {
      let folder = try SmallCampaign.folder()
      try folder.write(name, compress(Array(events.utf8), kind))
      let result = try Tool.run(SmallCampaign.run + ["--events", name], in: folder.url)
      #expect(result.status == 0, "\(result.errorText)")
      #expect(result.errorText.contains("1 event of 1 contact"))
    }
  }

  /// 60 MB of line breaks in some 60 KB, and in much less with zstd: memory does not follow.
  @Test(arguments: kinds)
  func aBombTakesNoMemory(kind: String) throws {
    let file = SmallCampaign.header + "c1,a@navy.example,Grace,7,UTC\n"
    let bytes = Array(file.utf8) + [UInt8](repeating: 0x0A, count: 60_000_000)
    let folder = try SmallCampaign.folder(rows: try compress(bytes, kind))
    let limited = [
      "-c", "ulimit -v 1000000; exec \"$0\" \"$@\"", Tool.binary.path,
    ]
    let result = try Tool.run(
      limited + SmallCampaign.run, in: folder.url, binary: URL(fileURLWithPath: "/bin/bash"))
    #expect(result.status == 0, "\(result.errorText)")
  }

  @Test func lintCountsACompressedSegment() throws {
    let plain = Array(SmallCampaign.rows.utf8)
    let folder = try SmallCampaign.folder(rows: plain)
    let expected = try Tool.run(["lint", "--segment", "people.csv", "."], in: folder.url)
    try folder.write("people.csv", compress(plain, "zstd"))
    let result = try Tool.run(["lint", "--segment", "people.csv", "."], in: folder.url)
    #expect(result.status == expected.status)
    #expect(result.outputText == expected.outputText)
  }
}

private struct SystemRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
