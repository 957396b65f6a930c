import Foundation
import JSONText
import Testing

/// Each sample campaign, run over the sample contacts, gives the files in its folder `expected`.
@Suite struct SampleManifestTests {
  static let campaigns: [String] = {
    let folder = Tool.repository.appendingPathComponent("campaigns")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { name in
      let file = folder.appendingPathComponent("\(name)/campaign.yaml")
      return FileManager.default.fileExists(atPath: file.path)
    }.sorted()
  }()

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"
  }

  @Test func thereAreFiveSamples() {
    #expect(SampleManifestTests.campaigns.count == 5)
  }

  @Test(arguments: campaigns)
  func whoGetsWhatWhen(campaign: String) throws {
    let manifest = try run(campaign, bodies: "none")
    try expect(manifest, campaign, "manifest.jsonl")
  }

  /// The first message of each step, as it is sent.
  @Test(arguments: campaigns)
  func whatTheMailsLookLike(campaign: String) throws {
    var seen: Set<String> = []
    for row in try run(campaign, bodies: "inline").split(separator: UInt8(ascii: "\n")) {
      let message = try parseJSON(Array(row))
      guard message["outcome"]?.stringValue == "send", let step = message["step"]?.stringValue,
        seen.insert(step).inserted
      else { continue }
      let html = try #require(message["html"]?.stringValue)
      let text = try #require(message["text"]?.stringValue)
      try expect(Array(html.utf8), campaign, "\(step).html")
      try expect(Array(text.utf8), campaign, "\(step).txt")
    }
    #expect(!seen.isEmpty)
  }

  private func run(_ campaign: String, bodies: String) throws -> [UInt8] {
    let folder = Tool.repository.appendingPathComponent("campaigns/\(campaign)")
    let launch = try? String(
      contentsOf: folder.appendingPathComponent("launch"), encoding: .utf8)
    let result = try Tool.run([
      "run", "campaigns/\(campaign)", "--segment", "campaigns/segments/trial-users.csv",
      "--launch",
      launch?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "2026-12-01T08:00:00Z",
      "--bodies", bodies, "-o", "-",
    ])
    #expect(result.status == 0, "\(result.errorText)")
    return result.output
  }

  private func expect(_ bytes: [UInt8], _ campaign: String, _ name: String) throws {
    let file = Tool.repository
      .appendingPathComponent("campaigns/\(campaign)/expected/\(name)")
    if let recorded = try? Data(contentsOf: file), Array(recorded) == bytes { return }
    if SampleManifestTests.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    } else {
      Issue.record(
        "\(campaign)/expected/\(name) differs; if it should, run 'make goldens' and read the diff")
    }
  }
}
