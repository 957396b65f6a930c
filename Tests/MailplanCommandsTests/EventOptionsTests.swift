import Foundation
import Testing

/// `--events` and `--assume` of the built tool.
@Suite struct EventOptionsTests {
  private static let header = "contact_id,event,at,step,url\n"

  private func run(
    _ files: [String: String], _ options: [String], input: String = ""
  ) throws -> (result: Tool.Result, folder: TemporaryFolder) {
    let folder = try SmallCampaign.folder()
    for (name, text) in files { try folder.write(name, text) }
    let result = try Tool.run(
      SmallCampaign.run + options, in: folder.url, input: Array(input.utf8))
    return (result, folder)
  }

  private func manifest(_ folder: TemporaryFolder) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent("out.jsonl"), encoding: .utf8)
  }

  @Test func filesOfBothKindsAreReadTogether() throws {
    let (result, folder) = try run(
      [
        "a.csv": EventOptionsTests.header + "c1,bounced,2026-12-01T00:00:00Z,,\n",
        "b.jsonl": #"{"contact_id":"c2","event":"unsubscribe","at":"2026-12-02T00:00:00Z"}"#,
        "c": EventOptionsTests.header + "c3,complained,2026-12-02T00:00:00Z,,\n",
      ], ["--events", "a.csv", "--events", "b.jsonl", "--events", "c"])
    #expect(result.status == 0, "\(result.errorText)")
    let rows = try manifest(folder).split(separator: "\n")
    let reasons = rows.map { row in
      ["bounced", "unsubscribed", "complained"].first { row.contains("\"reason\":\"\($0)\"") }
        ?? "-"
    }
    #expect(reasons == ["bounced", "bounced", "-", "unsubscribed", "-", "complained"])
    #expect(result.errorText.contains("3 events of 3 contacts"))
  }

  @Test func standardInputIsOneOfThem() throws {
    let event = #"{"contact_id":"c1","event":"bounced","at":"2026-12-01T00:00:00Z"}"#
    let (result, folder) = try run([:], ["--events", "-"], input: event)
    #expect(result.status == 0, "\(result.errorText)")
    #expect(try manifest(folder).contains("bounced"))
    #expect(try run([:], ["--events", "-", "--events", "-"]).result.status == 2)
  }

  @Test func badRowsStopTheRunWithTheirPlaces() throws {
    let (result, folder) = try run(
      [
        "e.csv": EventOptionsTests.header
          + "c1,opened,2026-12-01T00:00:00,,\nc1,opened,2026-12-01T00:00:00Z,,\n,opened,x,,\n"
      ], ["--events", "e.csv"])
    #expect(result.status == 1)
    for words in [
      "e.csv:2:11: error[event-time]: row 2, column 'at'", "e.csv:4:1: error[event-value]: row 4",
      "2 errors",
    ] {
      #expect(result.errorText.contains(words), "\(result.errorText)")
    }
    #expect(folder.files() == (SmallCampaign.inputs + ["e.csv"]).sorted())
  }

  @Test func aFileThatIsNotThereIsWrongUsage() throws {
    #expect(try run([:], ["--events", "nothing.csv"]).result.status == 2)
    #expect(try run([:], ["--events", "."]).result.status == 2)
  }

  @Test func theManifestDoesNotReplaceTheEvents() throws {
    let (result, _) = try run(["out.jsonl": ""], ["--events", "out.jsonl"])
    #expect(result.status == 2)
    #expect(result.errorText.contains("would overwrite the input 'out.jsonl'"))
  }

  @Test func whatDeservesALookIsSaid() throws {
    let (result, folder) = try run(
      [
        "e.csv": "contact_id,event,at,step,browser\n"
          + "c9,opened,2026-12-01T00:00:00Z,welcome,x\nc1,opened,2026-12-01T00:00:00Z,welcom,x\n"
          + "c1,unsubscribd,2026-12-01T00:00:00Z,,x\n"
      ], ["--events", "e.csv"])
    #expect(result.status == 0)
    for words in [
      "events of 1 contact that the segment does not have: 1",
      "warning: 1 event about the step 'welcom', which is no email of this campaign; an email 'welcome' exists",
      "warning: 1 event of the name 'unsubscribd'", "the column 'browser' of 'e.csv' is not read",
    ] {
      #expect(result.errorText.contains(words), "\(result.errorText)")
    }
    let summary = try String(
      contentsOf: folder.url.appendingPathComponent("out.summary.json"), encoding: .utf8)
    #expect(summary.contains(#""unknownContacts": 1"#))
    #expect(summary.contains(#""events": "sha256:"#))
  }

  @Test(arguments: ["some", "opened=140%", "clicked=50%,opened=10%", "opened=40%,after=2x", ""])
  func assumptionsThatCannotBeReadAreWrongUsage(text: String) throws {
    let (result, folder) = try run([:], ["--assume", text])
    #expect(result.status == 2)
    #expect(result.errorText.contains("--assume"))
    #expect(folder.files() == SmallCampaign.inputs)
  }

  @Test func assumptionsAreSaid() throws {
    let (result, _) = try run([:], ["--assume", "unsubscribed=100%,after=1h"])
    #expect(result.errorText.contains("3 to send, 3 skipped"))
    #expect(result.errorText.contains("assumed: unsubscribed=100%,after=1h"))
  }

  /// The sample log beside the sample contacts.
  @Test func theSampleEventsChangeTheSample() throws {
    let folder = try TemporaryFolder()
    func run(_ options: [String]) throws -> String {
      let output = folder.url.appendingPathComponent("out.jsonl").path
      let result = try Tool.run(
        [
          "run", "campaigns/trial-onboarding", "--segment", "campaigns/segments/trial-users.csv",
          "--launch", "2026-12-01T08:00:00Z", "--bodies", "none", "-o", output,
        ] + options)
      #expect(result.status == 0, "\(result.errorText)")
      return try String(contentsOfFile: output, encoding: .utf8)
    }
    let without = try run([])
    let with = try run(["--events", "campaigns/segments/trial-events.csv"])
    #expect(!without.contains("\"step\":\"quick-tour\""))
    #expect(with.contains("\"step\":\"quick-tour\""))
    #expect(with.contains("\"reason\":\"unsubscribed\""))
    #expect(with.contains("\"reason\":\"bounced\""))
  }
}
