import JSONText
import Testing

/// What is told before a command has begun, in the format that was asked for.
@Suite struct EarlyErrorTests {
  private func expectJSON(
    _ arguments: [String], _ rule: String, status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try SmallCampaign.folder()
    try folder.write("bad.csv", "id,email\nc1\n")
    try folder.write("bad.yaml", SmallCampaign.yaml + "  - goto: nowhere\n")
    let result = try Tool.run(arguments, in: folder.url)
    #expect(result.status == status, sourceLocation: sourceLocation)
    #expect(result.errorText == "", sourceLocation: sourceLocation)
    let rules = try parseJSON(result.output)["findings"]?.arrayValue?.map {
      $0["rule"]?.stringValue
    }
    #expect(rules?.contains(rule) == true, sourceLocation: sourceLocation)
  }

  @Test func whoeverAsksForJSONGetsJSON() throws {
    let preview = ["preview", "campaign.yaml", "--format", "json", "--segment"]
    try expectJSON(["lint", "--format", "json", "nowhere"], "unreadable-input", status: 2)
    try expectJSON(["lint", "--format=json", "--nonsense"], "wrong-usage", status: 2)
    try expectJSON(preview + ["nowhere.csv"], "unreadable-input", status: 2)
    try expectJSON(preview + ["people.csv", "--launch", "soon"], "wrong-usage", status: 2)
    try expectJSON(preview + ["people.csv", "--mail", "nope"], "wrong-usage", status: 2)
    try expectJSON(preview + ["people.csv", "--contact", "c9"], "wrong-usage", status: 2)
    try expectJSON(preview + ["bad.csv"], "csv-missing-column", status: 1)
    try expectJSON(
      ["preview", "bad.yaml", "--segment", "people.csv", "--format", "json"], "unknown-step",
      status: 1)
  }

  @Test func everyFormatForProgramsTellsOfThem() throws {
    let folder = try SmallCampaign.folder()
    for (format, words) in [
      ("sarif", "\"executionSuccessful\": false"), ("github", "::error title="),
      ("gitlab", "\"check_name\": "), ("junit", "<failure message="), ("markdown", "1 error"),
    ] {
      for arguments in [["nowhere.yaml"], ["--nonsense"], ["-", "--stdin-filename", "x/y.yaml"]] {
        let command = ["lint", "--format", format] + arguments
        let result = try Tool.run(command, in: folder.url)
        #expect(result.status == 2, "\(command)")
        #expect(result.errorText == "", "\(command)")
        #expect(result.outputText.contains(words), "\(command): \(result.outputText)")
      }
    }
    // Formats of other commands are their own.
    let render = try Tool.run(["render", "x", "--format", "markdown"], in: folder.url)
    #expect(render.output.isEmpty)
  }

  @Test func aMisspeltCommandIsKnown() throws {
    let folder = try SmallCampaign.folder()
    let near = try Tool.run(["lnit"], in: folder.url)
    #expect(near.status == 2)
    #expect(near.errorText == "mailplan: there is no command 'lnit'; did you mean 'lint'?\n")
    let json = try Tool.run(["lnit", "--format", "json"], in: folder.url)
    let finding = try parseJSON(json.output)["findings"]?[0]
    #expect(finding?["rule"] == "wrong-usage" && json.status == 2)
    for known in [["help"], ["help", "lint"], ["--help"], ["--version"]] {
      #expect(try Tool.run(known, in: folder.url).status == 0)
    }
  }

  @Test func elseItIsWordsOnStandardError() throws {
    let folder = try SmallCampaign.folder()
    for arguments in [
      ["lint", "nowhere"], ["lint", "--nonsense"], ["graph"], ["explain", "nothing-like-it"],
      ["schema", "nothing"], ["nonsense"], ["lint", "--", "--format", "json"],
    ] {
      let result = try Tool.run(arguments, in: folder.url)
      #expect(result.status == 2, "\(arguments)")
      #expect(result.output.isEmpty && !result.errors.isEmpty, "\(arguments)")
    }
  }

  @Test func aNameOnTheCommandLineCannotDriveATerminal() throws {
    let folder = try SmallCampaign.folder()
    for arguments in [
      ["lint", "\u{1B}[31mred"], ["\u{1B}[31mred"], ["explain", "\u{1B}[31mred"],
      ["run", "campaign.yaml", "--segment", "people.csv", "-o", "\u{1B}[31mred/x.jsonl"],
    ] {
      let result = try Tool.run(arguments, in: folder.url)
      #expect(result.status != 0 && !result.errors.contains(0x1B), "\(arguments)")
    }
  }

  @Test func otherFilesAreNotReadAsYAML() throws {
    let folder = try SmallCampaign.folder()
    try folder.write("body.html.liquid", "<p>Hello</p>")
    for (name, hint) in [
      ("body.html.liquid", "with the campaigns that use it"), ("people.csv", "mailplan preview"),
    ] {
      let result = try Tool.run(["lint", name], in: folder.url)
      #expect(result.status == 2)
      #expect(result.errorText.contains("is no campaign, segment or project file"))
      #expect(result.errorText.contains(hint))
    }
  }

  @Test func aFileOfOursWithAMisspeltKeyIsNotPassedOver() throws {
    let folder = try SmallCampaign.folder()
    try folder.write("sub/welcome.yaml", "mailplan: 1\ncampain: hello\n")
    try folder.write("sub/compose.yaml", "services: {}\n")
    let result = try Tool.run(["lint", "sub", "--format", "concise"], in: folder.url)
    #expect(result.status == 1)
    #expect(result.outputText.contains("did you mean 'campaign'"))
    #expect(!result.outputText.contains("compose.yaml"))
  }
}
