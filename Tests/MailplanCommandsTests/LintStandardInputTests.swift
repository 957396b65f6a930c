import Foundation
import JSONText
import Testing

/// Files from standard input, as editors hand them over.
@Suite struct LintStandardInputTests {
  private func run(
    _ arguments: [String], input: String, in folder: TemporaryFolder
  ) throws -> Tool.Result {
    try Tool.run(arguments, in: folder.url, input: Array(input.utf8))
  }

  private func project() throws -> TemporaryFolder {
    let folder = try SmallCampaign.folder()
    try folder.write("deep/campaign.yaml", "this is not read")
    return folder
  }

  private let deep = SmallCampaign.yaml.replacingOccurrences(
    of: "people.yaml", with: "../people.yaml")

  @Test func pathsAreResolvedWhereTheFileWouldLie() throws {
    let folder = try project()
    let command = ["lint", "-", "--stdin-filename", "deep/campaign.yaml", "--format", "concise"]
    let clean = try run(command, input: deep, in: folder)
    #expect(clean.outputText == "" && clean.status == 0, "\(clean.outputText)\(clean.errorText)")
    let broken = try run(command, input: deep + "  - goto: nowhere\n", in: folder)
    #expect(broken.status == 1)
    #expect(broken.outputText.hasPrefix("deep/campaign.yaml:"))
    // A file that is not there yet.
    let new = ["lint", "-", "--stdin-filename", "deep/new.yaml"]
    #expect(try run(new, input: deep, in: folder).status == 0)
    #expect(try run(new, input: "mailplan: 1\ncampain: x\n", in: folder).status == 1)
  }

  @Test func otherKindsAreToldByNameOrKeys() throws {
    let folder = try project()
    let segment = try run(
      ["lint", "-", "--stdin-filename", "people.yaml"], input: SmallCampaign.segment, in: folder)
    #expect(segment.status == 0 && segment.outputText == "")
    let project = try run(
      ["lint", "-", "--stdin-filename", "mailplan.yaml", "--format", "concise"],
      input: "mailplan: 1\npostal_adress: x\n", in: folder)
    #expect(project.outputText.contains("mailplan.yaml:2:1: error[unknown-key]"))
    let template = try run(
      ["lint", "-", "--stdin-filename", "x.liquid"], input: "x", in: folder)
    #expect(template.status == 2)
  }

  @Test func withoutANameItLiesWhereYouAre() throws {
    let folder = try project()
    #expect(try run(["lint", "-"], input: SmallCampaign.yaml, in: folder).status == 0)
    let broken = try run(
      ["lint", "-", "--format", "json"], input: SmallCampaign.yaml + "  - goto: nowhere\n",
      in: folder)
    let paths = try parseJSON(broken.output)["findings"]?.arrayValue?.map {
      $0["path"]?.stringValue
    }
    #expect(broken.status == 1 && paths?.allSatisfy { $0 == "<stdin>" } == true)
  }

  @Test func itTakesThePlaceOfTheFileOnDisk() throws {
    let folder = try project()
    let result = try run(
      ["lint", ".", "-", "--stdin-filename", "./deep/campaign.yaml"], input: deep, in: folder)
    #expect(result.status == 0 && result.outputText == "", "\(result.outputText)")
  }

  @Test func wrongUse() throws {
    let folder = try project()
    for (arguments, words) in [
      (["lint", "--stdin-filename", "x.yaml"], "needs the path -"),
      (["lint", "-", "-"], "only once"), (["lint", "-", "--segment", "-"], "only once"),
      (["lint", "-", "--stdin-filename", "none/x.yaml"], "there is no such folder"),
      (["lint", "-", "--stdin-filename", "deep"], "takes the name of a file"),
      (["lint", "-", "--stdin-filename", ""], "takes the name of a file"),
      (["compile", "campaign.yaml", "--stdin-filename", "x"], "needs the campaign -"),
    ] {
      let result = try run(arguments, input: SmallCampaign.yaml, in: folder)
      #expect(result.status == 2, "\(arguments)")
      #expect(result.errorText.contains(words), "\(arguments): \(result.errorText)")
    }
    let large = String(repeating: "#", count: 2 << 20)
    let result = try run(["lint", "-"], input: large, in: folder)
    #expect(result.status == 2 && result.errorText.contains("it is larger than 1024 KiB"))
  }

  @Test func anythingMayComeIn() throws {
    let folder = try project()
    for input in [[], [0xFF, 0xFE], [0x00], Array("{{".utf8), [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
      let result = try Tool.run(["lint", "-", "--format", "sarif"], in: folder.url, input: input)
      #expect(result.status == 1)
      _ = try parseJSON(result.output)
    }
  }

  @Test func compiles() throws {
    let folder = try project()
    let piped = try run(
      ["compile", "-", "--stdin-filename", "campaign.yaml", "--digest"], input: SmallCampaign.yaml,
      in: folder)
    let read = try Tool.run(["compile", "campaign.yaml", "--digest"], in: folder.url)
    #expect(piped.status == 0 && piped.output == read.output)
  }
}
