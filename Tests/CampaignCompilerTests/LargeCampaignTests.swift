import CampaignGraph
import Diagnostics
import Testing

/// Campaigns near the limits of a file: everything is still found, in time that grows with the
/// file.
struct LargeCampaignTests {
  @Test func thousandsOfStepsCompile() {
    let steps = (0..<3_000).map {
      "- wait: 1 day\n- email: e\($0)\n  subject: Hello \($0)\n  text: Hello!"
    }.joined(separator: "\n")
    let result = CompileCase(campaign(steps: steps))
    #expect(result.texts == [])
    #expect(result.graph?.nodes.count == 6_001)
  }

  @Test func thousandsOfLostGotosAreReportedUpToTheLimit() {
    let steps = (0..<4_000).map { "- goto: nowhere\($0)" }.joined(separator: "\n")
    #expect(
      CompileCase(campaign(steps: steps)).rules.filter { $0 == "unknown-step" }.count
        == Findings.mostOfOneRule + 1)
  }

  @Test func aLongCircleOfGotosIsFound() {
    let steps =
      (0..<4_000).map { "- goto: g\(($0 + 1) % 4_000)\n  id: g\($0)" }.joined(separator: "\n")
    #expect(CompileCase(campaign(steps: steps)).rules.first == "loop-without-wait")
  }

  @Test func gotosOverGotosAndManyBranches() {
    let gotos = (0..<2_000).map { "- goto: g\($0 + 1)\n  id: g\($0)" }.joined(separator: "\n")
    let branches = (0..<1_000).map {
      "- branch: b\($0)\n  if: beta\n  then: [{ goto: g0 }]\n  else: []"
    }.joined(separator: "\n")
    let result = CompileCase(
      campaign(steps: "\(branches)\n- exit: done\n\(gotos)\n- exit: late\n  id: g2000"))
    #expect(result.graph != nil, "\(result.texts.prefix(3))")
  }

  @Test func waitsThatLeadNowhereAreReportedOnce() {
    let waits = (0..<8_000).map { _ in "- wait: 1 day" }.joined(separator: "\n")
    #expect(CompileCase(campaign(steps: waits)).rules == ["trailing-wait"])
  }

  @Test(arguments: ["{{", "{%", "{% render 'x", "{% render 'a' %}", "<", "&", "}}"])
  func bodiesOfOnePieceOverAndOver(_ piece: String) {
    let body = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let result = CompileCase([
      "campaign.yaml": campaign(
        steps: "- email: a\n  subject: Hello\n  html: a.html.liquid\n  text: Hello!"),
      "a.html.liquid": body,
    ])
    #expect(result.graph == nil || !result.findings.hasErrors)
  }

  @Test func manyDifferentPartialsThatDoNotExist() {
    let body = (0..<20_000).map { "{% render 'p\($0)' %}" }.joined()
    let result = CompileCase([
      "campaign.yaml": campaign(
        steps: "- email: a\n  subject: Hello\n  html: a.html.liquid\n  text: Hello!"),
      "a.html.liquid": body,
    ])
    #expect(result.rules.contains("missing-file"))
    #expect(result.rules.count < 200)
  }
}
