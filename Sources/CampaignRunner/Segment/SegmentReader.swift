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

  package init(schema: SegmentSchema, source: @escaping CSVReader.Source) {
    csv = CSVReader(source: source)
    self.schema = schema
    parsers = schema.columns.map { CellParser($0.type) }
    isNullable = schema.columns.map(\.isNullable)
    defaults = schema.columns.map { Array(($0.defaultText ?? "").utf8) }
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
    header = try SegmentHeader(csv, schema: schema)
    hasFailed = false
  }

  /// Reads the next contact into `row`, one cell for each declared column; false at the end.
  ///
  /// After a fault of a row (`isOfRow`) the next call goes on with the row after it.
  package mutating func next(into row: inout ContactRow) throws(SegmentFault) -> Bool {
    try readHeader()
    guard let header else { return false }
    do throws(SegmentFault) {
      guard try csv.next() else { return false }
    } catch {
      let name = error.cell.flatMap { $0 < header.names.count ? header.names[$0] : nil }
      throw error.with(column: name)
    }
    guard csv.count == header.names.count else {
      throw SegmentFault(
        row: csv.row, line: csv.line, byteColumn: nil, columnName: nil, cell: nil,
        reason: .raggedRow(count: csv.count, expected: header.names.count))
    }
    try parse(header, into: &row)
    return true
  }

  private func parse(_ header: SegmentHeader, into row: inout ContactRow) throws(SegmentFault) {
    row.removeAll()
    // One copy of the whole record is cheaper than one of each cell.
    row.bytes.append(contentsOf: csv.record)
    let fields = csv.fields
    let offset = csv.recordOffset
    for column in parsers.indices {
      let field = fields[header.cells[column]]
      var start = field.start - offset
      var count = field.end - field.start
      if field.hasDoubledQuotes {
        let text = csv.cell(header.cells[column])
        start = row.bytes.count
        count = text.count
        row.bytes.append(contentsOf: text)
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
        throw csv.fault(.cellType(error), at: field.place, cell: header.cells[column])
          .with(column: schema.columns[column].name, text: text)
      }
      if case .null = cell, !isNullable[column] {
        guard let empty = parsers[column].emptyCell else {
          throw csv.fault(.cellMissing, at: field.place, cell: header.cells[column])
            .with(column: schema.columns[column].name)
        }
        cell = empty
      }
      row.cells.append(cell)
    }
  }
}

extension SegmentReader {
  /// Notes on what the header has beyond the schema; at most one.
  package func headerNotes(path: String) -> [Diagnostic] {
    let extra = extraColumns
    guard let first = extra.first else { return [] }
    let list = extra.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    let more = extra.count > 10 ? " and \(extra.count - 10) more" : ""
    return [
      Diagnostic(
        "csv-extra-column", .info,
        extra.count == 1
          ? "the column '\(first)' is not declared and is not read"
          : "the columns \(list)\(more) are not declared and are not read",
        at: .position(path: path, line: 1, column: nil))
    ]
  }
}
