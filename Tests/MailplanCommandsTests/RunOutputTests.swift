import Foundation
import JSONText
import Testing

@Suite struct RunOutputTests {
  private func bytes(_ folder: TemporaryFolder, _ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.url.appendingPathComponent(name)))
  }

  @Test func aRunLeavesThreeWholeFiles() throws {
    let folder = try SmallCampaign.folder()
    let result = try Tool.run(SmallCampaign.run, in: folder.url)
    #expect(result.status == 0, "\(result.errorText)")
    #expect(folder.files() == (SmallCampaign.inputs + SmallCampaign.outputs).sorted())
    let rows = try bytes(folder, "out.jsonl").split(separator: UInt8(ascii: "\n"))
    #expect(rows.count == 6)
    for row in rows {
      let value = try parseJSON(Array(row))
      #expect(value["outcome"]?.stringValue == "send")
    }
    let summary = try parseJSON(bytes(folder, "out.summary.json"))
    #expect(summary["messages"]?["sends"]?.integerValue == 6)
    #expect(summary["launch"]?.stringValue == "2026-12-01T08:00:00Z")
  }

  @Test func onlyTheOwnerMayReadContactData() throws {
    let folder = try SmallCampaign.folder()
    _ = try Tool.run(SmallCampaign.run, in: folder.url)
    for name in SmallCampaign.outputs {
      let path = folder.url.appendingPathComponent(name).path
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let folder = try SmallCampaign.folder()
    _ = try Tool.run(SmallCampaign.run, in: folder.url)
    let first = try SmallCampaign.outputs.map { try bytes(folder, $0) }
    // Another hash seed, another time zone of the machine, and the old files are replaced.
    _ = try Tool.run(
      SmallCampaign.run, in: folder.url,
      environment: ["SWIFT_DETERMINISTIC_HASHING": "1", "TZ": "Asia/Tokyo"])
    #expect(try SmallCampaign.outputs.map { try bytes(folder, $0) } == first)
  }

  @Test func standardOutputGetsTheSameRows() throws {
    let folder = try SmallCampaign.folder()
    _ = try Tool.run(SmallCampaign.run, in: folder.url)
    let rows = try bytes(folder, "out.jsonl")
    for name in SmallCampaign.outputs {
      try FileManager.default.removeItem(at: folder.url.appendingPathComponent(name))
    }
    var arguments = SmallCampaign.run
    arguments[3] = "-"
    arguments[7] = "-"
    let result = try Tool.run(arguments, in: folder.url, input: Array(SmallCampaign.rows.utf8))
    #expect(result.output == rows)
    #expect(folder.files() == SmallCampaign.inputs)
  }

  @Test func withoutBodiesTheSameMessagesGoOut() throws {
    let folder = try SmallCampaign.folder()
    _ = try Tool.run(SmallCampaign.run + ["--bodies", "none"], in: folder.url)
    let rows = try bytes(folder, "out.jsonl").split(separator: UInt8(ascii: "\n"))
    #expect(rows.count == 6)
    for row in rows { #expect(try parseJSON(Array(row))["html"] == nil) }
  }

  @Test func outputThatCannotBeWrittenIsReported() throws {
    let folder = try SmallCampaign.folder()
    func status(_ output: String) throws -> Int32 {
      var arguments = SmallCampaign.run
      arguments[7] = output
      let result = try Tool.run(arguments, in: folder.url)
      #expect(!result.errors.isEmpty)
      return result.status
    }
    #expect(try status("no/such/folder/out.jsonl") == 74)
    #expect(try status(".") == 74)
    #expect(try status("people.csv") == 2)
    #expect(try status("out.yaml") == 2)
    #expect(folder.files() == SmallCampaign.inputs)
  }

  @Test(arguments: ["people.data", "./people.data", "../FOLDER/people.data"])
  func anOutputNeverReplacesAnInput(spelling: String) throws {
    let folder = try SmallCampaign.folder()
    try folder.write("people.data", SmallCampaign.rows)
    var arguments = SmallCampaign.run
    arguments[3] = "people.data"
    arguments[7] = spelling.replacing("FOLDER", with: folder.url.lastPathComponent)
    let result = try Tool.run(arguments, in: folder.url)
    #expect(result.status == 2)
    #expect(result.errorText.contains("would overwrite"))
    #expect(try bytes(folder, "people.data") == Array(SmallCampaign.rows.utf8))
  }

  @Test func aFailureIsToldUnderQuiet() throws {
    let folder = try SmallCampaign.folder()
    let quiet = SmallCampaign.run + ["--quiet"]
    #expect(try Tool.run(quiet, in: folder.url).errors.isEmpty)
    let subject = "subject: '{{ first_name }}'"
    try folder.write(
      "campaign.yaml", SmallCampaign.yaml.replacing("subject: Later", with: subject))
    let result = try Tool.run(quiet, in: folder.url)
    #expect(result.status == 1)
    #expect(result.errorText.hasPrefix("mailplan: messages not sent because a value is missing"))
  }

  @Test func aFullDiskIsReported() throws {
    let folder = try SmallCampaign.folder()
    let result = try Tool.run(
      ["-c", "\(Tool.binary.path) graph campaign.yaml > /dev/full"], in: folder.url,
      binary: URL(fileURLWithPath: "/bin/sh"))
    #expect(result.status == 74)
    #expect(result.errorText.contains("No space left on device"))
  }

  /// What is no file keeps its place, and nothing is put beside it. Never tried on a real device: as root, a
  /// defect would replace it for the whole machine.
  @Test func aPipeIsWrittenToAsItIs() throws {
    let folder = try SmallCampaign.folder()
    let run = SmallCampaign.run.dropLast().joined(separator: " ")
    let script = "mkfifo pipe; cat pipe > rows & \(Tool.binary.path) \(run) pipe; echo $? >&2; wait"
    let result = try Tool.run(
      ["-c", script], in: folder.url, binary: URL(fileURLWithPath: "/bin/sh"))
    #expect(result.errorText.hasSuffix("\n0\n"), "\(result.errorText)")
    let pipe = folder.url.appendingPathComponent("pipe").path
    let attributes = try FileManager.default.attributesOfItem(atPath: pipe)
    #expect(attributes[.type] as? FileAttributeType != .typeRegular)
    #expect(try bytes(folder, "rows").split(separator: UInt8(ascii: "\n")).count == 6)
    #expect(folder.files() == (SmallCampaign.inputs + ["pipe", "rows"]).sorted())
  }

  @Test func aLinkKeepsLeadingToItsFile() throws {
    let folder = try SmallCampaign.folder()
    try folder.write("elsewhere/old.jsonl", "old")
    let link = folder.url.appendingPathComponent("out.jsonl")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "elsewhere/old.jsonl")
    #expect(try Tool.run(SmallCampaign.run, in: folder.url).status == 0)
    let target = folder.url.appendingPathComponent("elsewhere/old.jsonl")
    #expect(try Data(contentsOf: target).count > 1000)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "elsewhere/old.jsonl")
  }

  @Test func aClosedPipeMakesAManifestFail() throws {
    let folder = try SmallCampaign.folder()
    let run = SmallCampaign.run.dropLast().joined(separator: " ")
    // The reader has come and gone before the tool begins.
    let script =
      "mkfifo p; (: < p) & exec 4> p; wait; \(Tool.binary.path) \(run) - >&4; echo $? >&2"
    let result = try Tool.run(
      ["-c", script], in: folder.url, binary: URL(fileURLWithPath: "/bin/sh"))
    #expect(result.errorText.hasSuffix("standard output: Broken pipe\n74\n"))
  }

  @Test func aClosedPipeEndsADisplayQuietly() throws {
    let folder = try SmallCampaign.folder()
    let result = try Tool.run(
      ["-c", "(\(Tool.binary.path) schema; echo $? >&2) | true"], in: folder.url,
      binary: URL(fileURLWithPath: "/bin/sh"))
    #expect(result.errorText == "0\n")
  }
}
