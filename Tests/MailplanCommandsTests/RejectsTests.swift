import Foundation
import Testing

/// `--rows skip`: what is written, told and returned.
@Suite struct RejectsTests {
  private static let rows =
    SmallCampaign.header + #"""
      c1,a@navy.example,Grace,7,UTC
      c2,b@x.example,B
      c3,c@x.example,"say ""hi""",many,UTC
      c4,d@x.example,D"d,1,UTC
      c1,e@x.example,"two
      lines",1,UTC
      c6,f@x.example,F,1,UTC

      """#

  private func run(_ more: [String], rows: String = rows) throws -> (Tool.Result, TemporaryFolder) {
    let folder = try SmallCampaign.folder(rows: Array(rows.utf8))
    return (try Tool.run(SmallCampaign.run + more, in: folder.url), folder)
  }

  private func text(_ name: String, _ folder: TemporaryFolder) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
  }

  @Test(arguments: ["1", "2", "7"])
  func badRowsAreWrittenWithTheirReasons(workers: String) throws {
    let (result, folder) = try run(
      ["--rows", "skip", "--rejects", "bad.csv", "--workers", workers])
    #expect(result.status == 1)
    #expect(
      result.errorText.contains(
        "4 of 6 rows left out: cell-type 1, csv-ragged-row 1, csv-stray-quote 1, duplicate-id 1 → bad.csv"
      ))
    #expect(
      folder.files() == (SmallCampaign.inputs + SmallCampaign.outputs + ["bad.csv"]).sorted())
    #expect(
      try text("bad.csv", folder) == #"""
        id,email,first_name,score,timezone,reject_row,reject_line,reject_byte_column,reject_rule,reject_reason
        "c2,b@x.example,B",,,,,3,3,,csv-ragged-row,"row 3 has 3 cells, but the header has 5"
        c3,c@x.example,"say ""hi""",many,UTC,4,4,29,cell-type,"row 4, column 'score': an integer is digits only, such as 42 or -7"
        "c4,d@x.example,D""d,1,UTC",,,,,5,5,17,csv-stray-quote,"row 5, column 'first_name': a quote stands only around a whole cell, or doubled inside of one"
        c1,e@x.example,"two
        lines",1,UTC,6,6,,duplicate-id,"row 6: an earlier row has the same id, and their messages could not be told apart"

        """#)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.url.appendingPathComponent("bad.csv").path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let manifest = try text("out.jsonl", folder)
    #expect(manifest.split(separator: "\n").count == 4)
    #expect(manifest.contains("\"contact\":\"c6\",\"row\":7,"))
    let summary = try text("out.summary.json", folder)
    #expect(summary.contains("\"rejected\": 4"))
    #expect(summary.contains("\"csv-ragged-row\": 1"))
  }

  /// Mended, the file is a segment like any other.
  @Test func rejectsCanBeReadAgain() throws {
    let (_, folder) = try run(["--rows", "skip", "--rejects", "bad.csv"])
    let fixed = try text("bad.csv", folder).replacingOccurrences(of: "many", with: "5")
    let kept = fixed.components(separatedBy: "\n").enumerated().filter {
      [0, 2].contains($0.offset)
    }
    try folder.write("people.csv", kept.map(\.element).joined(separator: "\n") + "\n")
    let again = try Tool.run(
      SmallCampaign.run + ["--rows", "skip", "--rejects", "worse.csv"], in: folder.url)
    #expect(again.status == 0, "\(again.errorText)")
    #expect(try text("out.jsonl", folder).contains("\"contact\":\"c3\""))
    // Its header names what is not taken yet.
    #expect(
      try text("worse.csv", folder).hasSuffix(
        ",reject_row_2,reject_line_2,reject_byte_column_2,reject_rule_2,reject_reason_2\n"))
  }

  @Test(
    arguments: [
      ("3", 1), ("4", 0), ("60%", 1), ("66.7%", 0), ("0", 1), ("100%", 0), ("0%", 1),
    ] as [(String, Int32)])
  func theLimitDecidesTheExitCode(limit: String, status: Int32) throws {
    let (result, folder) = try run(
      ["--rows", "skip", "--rejects", "bad.csv", "--max-rejects", limit, "--quiet"])
    #expect(result.status == status)
    #expect(result.errorText.isEmpty == (status == 0))
    #expect(folder.files().contains("out.jsonl"))
    #expect(folder.files().contains("bad.csv"))
  }

  @Test func withoutAFileTheFirstAreTold() throws {
    let (result, folder) = try run(["--rows", "skip"])
    #expect(result.status == 1)
    #expect(result.errorText.contains("people.csv:3"))
    #expect(result.errorText.contains("duplicate-id"))
    #expect(!result.errorText.contains("many"))
    #expect(folder.files() == (SmallCampaign.inputs + SmallCampaign.outputs).sorted())
  }

  @Test func goodRowsEndWithZeroAndAnEmptyFile() throws {
    let (result, folder) = try run(
      ["--rows", "skip", "--rejects", "bad.csv"], rows: SmallCampaign.rows)
    #expect(result.status == 0)
    #expect(try text("bad.csv", folder).split(separator: "\n").count == 1)
  }

  @Test func whatCannotBeSkippedLeavesNothing() throws {
    let rows = [
      SmallCampaign.header + "c1,a@x.example,\"open,1,UTC\nc2,b@x.example,B,1,UTC\n",
      "id,email,first_name,score\nc1,a@x.example,A,1\n", "",
    ]
    for rows in rows {
      let (result, folder) = try run(
        ["--rows", "skip", "--rejects", "bad.csv", "--max-rejects", "100%"], rows: rows)
      #expect(result.status == 1)
      #expect(folder.files() == SmallCampaign.inputs)
    }
  }

  @Test func previewLeavesRowsOutToo() throws {
    let folder = try SmallCampaign.folder(rows: Array(RejectsTests.rows.utf8))
    let arguments = [
      "preview", "campaign.yaml", "--segment", "people.csv", "--launch", "2026-12-01T08:00:00Z",
      "--rows", "skip", "--rejects", "bad.csv",
    ]
    let result = try Tool.run(arguments, in: folder.url)
    #expect(result.status == 1)
    #expect(result.outputText.contains("left out"))
    #expect(folder.files().contains("bad.csv"))
    let json = try Tool.run(
      arguments + ["--format", "json", "--max-rejects", "10"], in: folder.url)
    #expect(json.status == 0)
    #expect(json.outputText.contains("\"rejected\": 4"))
    #expect(json.errorText.isEmpty)
  }

  @Test(arguments: [
    ["--rejects", "bad.csv"], ["--max-rejects", "3"], ["--rows", "skip", "--max-rejects", "-1"],
    ["--rows", "skip", "--max-rejects", "many"], ["--rows", "skip", "--max-rejects", "101%"],
    ["--rows", "skip", "--max-rejects", "1e1%"], ["--rows", "drop"],
    ["--rows", "skip", "--rejects", "people.csv"], ["--rows", "skip", "--rejects", "./people.csv"],
    ["--rows", "skip", "--rejects", "out.jsonl"], ["--rows", "skip", "--rejects", ""],
    ["--workers", "0"], ["--workers", "257"], ["--workers", "x"],
  ])
  func wrongUsageIsRefused(more: [String]) throws {
    let (result, folder) = try run(more)
    #expect(result.status == 2, "\(result.errorText)")
    #expect(folder.files() == SmallCampaign.inputs)
    #expect(try text("people.csv", folder) == RejectsTests.rows)
  }

  @Test func theFirstFaultIsTheSameForAnyNumberOfWorkers() throws {
    var rows = SmallCampaign.header
    for number in 1...5000 {
      rows += number % 1700 == 0 ? "c\(number),x\n" : "c\(number),c\(number)@a.example,N,1,UTC\n"
    }
    for workers in ["1", "2", "7"] {
      let (result, folder) = try run(["--workers", workers], rows: rows)
      #expect(result.status == 1)
      #expect(result.errorText.contains("people.csv:1701"))
      #expect(!result.errorText.contains("people.csv:3401"))
      #expect(folder.files() == SmallCampaign.inputs)
    }
  }
}
