import Foundation
import Testing

/// Where zones come from, and what becomes of contacts whose zone is a strange one.
@Suite struct ZoneFilesTests {
  private static let system = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"

  /// A run with a database in a folder `zones` of its own.
  private func run(
    zones: [String: Data], rows: String = SmallCampaign.rows
  ) throws -> Tool.Result {
    let folder = try SmallCampaign.folder(rows: Array(rows.utf8))
    let database = folder.url.appending(path: "zones")
    for (name, file) in zones {
      let url = database.appending(path: name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try file.write(to: url)
    }
    let result = try Tool.run(
      SmallCampaign.run, in: folder.url, environment: ["TZDIR": database.path])
    let isComplete = FileManager.default.fileExists(
      atPath: folder.url.appending(path: "out.jsonl").path)
    #expect(isComplete == (result.status == 0))
    return result
  }

  private func zone(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: ZoneFilesTests.system + "/" + name))
  }

  @Test func theFolderOfTheEnvironmentIsRead() throws {
    let files = [
      "UTC": try zone("UTC"), "America/New_York": try zone("America/New_York"),
      "Europe/London": try zone("Europe/London"),
    ]
    #expect(try run(zones: files).status == 0)
    let result = try run(zones: [:])
    #expect(result.status == 2)
    #expect(result.errorText.contains("no time zone database"))
  }

  @Test func aDamagedFileStopsTheRunWithItsName() throws {
    var files = [
      "UTC": try zone("UTC"), "America/New_York": try zone("America/New_York"),
      "Europe/London": try zone("Europe/London").dropLast(30),
    ]
    let cut = try run(zones: files)
    #expect(cut.status == 1)
    #expect(cut.errorText.contains("the file of time zone 'Europe/London'"), "\(cut.errorText)")
    files["Europe/London"] = Data("no zone at all".utf8)
    #expect(try run(zones: files).errorText.contains("is no time zone file"))
    files["Europe/London"] = Data()
    #expect(try run(zones: files).status == 1)
  }

  @Test func leapSecondsAreRefused() throws {
    let right = ZoneFilesTests.system + "/right/Europe/London"
    guard let london = FileManager.default.contents(atPath: right) else {
      print("no zones with leap seconds on this machine: not tried")
      return
    }
    let files = [
      "UTC": try zone("UTC"), "America/New_York": try zone("America/New_York"),
      "Europe/London": london,
    ]
    #expect(try run(zones: files).errorText.contains("counts leap seconds"))
  }

  @Test(arguments: [
    "../../../etc/passwd", "/etc/localtime", "Europe", "posix/Europe/Berlin", "right/Europe/Berlin",
    "europe/berlin", "Europe/Berlin ", "CEST", "localtime", "zone.tab", "tzdata.zi", "leapseconds",
    "Europe/\u{1F30D}", "+01:00", "Europe//Berlin", "EuropeBerlin",
    String(repeating: "Europe/", count: 10_000),
  ])
  func strangeNamesAreUnknown(name: String) throws {
    let folder = try SmallCampaign.folder(
      rows: Array((SmallCampaign.header + "c1,ada@acme.example,Ada,1,\(name)\n").utf8))
    let result = try Tool.run(SmallCampaign.run, in: folder.url)
    #expect(result.status == 0, "\(result.errorText)")
    let manifest = try String(
      contentsOf: folder.url.appending(path: "out.jsonl"), encoding: .utf8)
    #expect(manifest.contains(#""reason":"zone""#))
    let summary = try String(
      contentsOf: folder.url.appending(path: "out.summary.json"), encoding: .utf8)
    let plain = summary.replacing(/\s/, with: "")
    #expect(plain.contains(#""skippedZone":{"missing":0,"invalid":1}"#))
  }
}
