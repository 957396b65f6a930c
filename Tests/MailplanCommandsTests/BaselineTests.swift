import Foundation
import Testing

@Suite struct BaselineTests {
  /// Two warnings: two waits at the end of two branches would be found, one is enough here.
  private func folder() throws -> TemporaryFolder {
    let folder = try SmallCampaign.folder()
    try folder.write("campaign.yaml", SmallCampaign.yaml + "  - wait: 2 days\n")
    return folder
  }

  private func lint(_ folder: TemporaryFolder, _ options: String...) throws -> Tool.Result {
    try Tool.run(["lint", "."] + options, in: folder.url)
  }

  private func text(_ folder: TemporaryFolder, _ path: String) throws -> String {
    String(
      decoding: try Data(contentsOf: folder.url.appendingPathComponent(path)), as: UTF8.self)
  }

  @Test func whatIsWrittenIsNotToldAgain() throws {
    let folder = try folder()
    #expect(try lint(folder, "--fail-on", "warning").status == 1)
    let written = try lint(folder, "--write-baseline=b.json", "--fail-on", "warning")
    #expect(written.status == 0)
    #expect(written.outputText.isEmpty)
    #expect(written.errorText == "mailplan: 1 finding written to b.json\n")
    let json = try text(folder, "b.json")
    #expect(
      json.hasPrefix(
        "{\n  \"formatVersion\": \"1.0\",\n  \"baseline\": [\n    {\"rule\":\"trailing-wait\","))
    let quiet = try lint(folder, "--baseline", "b.json", "--fail-on", "warning")
    #expect(quiet.status == 0)
    #expect(quiet.outputText.isEmpty)
    #expect(quiet.errorText == "mailplan: 1 finding in the baseline b.json\n")
    // Lines above it do not count.
    try folder.write(
      "campaign.yaml",
      "# a\n# b\n" + SmallCampaign.yaml.replacing("2 days", with: "3 days") + "  - wait: 2 days\n")
    #expect(try lint(folder, "--baseline=b.json", "--fail-on=warning").status == 0)
    // The same from elsewhere.
    let outside = try Tool.run(
      [
        "lint", folder.url.lastPathComponent, "--baseline",
        folder.url.lastPathComponent + "/b.json", "--fail-on", "warning",
      ], in: folder.url.deletingLastPathComponent())
    #expect(outside.status == 0, "\(outside.outputText)")
  }

  @Test func oneMoreIsTold() throws {
    let folder = try folder()
    _ = try lint(folder, "--write-baseline=b.json")
    try folder.write(
      "campaign.yaml",
      SmallCampaign.yaml.replacing("    preheader: More\n", with: "") + "  - wait: 2 days\n")
    let result = try lint(folder, "--baseline=b.json", "--fail-on=info", "--format=concise")
    #expect(result.status == 1)
    #expect(result.outputText.contains("preheader-missing"))
    #expect(!result.outputText.contains("trailing-wait"))
  }

  @Test func whatIsMendedIsStale() throws {
    let folder = try folder()
    _ = try lint(folder, "--write-baseline=b.json")
    try folder.write("campaign.yaml", SmallCampaign.yaml)
    let stale = try lint(folder, "--baseline=b.json", "--format=concise")
    #expect(stale.outputText.contains("stale-baseline"))
    #expect(stale.outputText.contains("'trailing-wait'"))
    // What is not looked at is not stale.
    let other = try Tool.run(["lint", "people.yaml", "--baseline=b.json"], in: folder.url)
    #expect(other.outputText.isEmpty, "\(other.outputText)")
    _ = try lint(folder, "--baseline=b.json", "--write-baseline")
    #expect(
      try text(folder, "b.json") == "{\n  \"formatVersion\": \"1.0\",\n  \"baseline\": []\n}\n")
  }

  @Test func errorsOfTheLanguageAreAlwaysTold() throws {
    let folder = try folder()
    try folder.write("campaign.yaml", SmallCampaign.yaml + "  - goto: nowhere\n")
    let written = try lint(folder, "--write-baseline=b.json")
    #expect(written.status == 1)
    #expect(written.outputText.contains("unknown-step"))
    #expect(!(try text(folder, "b.json")).contains("unknown-step"))
  }

  @Test(arguments: [
    ("", "is no baseline"), ("{}", "is no baseline"), ("[1]", "is no baseline"),
    ("{\"formatVersion\":\"2.0\",\"baseline\":[]}", "another version"),
    ("{\"formatVersion\":\"1.0\",\"baseline\":[{}]}", "entry 1"),
    (
      "{\"formatVersion\":\"1.0\",\"baseline\":[{\"rule\":\"x\",\"path\":\"a\",\"count\":-1}]}",
      "entry 1"
    ),
    (SmallCampaign.yaml, "is no baseline"),
  ])
  func aDamagedFileIsRefused(content: String, words: String) throws {
    let folder = try folder()
    try folder.write("b.json", content)
    for option in ["--baseline=b.json", "--write-baseline=b.json"] {
      let result = try lint(folder, option)
      #expect(result.status == 2)
      #expect(result.errorText.contains(words), "\(result.errorText)")
    }
    #expect(try text(folder, "b.json") == content)
  }

  @Test func aMissingFileIsRefused() throws {
    let result = try lint(try folder(), "--baseline=none.json")
    #expect(result.status == 2)
    #expect(result.errorText.contains("cannot read the baseline 'none.json'"))
  }
}
