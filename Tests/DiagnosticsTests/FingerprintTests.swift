import Diagnostics
import Testing

@Suite struct FingerprintTests {
  private func finding(
    _ rule: RuleID, line: Int = 0, message: String = "no", path: String = "a.yaml",
    _ subject: LogicalAddress? = nil
  ) -> Diagnostic {
    let file = SourceFile(path: path, text: String(repeating: "x\n", count: line + 1))
    let finding = Diagnostic(rule, message, at: file.range(2 * line..<2 * line + 1))
    return subject.map { finding.about($0) } ?? finding
  }

  private let welcome = LogicalAddress(campaign: "trial", step: "welcome")

  @Test func linesMessagesAndPathsOfACampaignDoNotCount() {
    let first = fingerprints(of: [finding("subject-length", welcome)])
    let moved = fingerprints(of: [
      finding("subject-length", line: 7, message: "other", path: "b/a.yaml", welcome)
    ])
    #expect(first == moved)
    #expect(first[0].utf8.count == 32)
  }

  @Test func ruleCampaignStepAndFileCount() {
    let all = fingerprints(of: [
      finding("subject-length", welcome), finding("missing-else", welcome),
      finding("subject-length", LogicalAddress(campaign: "trial")),
      finding("subject-length", LogicalAddress(campaign: "trial", step: "other")),
      finding("subject-length", LogicalAddress(campaign: "other", step: "welcome")),
      finding("subject-length"), finding("subject-length", path: "b.yaml"),
      finding("subject-length", LogicalAddress(campaign: "a.yaml")),
    ])
    #expect(Set(all).count == all.count)
  }

  @Test func thoseAlikeAreCounted() {
    let three = fingerprints(of: (0..<3).map { finding("subject-length", line: $0, welcome) })
    #expect(Set(three).count == 3)
    #expect(fingerprints(of: [finding("subject-length", line: 9, welcome)]) == [three[0]])
  }

  @Test func aLeadingDotCountsForNothing() {
    #expect(
      fingerprints(of: [finding("x", path: "./a.yaml")]) == fingerprints(of: [finding("x")]))
  }

  @Test func namesAreComparedByTheirBytes() {
    let composed = finding("x", LogicalAddress(campaign: "caf\u{E9}"))
    let decomposed = finding("x", LogicalAddress(campaign: "cafe\u{301}"))
    let both = fingerprints(of: [composed, decomposed])
    #expect(both[0] != both[1])
    #expect(both[1] == fingerprints(of: [decomposed])[0])
  }

  /// They are kept in files: a change would make every baseline stale.
  @Test func theyStayTheSameForever() {
    #expect(
      fingerprints(of: [finding("subject-length", welcome)]) == [
        "8013ac60337376c3cfb22e258a758421"
      ])
  }
}
