import Foundation
import Testing

/// The same files give the same bytes, whatever the hash seed of the process, the order of the arguments and the order
/// in which the files came into their folder.
@Suite struct DeterminismTests {
  /// Broken on purpose, so that many findings have to be put in order.
  private static let breaks = [
    ("first_name", "frist_name"), ("subject:", "subjekt:"), ("opened(", "opend("),
    ("if:", "# mailplan: ignore[no-such-rule, trailing-wait]\n        if:"),
  ]

  private static let formats = [
    "concise", "json", "sarif", "github", "gitlab", "junit", "markdown",
  ]

  @Test func findingsComeInOneOrder() throws {
    let answers = try rounds(isBroken: true) { folder, round in
      let result = try lint(folder, round)
      #expect(result.status == 1, "\(result.errorText)")
      return result.output
    }
    #expect(answers.count == 1)
    #expect(answers.allSatisfy { $0.count > 50_000 })
  }

  @Test func reportsOfSoundCampaignsComeInOneOrder() throws {
    let answers = try rounds(isBroken: false) { folder, round in
      let result = try lint(folder, round)
      let report = try Tool.run(
        ["lint", "--report"] + campaigns(folder, round), in: folder.url, environment: seed(round))
      #expect(result.status == 0, "\(result.outputText)")
      #expect(report.status == 0 && !report.output.isEmpty, "\(report.errorText)")
      return result.output + report.output
    }
    #expect(answers.count == 1)
  }

  @Test func previewsAreTheSame() throws {
    let answers = try rounds(isBroken: false) { folder, round in
      let result = try Tool.run(
        [
          "preview", "trial-onboarding", "--segment", "segments/trial-users.csv", "--launch",
          "2026-12-01T08:00:00Z",
        ], in: folder.url, environment: seed(round))
      #expect(result.status == 0, "\(result.errorText)")
      return result.output
    }
    #expect(answers.count == 1)
  }

  /// The different answers of three rounds; the folder has one name in all of them.
  private func rounds(
    isBroken: Bool, _ answer: (TemporaryFolder, Int) throws -> [UInt8]
  ) throws -> Set<[UInt8]> {
    let folder = try TemporaryFolder()
    var answers: Set<[UInt8]> = []
    for round in 0..<3 {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.url.path) {
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent(name))
      }
      try write(into: folder, shuffled: UInt64(round), isBroken: isBroken)
      answers.insert(try answer(folder, round))
    }
    return answers
  }

  /// The text for people, and then every other format.
  private func lint(_ folder: TemporaryFolder, _ round: Int) throws -> Tool.Result {
    var result = try Tool.run(
      ["lint"] + Self.formats.flatMap { ["--output", "\($0)=found.\($0)"] }
        + campaigns(folder, round), in: folder.url, environment: seed(round))
    for format in Self.formats {
      result.output += try Data(contentsOf: folder.url.appendingPathComponent("found.\(format)"))
    }
    return result
  }

  /// In another order each round.
  private func campaigns(_ folder: TemporaryFolder, _ round: Int) -> [String] {
    var order = Shuffle(state: UInt64(round) &* 7919)
    return order.shuffled(folder.files().filter { $0.hasSuffix("/campaign.yaml") })
  }

  /// Swift takes a new seed for each process, and none at all in one of the rounds.
  private func seed(_ round: Int) -> [String: String] {
    round == 0 ? ["SWIFT_DETERMINISTIC_HASHING": "1"] : [:]
  }

  /// The sample campaigns, written in another order each time.
  private func write(
    into folder: TemporaryFolder, shuffled seed: UInt64, isBroken: Bool
  ) throws {
    let root = Tool.repository.appendingPathComponent("campaigns")
    let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    let paths = all.sorted().filter { path in
      !path.contains("expected/")
        && ["yaml", "liquid", "csv"].contains(where: { path.hasSuffix("." + $0) })
    }
    var order = Shuffle(state: seed)
    for path in order.shuffled(paths) {
      var text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      if isBroken, path.hasSuffix("campaign.yaml") {
        for (from, to) in Self.breaks { text = text.replacingOccurrences(of: from, with: to) }
      }
      try folder.write(path, text)
    }
  }
}

/// The same order for the same state.
private struct Shuffle: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func shuffled<Item>(_ items: [Item]) -> [Item] { items.shuffled(using: &self) }
}
