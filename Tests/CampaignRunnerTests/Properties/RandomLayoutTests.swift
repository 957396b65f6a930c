import CampaignCompiler
import CampaignGraph
import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLTree

/// Random campaigns in random styles compile to the same digest before and after they are laid out.
///
/// `MAILPLAN_CASES=10000` tries so many, `MAILPLAN_SEED` begins at another one.
@Suite struct RandomLayoutTests {
  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  private let count = number("MAILPLAN_CASES") ?? 200
  private let first = number("MAILPLAN_SEED") ?? 1

  @Test func aLayoutKeepsTheDigest() throws {
    var compiled = 0
    for seed in first..<(first + count) {
      var generator = CampaignGenerator(seed: UInt64(seed))
      let generated = generator.makeCase()
      guard let digest = generated.compile().graph?.digest() else { continue }
      compiled += 1
      var findings = Findings()
      let plain = SourceFile(path: "campaign.yaml", text: generated.yaml)
      let tree = try #require(parseYAML(plain, into: &findings))
      let styled = RandomStyle(tree.root, seed: UInt64(seed), shuffles: seed % 2 == 0).text
      guard generated.compile(styled).graph?.digest() == digest else {
        Issue.record("seed \(seed): the style changes the campaign:\n\(styled)")
        return
      }
      let once = layout(styled)
      if generated.compile(once).graph?.digest() != digest {
        Issue.record("seed \(seed): another digest:\n\(once)\n---- of\n\(styled)")
        return
      }
      if layout(once) != once {
        Issue.record("seed \(seed): not a fixed point:\n\(once)\n---- of\n\(styled)")
        return
      }
    }
    #expect(compiled * 2 > count)
  }

  private func layout(_ text: String) -> String {
    var findings = Findings()
    let file = SourceFile(path: "campaign.yaml", text: text)
    return formatFile(file, as: .campaign, into: &findings)
      .map { String(decoding: $0, as: UTF8.self) } ?? findings.all.map(\.message).joined()
  }
}
