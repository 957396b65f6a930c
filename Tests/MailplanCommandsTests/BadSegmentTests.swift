import Foundation
import Testing

/// Each fault of a segment: exit 1, row and column named, and no manifest.
@Suite struct BadSegmentTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let rows: [UInt8]
    /// All of them must be in the message.
    let words: [String]
    var testDescription: String { name }

    init(_ name: String, _ rows: String, _ words: [String]) {
      self.init(name, bytes: Array(rows.utf8), words)
    }

    init(_ name: String, bytes: [UInt8], _ words: [String]) {
      self.name = name
      self.rows = bytes
      self.words = words
    }
  }

  private static let good = SmallCampaign.header + "c1,a@navy.example,Grace,7,UTC\n"

  static let faults: [Fault] = [
    Fault(
      "ragged", good + "c2,b@x.example,B\n", ["csv-ragged-row", "people.csv:3", "row 3", "3 cells"]),
    Fault(
      "unterminated quote", good + "c2,b@x.example,\"B,1,UTC\nc3,c@x.example,C,1,UTC\n",
      ["csv-unterminated-quote", "people.csv:3:16", "row 3", "'first_name'"]),
    Fault(
      "stray quote", good + "c2,b@x.example,B\"b,1,UTC\n",
      ["csv-stray-quote", "people.csv:3:17", "'first_name'"]),
    Fault(
      "NUL",
      bytes: Array(good.utf8) + Array("c2,b@x.example,B".utf8) + [0] + Array(",1,UTC\n".utf8),
      ["csv-nul", "people.csv:3:17", "'first_name'"]),
    Fault(
      "invalid UTF-8",
      bytes: Array(good.utf8) + Array("c2,b@x.example,B".utf8) + [0xC3] + Array(",1,UTC\n".utf8),
      ["csv-encoding", "people.csv:3:17", "'first_name'"]),
    Fault(
      "duplicate header", "id,email,first_name,score,timezone,score\n",
      ["csv-duplicate-header", "'score'", "people.csv:1"]),
    Fault("empty header", "id,email,first_name,score,timezone,\n", ["csv-empty-header"]),
    Fault("missing column", "id,email,first_name,timezone\n", ["csv-missing-column", "'score'"]),
    Fault(
      "unparsable number", good + "c2,b@x.example,B,many,UTC\n",
      ["cell-type", "people.csv:3:18", "row 3", "'score'", "integer"]),
    Fault("empty id", good + ",b@x.example,B,1,UTC\n", ["cell-missing", "row 3", "'id'"]),
    Fault("nothing", "", ["csv-empty", "people.csv"]),
  ]

  @Test(arguments: faults)
  func aBadRowStopsTheRun(fault: Fault) throws {
    let folder = try SmallCampaign.folder(rows: fault.rows)
    let result = try Tool.run(SmallCampaign.run, in: folder.url)
    #expect(result.status == 1)
    for word in fault.words {
      #expect(result.errorText.contains(word), "'\(word)' is not in: \(result.errorText)")
    }
    #expect(!result.errorText.contains("many"), "contact data is shown")
    #expect(folder.files() == SmallCampaign.inputs)
  }

  @Test func noTruncationTrapsOrLeavesAManifestInSecret() throws {
    let whole = Array(SmallCampaign.rows.utf8)
    for count in stride(from: 0, through: whole.count, by: 7) {
      let folder = try SmallCampaign.folder(rows: Array(whole[..<count]))
      let result = try Tool.run(SmallCampaign.run, in: folder.url)
      #expect([0, 1].contains(result.status), "\(count): \(result.errorText)")
      #expect((result.status == 0) == folder.files().contains("out.jsonl"))
    }
  }

  @Test func aMissingSegmentIsWrongUsage() throws {
    let folder = try SmallCampaign.folder()
    var arguments = SmallCampaign.run
    arguments[3] = "nobody.csv"
    let result = try Tool.run(arguments, in: folder.url)
    #expect(result.status == 2)
    #expect(result.errorText == "mailplan: cannot read 'nobody.csv': no such file or directory\n")
    #expect(folder.files() == SmallCampaign.inputs)
  }
}
