import CampaignRunner
import Foundation
import Testing

/// The collection csv-spectrum, where it is at hand.
struct CSVSpectrumTests {
  @Test func `every file of csv-spectrum reads as its JSON says`() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../..").standardized
    let root =
      ProcessInfo.processInfo.environment["MAILPLAN_CONFORMANCE"].map { URL(filePath: $0) }
      ?? package.appending(path: "../shared/conformance").standardized
    let folder = root.appending(path: "csv-spectrum")
    let csvs = folder.appending(path: "csvs").path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: csvs) else {
      print(
        "skipped: csv-spectrum is not there (set MAILPLAN_CONFORMANCE to the folder that holds it)")
      return
    }
    #expect(names.count >= 10)
    for name in names.sorted() {
      let csv = try Data(contentsOf: folder.appending(path: "csvs/\(name)"))
      let reading = Reading(Array(csv), chunk: 11)
      if name == "location_coordinates.csv" {
        // Its quotes in bare cells are no CSV by RFC 4180, and its JSON is another contact's.
        #expect(reading.faults.map(\.reason) == [.strayQuote])
        continue
      }
      #expect(reading.faults.isEmpty, "\(name)")
      let header = try #require(reading.records.first)
      let rows = reading.records.dropFirst().map { row in
        Dictionary(uniqueKeysWithValues: zip(header, row))
      }
      let json = folder.appending(path: "json/\(name.dropLast(4)).json")
      let expected = try JSONDecoder().decode([[String: String]].self, from: Data(contentsOf: json))
      #expect(rows == expected, "\(name)")
    }
  }
}
