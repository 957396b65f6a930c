import Foundation
import Testing

/// `unused-file`, as `lint` reports it for a whole project.
struct UnusedFileTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try SmallCampaign.folder()
    try folder.write("README.md", "# Read me")
    try folder.write("emails/Übrig.html.liquid", "<p>left</p>")
    try folder.write("emails/notes.txt", "notes")
    try folder.write("old-people.yaml", SmallCampaign.segment)
    return folder
  }

  private func lint(_ folder: TemporaryFolder, _ path: String) throws -> [String] {
    let result = try Tool.run(["lint", path, "--format", "concise"], in: folder.url)
    return result.outputText.split(separator: "\n").map(String.init)
      .filter { $0.contains("unused-file") }
  }

  @Test func aTemplateAndASegmentThatNothingUses() throws {
    let folder = try folder()
    let found = try lint(folder, ".")
    #expect(found.count == 2, "\(found)")
    #expect(found.contains { $0.hasPrefix("emails/Übrig.html.liquid") })
    #expect(found.contains { $0.hasPrefix("old-people.yaml") })
  }

  @Test func oneCampaignSaysNothingOfTheOthersFiles() throws {
    let folder = try folder()
    #expect(try lint(folder, "campaign.yaml") == [])
  }

  @Test func aCampaignThatCouldNotBeReadMayUseThem() throws {
    let folder = try folder()
    try folder.write("broken/campaign.yaml", "mailplan: 1\ncampaign: [")
    #expect(try lint(folder, ".") == [])
  }

  @Test func filesOfAnotherProjectBelowAreItsOwn() throws {
    let folder = try folder()
    try folder.write("other/mailplan.yaml", SmallCampaign.project)
    try folder.write("other/left.liquid", "x")
    #expect(try lint(folder, ".").count == 2)
  }

  @Test func itsLevelIsSetInTheProjectFile() throws {
    let folder = try folder()
    try folder.write(
      "mailplan.yaml", SmallCampaign.project + "lint: { rules: { unused-file: off } }\n")
    #expect(try lint(folder, ".") == [])
  }
}
