import CampaignRunner
import LiquidTemplates
import Testing

struct CountEmptyCellsTests {
  private func count(_ text: String) throws(SegmentFault) -> MissingValues.Rows {
    var rest = Array(text.utf8)[...]
    return try countEmptyCells { buffer in
      let piece = rest.prefix(min(7, buffer.count))
      rest = rest.dropFirst(piece.count)
      buffer.copyBytes(from: piece)
      return piece.count
    }
  }

  @Test func emptyCellsOfEachColumn() throws {
    let rows = try count("\u{FEFF}id,name,é\r\n1,,\"\"\r\n2,\"a\n\",x\n\n3,,\" \"\n")
    #expect(rows == MissingValues.Rows(total: 3, empty: ["id": 0, "name": 2, "é": 1]))
    #expect(try count("id\n") == MissingValues.Rows(total: 0, empty: ["id": 0]))
  }

  @Test(arguments: [
    ("", "a segment needs a header row"), ("a,a\n1,2\n", "columns 1 and 2 have the same name"),
    ("a,b\n1\n", "row 2 has 1 cell, but the header has 2"),
    (
      "a,b\n1,\"x\n",
      "row 2, column 'b': the quote that opens here is never closed, or not within 1 MiB"
    ),
  ])
  func faults(_ text: String, _ message: String) {
    #expect(throws: SegmentFault.self) { try count(text) }
    do { _ = try count(text) } catch { #expect(error.message == message) }
  }
}
