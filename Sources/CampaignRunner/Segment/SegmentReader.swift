import CampaignGraph
import Diagnostics
import LiquidTemplates

/// Reads the contacts of a segment, one typed row after the other, from a CSV stream.
package struct SegmentReader {
  private var csv: CSVReader
  private let schema: SegmentSchema
  private let parsers: [CellParser]
  private let isNullable: [Bool]
  /// The bytes that stand for an empty cell; empty where there are none.
  private let defaults: [[UInt8]]
  private var header: SegmentHeader?
  private var hasFailed = false
  private var quick: QuickCells
  /// Columns of the row at hand that `quick` leaves to the parsers.
  private var left: [Int] = []

  package init(schema: SegmentSchema, source: @escaping CSVReader.Source) {
    csv = CSVReader(source: source)
    self.schema = schema
    parsers = schema.columns.map { CellParser($0.type) }
    isNullable = schema.columns.map(\.isNullable)
    defaults = schema.columns.map { Array(($0.defaultText ?? "").utf8) }
    quick = QuickCells(schema)
  }

  /// A reader of pieces of a file whose header is known to `other`; it has nothing to read until `load`.
  package init(piecesOf other: SegmentReader) {
    self = other
    csv = CSVReader()
  }

  /// Takes the bytes of a piece of the file in place of what it had to read; see `CSVReader.load`.
  package mutating func load(_ piece: UnsafeRawBufferPointer, row: Int, line: Int) {
    csv.load(piece, row: row, line: line)
  }

  /// The number of the last record; the header is 1.
  package var row: Int { csv.row }

  /// The line on which the last record begins; the first is 1.
  package var line: Int { csv.line }

  /// The last record as it stands in the file, without its line break.
  package var record: ArraySlice<UInt8> { csv.record }

  /// The names in the header that the schema does not declare, in the order of the file; empty
  /// before it is read.
  package var extraColumns: [String] {
    header?.names.filter { schema.index(of: $0) == nil } ?? []
  }

  /// Reads the header; `next` does so too if nobody has before. After a fault here there are no
  /// rows.
  package mutating func readHeader() throws(SegmentFault) {
    guard header == nil, !hasFailed else { return }
    hasFailed = true
    guard try csv.next() else {
      throw SegmentFault(
        row: 0, line: 1, byteColumn: nil, columnName: nil, cell: nil, reason: .empty)
    }
    let header = try SegmentHeader(csv, schema: schema)
    quick.find(header.cells, of: header.names.count)
    self.header = header
    hasFailed = false
  }

  /// Reads the next contact into `row`, one cell for each declared column; false at the end.
  ///
  /// After a fault of a row (`isOfRow`) the next call goes on with the row after it.
  package mutating func next(into row: inout ContactRow) throws(SegmentFault) -> Bool {
    if header == nil {
      try readHeader()
      guard header != nil else { return false }
    }
    do throws(SegmentFault) {
      guard try csv.next() else { return false }
    } catch {
      throw error.with(column: error.cell.flatMap { name(of: $0) })
    }
    if csv.count != quick.cellCount {
      throw SegmentFault(
        row: csv.row, line: csv.line, byteColumn: nil, columnName: nil, cell: nil,
        reason: .raggedRow(count: csv.count, expected: quick.cellCount))
    }
    SegmentReader.read(csv, quick, into: &row, left: &left)
    if !left.isEmpty {
      for column in left { try parse(column, into: &row) }
    }
    return true
  }

  /// A function of its parts: `self` would be copied to be lent to a closure that changes `left`.
  private static func read(
    _ csv: borrowing CSVReader, _ quick: borrowing QuickCells, into row: inout ContactRow,
    left: inout [Int]
  ) {
    if !row.items.isEmpty { row.items.removeAll(keepingCapacity: true) }
    row.bytes.removeAll(keepingCapacity: true)
    let offset = csv.recordOffset
    csv.withFields { fields, bytes in
      // One copy of the whole record is cheaper than one of each cell.
      row.bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[csv.recordRange]))
      quick.read(fields, bytes, recordStart: offset, into: &row.cells, left: &left)
    }
  }

  private func name(of cell: Int) -> String? {
    header.flatMap { cell < $0.names.count ? $0.names[cell] : nil }
  }

  /// Reads any cell, and says what is wrong with it.
  private func parse(_ column: Int, into row: inout ContactRow) throws(SegmentFault) {
    guard let header else { return }
    let place = header.cells[column]
    let field = csv.fields[place]
    var start = field.start - csv.recordOffset
    var count = field.count
    if field.hasDoubledQuotes {
      start = row.bytes.count
      csv.append(cell: place, to: &row.bytes)
      count = row.bytes.count - start
    } else if count == 0 {
      start = row.bytes.count
      count = defaults[column].count
      row.bytes.append(contentsOf: defaults[column])
    }
    var cell = Cell.null
    do throws(CellFault) {
      if count > 0 { cell = try parsers[column].parse(start, count, of: &row) }
    } catch {
      let text = String(decoding: row.bytes[start..<(start + min(count, 200))], as: UTF8.self)
      throw csv.fault(.cellType(error), at: field.place, cell: place)
        .with(column: schema.columns[column].name, text: text)
    }
    if case .null = cell, !isNullable[column] {
      guard let empty = parsers[column].emptyCell else {
        throw csv.fault(.cellMissing, at: field.place, cell: place)
          .with(column: schema.columns[column].name)
      }
      cell = empty
    }
    row.cells[column] = cell
  }
}

extension SegmentReader {
  /// All names in the header, in the order of the file; empty before it is read.
  package var names: [String] { header?.names ?? [] }

  /// Notes on what the header has beyond the schema; at most one.
  package func headerNotes(path: String) -> [Diagnostic] {
    extraColumnNotes(extraColumns, path: path)
  }
}
