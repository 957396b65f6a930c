import CampaignGraph
import CampaignRunner
import LiquidTemplates
import Testing

struct CSVPieceTests {
  /// Every record of these ends where its line does: no quoted line breaks.
  static let files = [
    "id,name\n1,a\n2,b\n", "\u{FEFF}id,name\r\n1,\"a\"\r\n\r\n2,\"b\"\"c\"\r\n3,ü\r\n",
    "id,name\n\n\n1,a\n2,x\"y\n3,c,d\n4,e", "id,name\r1,a\r2,b",
  ]

  @Test(arguments: files)
  func `pieces give the records, rows and lines of the whole`(file: String) throws {
    let bytes = Array(file.utf8)
    let whole = read(bytes)
    var reader = CSVReader()
    var found: [String] = []
    var (row, line, start) = (0, 1, 0)
    for (index, byte) in bytes.enumerated() {
      let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      guard index == bytes.count - 1 || byte == 0x0A || (byte == 0x0D && !isPair) else { continue }
      bytes[start...index].withUnsafeBytes { reader.load($0, row: row, line: line) }
      found += records(&reader)
      row = reader.row
      line += 1
      start = index + 1
    }
    #expect(found == whole)
  }

  @Test
  func `pieces of a segment share its header`() throws {
    let schema = SegmentSchema(
      name: "s",
      columns: [
        Column(name: "id", type: .string, isNullable: false, role: .id),
        Column(name: "n", type: .integer, isNullable: false),
      ])
    let bytes = Array("n,id,x\n1,a,\n2,b,".utf8)
    var whole = SegmentReader(schema: schema, source: source(bytes))
    try whole.readHeader()
    var reader = SegmentReader(piecesOf: whole)
    var row = ContactRow()
    let isMore = try reader.next(into: &row)
    #expect(!isMore)
    bytes[12...].withUnsafeBytes { reader.load($0, row: 2, line: 3) }
    #expect(try reader.next(into: &row))
    #expect(row.cells[1] == .integer(2))
    #expect(row.text(row.cells[0]).elementsEqual("b".utf8))
    #expect(reader.row == 3 && reader.line == 3)
  }

  private func read(_ bytes: [UInt8]) -> [String] {
    var reader = CSVReader(source: source(bytes))
    return records(&reader)
  }

  private func records(_ reader: inout CSVReader) -> [String] {
    var records: [String] = []
    while true {
      do throws(SegmentFault) {
        guard try reader.next() else { return records }
        let cells = (0..<reader.count).map { String(decoding: reader.cell($0), as: UTF8.self) }
        records.append("\(reader.row) \(reader.line) \(cells)")
      } catch {
        records.append("\(error)")
        if error.reason == .unterminatedQuote { return records }
      }
    }
  }
}
