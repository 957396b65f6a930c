import Foundation
import Testing

@Suite struct FmtTests {
  private let crooked = "campaign: 'c' # id\nmailplan: 1\ntype: drip\nsteps:\n- exit: x\n"
  private let straight = "mailplan: 1\ncampaign: c  # id\ntype: drip\n\nsteps:\n  - exit: x\n"

  private func text(_ folder: TemporaryFolder, _ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.url.appending(path: path)), as: UTF8.self)
  }

  @Test func writesInPlaceAndKeepsTheMode() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a/campaign.yaml", crooked)
    let keys: [FileAttributeKey: Any] = [.posixPermissions: 0o640]
    try FileManager.default.setAttributes(keys, ofItemAtPath: file.path)
    let result = try Tool.run(["fmt", "."], in: folder.url)
    #expect(result.status == 0)
    #expect(result.outputText == "" && result.errorText == "")
    #expect(try text(folder, "a/campaign.yaml") == straight)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o640)
    #expect(folder.files() == ["a/campaign.yaml"])
  }

  @Test func aCanonicalFileIsNotTouched() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("campaign.yaml", straight)
    let before = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(try Tool.run(["fmt", "campaign.yaml"], in: folder.url).status == 0)
    let after = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
  }

  @Test func followsALink() throws {
    let folder = try TemporaryFolder()
    try folder.write("real/campaign.yaml", crooked)
    let link = folder.url.appending(path: "campaign.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "real/campaign.yaml")
    #expect(try Tool.run(["fmt", "campaign.yaml"], in: folder.url).status == 0)
    #expect(try text(folder, "real/campaign.yaml") == straight)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "real/campaign.yaml")
  }

  @Test func checkListsAndWritesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/campaign.yaml", crooked)
    try folder.write("b/campaign.yaml", straight)
    try folder.write("a/case.test.yaml", "mailplan:   1\n")
    try folder.write("a/notes.yaml", "a:   1\n")
    let result = try Tool.run(["fmt", "--check", "."], in: folder.url)
    #expect(result.status == 1)
    #expect(result.outputText == "a/campaign.yaml\na/case.test.yaml\n")
    #expect(try text(folder, "a/campaign.yaml") == crooked)
    #expect(try Tool.run(["fmt", "--check", "b"], in: folder.url).status == 0)
  }

  @Test func diffShowsAndWritesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("campaign.yaml", crooked)
    let result = try Tool.run(["fmt", "--diff", "campaign.yaml"], in: folder.url)
    #expect(result.status == 0)
    #expect(
      result.outputText == """
        --- a/campaign.yaml
        +++ b/campaign.yaml
        @@ -1,5 +1,6 @@
        -campaign: 'c' # id
         mailplan: 1
        +campaign: c  # id
         type: drip
        +
         steps:
        -- exit: x
        +  - exit: x

        """)
    #expect(try text(folder, "campaign.yaml") == crooked)
    let both = try Tool.run(["fmt", "--diff", "--check", "campaign.yaml"], in: folder.url)
    #expect(both.status == 1)
    #expect(both.outputText == result.outputText)
  }

  @Test func standardInput() throws {
    let folder = try TemporaryFolder()
    func run(_ arguments: String..., input: String) throws -> Tool.Result {
      try Tool.run(["fmt"] + arguments, in: folder.url, input: Array(input.utf8))
    }
    let result = try run("-", input: crooked)
    #expect(result.status == 0)
    #expect(result.outputText == straight)
    #expect(try run("-", input: straight).outputText == straight)
    let check = try run("-", "--check", input: crooked)
    #expect(check.status == 1)
    #expect(check.outputText == "<stdin>\n")
    let project = "lint: { profile: strict }\nmailplan: 1\n"
    let named = try run("-", "--stdin-filename", "x/mailplan.yaml", input: project)
    #expect(named.outputText == "mailplan: 1\nlint: { profile: strict }\n")
    let segment = "columns:\n  id: string\nsegment: s\nmailplan: 1\n"
    #expect(
      try run("-", input: segment).outputText
        == "mailplan: 1\nsegment: s\ncolumns:\n  id: string\n")
    #expect(folder.files() == [])
  }

  @Test func anErrorLeavesTheFileAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/campaign.yaml", crooked + "stepz: []\n")
    try folder.write("b/campaign.yaml", crooked)
    let result = try Tool.run(["fmt", "."], in: folder.url)
    #expect(result.status == 1)
    #expect(result.outputText == "")
    #expect(result.errorText.contains("error[unknown-key]: a campaign has no key 'stepz'"))
    #expect(try text(folder, "a/campaign.yaml") == crooked + "stepz: []\n")
    #expect(try text(folder, "b/campaign.yaml") == straight)
    let input = try Tool.run(["fmt", "-"], in: folder.url, input: Array("a: [".utf8))
    #expect(input.status == 1)
    #expect(input.outputText == "")
  }

  @Test func whatCannotBeReadIsWrongUsage() throws {
    let folder = try TemporaryFolder()
    for arguments in [["nothing.yaml"], ["-", "a.yaml"], ["--stdin-filename", "x", "a"]] {
      let result = try Tool.run(["fmt"] + arguments, in: folder.url)
      #expect(result.status == 2)
      #expect(result.outputText == "")
    }
  }
}
