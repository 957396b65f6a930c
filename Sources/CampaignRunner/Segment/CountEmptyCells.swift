import CampaignGraph
import LiquidTemplates

/// Counts the empty cells of a CSV stream, by the names in its header; contact data is not kept.
package func countEmptyCells(
  source: @escaping CSVReader.Source
) throws(SegmentFault) -> MissingValues.Rows {
  var csv = CSVReader(source: source)
  guard try csv.next() else {
    throw SegmentFault(row: 0, line: 1, byteColumn: nil, columnName: nil, cell: nil, reason: .empty)
  }
  let names = try SegmentHeader(csv, schema: SegmentSchema(name: "", columns: [])).names
  var empty = [Int](repeating: 0, count: names.count)
  var total = 0
  while true {
    do throws(SegmentFault) {
      guard try csv.next() else { break }
    } catch {
      throw error.with(column: error.cell.flatMap { $0 < names.count ? names[$0] : nil })
    }
    guard csv.count == names.count else {
      throw SegmentFault(
        row: csv.row, line: csv.line, byteColumn: nil, columnName: nil, cell: nil,
        reason: .raggedRow(count: csv.count, expected: names.count))
    }
    total += 1
    for (column, field) in zip(empty.indices, csv.fields) where field.isEmpty { empty[column] += 1 }
  }
  return MissingValues.Rows(
    total: total, empty: Dictionary(zip(names, empty), uniquingKeysWith: { first, _ in first }))
}
