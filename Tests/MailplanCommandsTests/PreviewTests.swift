import Foundation
import Testing

@Suite struct PreviewTests {
  private func preview(_ folder: TemporaryFolder) throws -> String {
    let arguments = ["preview"] + SmallCampaign.run.dropFirst().dropLast(2)
    let result = try Tool.run(Array(arguments), in: folder.url)
    #expect(result.status == 0, "\(result.errorText)")
    return result.outputText
  }

  @Test func everyTimeIsWrittenForPeople() throws {
    let text = try preview(SmallCampaign.folder())
    #expect(text.contains("waits until Thu 2026-12-03 03:00 -05:00\n"))
    #expect(text.contains("Date:    Tue 2026-12-01 03:00 -05:00\n"))
    #expect(!text.contains("T03:00"))
  }

  @Test func columnsStayApartAndTotalsAgree() throws {
    let rows = SmallCampaign.rows + "c4,d@x.example,,,Mars/Base\nc5,nobody,,,UTC\n"
    let folder = try SmallCampaign.folder(rows: Array(rows.utf8))
    try folder.write(
      "campaign.yaml",
      SmallCampaign.yaml.replacing("email: welcome", with: "email: a-welcome-with-a-long-name"))
    let text = try preview(folder)
    #expect(text.contains("-05:00  a-welcome-with-a-long-name       to be sent\n"))
    #expect(text.contains("  not enrolled         1  the time zone is missing"))
    #expect(text.contains("  skipped              2\n"))
    #expect(!text.contains("\n  zone"))
  }

  @Test func whatLiesAfterTheAsOfIsToldByStep() throws {
    let folder = try SmallCampaign.folder()
    let arguments = ["preview"] + SmallCampaign.run.dropFirst().dropLast(2)
    let result = try Tool.run(
      Array(arguments) + ["--as-of", "2026-12-02T00:00:00Z"], in: folder.url)
    #expect(result.outputText.contains("send    skip   later\n"))
    #expect(result.outputText.contains("  later                0       0       3\n"))
  }

  @Test func mailThatComesLaterIsNotNobodys() throws {
    let folder = try SmallCampaign.folder()
    let arguments = ["preview"] + SmallCampaign.run.dropFirst().dropLast(2)
    let result = try Tool.run(
      Array(arguments) + ["--as-of", "2026-11-30T00:00:00Z"], in: folder.url)
    #expect(result.outputText.contains("\n  later "), "\(result.outputText)\(result.errorText)")
    #expect(!result.outputText.contains("nobody gets anything"))
  }

  @Test func contactsThatLeaveForAPastTimeNeedAttention() throws {
    let folder = try SmallCampaign.folder()
    try folder.write(
      "campaign.yaml",
      SmallCampaign.yaml.replacing(
        "wait: 2 days", with: "wait: { until: 2026-11-30T09:00, on_past: exit }"))
    let text = try preview(folder)
    #expect(text.contains("3 contacts left early: a time had passed"))
  }

  @Test func aDamagedZoneFileIsNotCalledUnknown() throws {
    let folder = try SmallCampaign.folder()
    try folder.write(
      "zones/UTC", Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/UTC"))))
    try folder.write("zones/Europe/Berlin", "TZif2")
    try folder.write("zones/Europe/Paris", "TZif2")
    try folder.write(
      "campaign.yaml", SmallCampaign.yaml.replacing("default: UTC", with: "default: Europe/Berlin"))
    let result = try Tool.run(
      ["lint", "campaign.yaml"], in: folder.url,
      environment: ["TZDIR": folder.url.appendingPathComponent("zones").path])
    #expect(result.status == 1)
    #expect(result.outputText.contains("'Europe/Berlin' in the time zone database is damaged"))
    #expect(!result.outputText.contains("did you mean"))
  }
}
