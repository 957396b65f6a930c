import CSQLite
import Foundation
import JSONText
import Testing

/// The same run in every form: each holds the rows of the JSON Lines.
@Suite struct ManifestFormatTests {
  private let folder: TemporaryFolder
  private let rows: [JSONValue]

  init() throws {
    folder = try SmallCampaign.folder()
    _ = try Tool.run(SmallCampaign.run, in: folder.url)
    rows = try ManifestFormatTests.lines(try ManifestFormatTests.bytes(folder, "out.jsonl"))
  }

  private static func bytes(_ folder: TemporaryFolder, _ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.url.appendingPathComponent(name)))
  }

  private static func lines(_ bytes: [UInt8]) throws -> [JSONValue] {
    try bytes.split(separator: UInt8(ascii: "\n")).map { try parseJSON(Array($0)) }
  }

  /// Runs with another output and further options.
  private func run(_ output: String, _ options: String...) throws -> Tool.Result {
    var arguments = SmallCampaign.run
    arguments[7] = output
    return try Tool.run(arguments + options, in: folder.url)
  }

  private func text(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null: ""
    case .string(let text): text
    case .some(let other): String(decoding: other.serialized(), as: UTF8.self)
    }
  }

  @Test func csvHoldsEveryFieldOfEveryRow() throws {
    let result = try run("out.csv")
    #expect(result.status == 0, "\(result.errorText)")
    let table = readCSV(try Self.bytes(folder, "out.csv")).map {
      $0.map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(table.count == rows.count + 1)
    for (row, cells) in zip(rows, table.dropFirst()) {
      for (name, cell) in zip(table[0], cells) { #expect(cell == text(row[name]), "\(name)") }
      let names = Set(row.objectValue?.map(\.name) ?? [])
      #expect(names.isSubset(of: Set(table[0])))
    }
  }

  @Test func aDatabaseAnswersQuestions() throws {
    let result = try run("out.db")
    #expect(result.status == 0, "\(result.errorText)")
    let path = folder.url.appendingPathComponent("out.db").path
    var database: OpaquePointer?
    #expect(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    defer { sqlite3_close(database) }
    func ask(_ question: String) -> [String] {
      var statement: OpaquePointer?
      guard sqlite3_prepare_v2(database, question, -1, &statement, nil) == SQLITE_OK else {
        return [String(cString: sqlite3_errmsg(database))]
      }
      defer { sqlite3_finalize(statement) }
      var answers: [String] = []
      while sqlite3_step(statement) == SQLITE_ROW {
        answers.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "null")
      }
      return answers
    }
    #expect(ask("PRAGMA integrity_check") == ["ok"])
    #expect(
      ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'") == [
        "messages"
      ])
    #expect(ask("SELECT count(*) FROM sqlite_master WHERE type = 'index'") == ["5"])
    for name in ["messageId", "subject", "html", "row", "headers", "path", "variant"] {
      #expect(
        ask("SELECT \"\(name)\" FROM messages ORDER BY rowid")
          == rows.map { row in
            row[name]?.isNull != false ? "null" : text(row[name])
          }, "\(name)")
    }
    #expect(ask("SELECT trackOpens FROM messages LIMIT 1") == ["1"])
    #expect(ask("SELECT DISTINCT json_type(path) FROM messages") == ["array"])
    let plan = "EXPLAIN QUERY PLAN SELECT * FROM messages WHERE contact = 'x'"
    #expect(ask("SELECT 1") == ["1"])
    #expect(!ask(plan).isEmpty)
    #expect(folder.files().filter { $0.contains("partial") || $0.contains("journal") }.isEmpty)
  }

  @Test(arguments: [("gz", "gzip"), ("zst", "zstd")])
  func packedOutputUnpacksToTheSameBytes(ending: String, tool: String) throws {
    let result = try run("packed.jsonl.\(ending)")
    #expect(result.status == 0, "\(result.errorText)")
    let packed = try Self.bytes(folder, "packed.jsonl.\(ending)")
    #expect(packed.count < (try Self.bytes(folder, "out.jsonl")).count)
    let again = try run("again.jsonl.\(ending)")
    #expect(again.status == 0)
    #expect(try Self.bytes(folder, "again.jsonl.\(ending)") == packed)
    #expect(folder.files().contains("packed.summary.json"))
    guard
      let binary = ["/usr/bin/\(tool)", "/bin/\(tool)"].first(where: FileManager.default.fileExists)
    else {
      print("\(tool) is not here: its output was not unpacked by another program")
      return
    }
    let unpacked = try Tool.run(
      ["-dc", "packed.jsonl.\(ending)"], in: folder.url, binary: URL(fileURLWithPath: binary))
    #expect(unpacked.output == (try Self.bytes(folder, "out.jsonl")))
  }

  @Test func partsHoldTheRowsOfTheWhole() throws {
    for (option, column) in [("step", "step"), ("day", "sendAtLocal")] {
      let result = try run("part.jsonl", "--split-by", option)
      #expect(result.status == 0, "\(result.errorText)")
      let summary = try parseJSON(Self.bytes(folder, "part.summary.json"))
      let parts = summary["parts"]?.arrayValue ?? []
      #expect(parts.count > 1)
      var all: [JSONValue] = []
      for part in parts {
        let name = part["file"]?.stringValue ?? ""
        let lines = try Self.lines(Self.bytes(folder, name))
        #expect(lines.count == part["rows"]?.integerValue.map(Int.init))
        for line in lines {
          let value = line[column]?.stringValue?.prefix(option == "day" ? 10 : 100) ?? ""
          #expect(name == "part.\(option).\(value).jsonl")
        }
        all += lines
      }
      #expect(all.count == rows.count)
      for row in rows { #expect(all.contains(row)) }
      #expect(!folder.files().contains("part.jsonl"))
    }
  }

  @Test func rowsByTimeAreTheSameRows() throws {
    let result = try run("time.jsonl", "--sort", "time")
    #expect(result.status == 0, "\(result.errorText)")
    let sorted = try Self.lines(Self.bytes(folder, "time.jsonl"))
    let expected = rows.enumerated().sorted { a, b in
      (a.element["sendAt"]?.stringValue ?? "~", a.offset) < (
        b.element["sendAt"]?.stringValue ?? "~", b.offset
      )
    }
    #expect(sorted == expected.map(\.element))
    #expect(sorted != rows)
  }

  @Test(arguments: [
    (["-o", "out.db.gz"], "a database is not compressed"),
    (["-o", "out.jsonl", "--format", "csv"], "is named like JSON Lines"),
    (["-o", "-", "--format", "sqlite"], "a database is a file"),
    (["-o", "-", "--split-by", "step"], "--split-by needs a file name"),
    (["-o", "out.db", "--split-by", "day"], "a database is one file"),
    (["-o", "out.yaml"], "a manifest is JSON Lines (.jsonl), CSV (.csv) or SQLite (.db)"),
  ])
  func whatCannotBeIsRefused(options: [String], words: String) throws {
    let result = try Tool.run(Array(SmallCampaign.run.prefix(6)) + options, in: folder.url)
    #expect(result.status == 2)
    #expect(result.errorText.contains(words), "\(result.errorText)")
  }
}
