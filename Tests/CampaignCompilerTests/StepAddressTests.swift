import CampaignCompiler
import Diagnostics
import TestSupport
import Testing

/// What the findings of a campaign are about.
@Suite struct StepAddressTests {
  private static let yaml = """
    mailplan: 1
    campaign: hello
    type: drip
    sgement: x
    segment:
      mailplan: 1
      columns:
        id: { type: string, role: id }
        email: { type: email, role: address }
    from: ada@acme.example
    steps:
      - email: welcome
        subject: "Hi {{ nobody }}"
        text: emails/shared.liquid
      - branch: engaged
        if: clicked(welcom)
        then:
          - wait: 3 dais
          - goto: nowhere
        else:
          - email: other
            subject: Hello
            text: emails/shared.liquid
    """

  private func findings() -> [Diagnostic] {
    let file = SourceFile(path: "sub/campaign.yaml", text: Self.yaml)
    let shared = SourceFile(path: "sub/emails/shared.liquid", text: "{{ nothing }}")
    let files = CampaignFiles(
      read: { $0.hasSuffix("shared.liquid") ? .file(shared) : .refused(reason: "no such file") },
      list: { _ in [] }, knowsZone: { _ in true }, zoneNames: { [] })
    var findings = Findings()
    _ = compileCampaign(file, at: "campaign.yaml", files: files, into: &findings)
    return findings.sorted()
  }

  @Test(arguments: [
    ("sgement", nil), ("nobody", "welcome"), ("welcom", "engaged"), ("3 dais", "engaged.wait"),
    ("nowhere", "engaged.goto"), ("nothing", "welcome"),
  ])
  func theInnermostStep(_ text: String, _ step: String?) throws {
    let finding = try #require(
      findings().first {
        guard case .range(let range) = $0.place else { return false }
        return range.text == text
      })
    #expect(finding.subject == LogicalAddress(campaign: "hello", step: step))
  }

  @Test func allFindingsHaveOne() {
    #expect(findings().count >= 6)
    #expect(findings().allSatisfy { $0.subject?.campaign == "hello" })
  }

  @Test func withoutAnIDTheFileStandsForIt() {
    let file = SourceFile(path: "x.yaml", text: "mailplan: 1\ntype: drip\nsteps: []\n")
    let files = CampaignFiles(
      read: { _ in .refused(reason: "no such file") }, list: { _ in [] }, knowsZone: { _ in true },
      zoneNames: { [] })
    var findings = Findings()
    _ = compileCampaign(file, at: "in/x.yaml", files: files, into: &findings)
    #expect(!findings.all.isEmpty)
    let names = Set(findings.all.map { $0.subject?.campaign })
    #expect(names == ["in/x.yaml"] || names == [nil])
  }
}
