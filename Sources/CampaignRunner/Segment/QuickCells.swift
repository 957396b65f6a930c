import CampaignGraph
import CivilTime
import LiquidTemplates

/// Reads the cells of a row that are as most are, one after the other in plain memory.
///
/// Whatever is out of the ordinary is left to the column's `CellParser`: empty cells that may not be, doubled
/// quotes, lists, decimals, and everything that is a fault. So there is one place that knows what is wrong.
struct QuickCells {
  private enum Kind: UInt8 {
    case text
    case integer
    case date
    case timestamp
    case boolean
    /// One of `count` texts from `first` on.
    case enumeration
    case other
  }

  private struct Column {
    var cell = 0
    let kind: Kind
    /// An empty cell is null.
    let isNull: Bool
    let first: Int
    let count: Int
  }

  private var columns: [Column] = []
  /// The values of all enumerations, and where each of them ends in `valueBytes`.
  private var valueEnds: [Int] = [0]
  private var valueBytes: [UInt8] = []
  /// How many cells the header has.
  private(set) var cellCount = 0

  init(_ schema: SegmentSchema) {
    for column in schema.columns {
      let kind: Kind
      var values: [String] = []
      switch column.type {
      case .string, .email, .timezone: kind = .text
      case .integer: kind = .integer
      case .date: kind = .date
      case .timestamp: kind = .timestamp
      case .boolean: kind = .boolean
      case .enumeration(let names):
        kind = .enumeration
        values = names
      case .url, .decimal, .list: kind = .other
      }
      columns.append(
        Column(
          kind: kind, isNull: column.isNullable && (column.defaultText ?? "").isEmpty,
          first: valueEnds.count, count: values.count))
      for value in values {
        valueBytes += Array(value.utf8)
        valueEnds.append(valueBytes.count)
      }
    }
  }

  /// Learns in which cells of a record the columns stand.
  mutating func find(_ cells: [Int], of count: Int) {
    cellCount = count
    for (column, cell) in zip(columns.indices, cells) { columns[column].cell = cell }
  }

  /// Puts a cell for each column into `cells`, and into `left` the columns whose cell is still to be read.
  ///
  /// The record, which begins at `recordStart`, has `cellCount` fields.
  func read(
    _ fields: UnsafeBufferPointer<CSVField>, _ bytes: UnsafeRawBufferPointer, recordStart: Int,
    into cells: inout [Cell], left: inout [Int]
  ) {
    if !left.isEmpty { left.removeAll(keepingCapacity: true) }
    if cells.count != columns.count {
      cells.removeAll(keepingCapacity: true)
      for _ in columns { cells.append(.null) }
    }
    cells.withUnsafeMutableBufferPointer { cells in
      columns.withUnsafeBufferPointer { columns in
        for index in columns.indices {
          let column = columns[index]
          let field = fields[column.cell]
          let count = field.count
          if count == 0 {
            cells[index] = .null
            if !column.isNull { left.append(index) }
            continue
          }
          if field.hasDoubledQuotes {
            left.append(index)
            continue
          }
          let text = UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end])
          if let cell = read(text, at: field.start - recordStart, column) {
            cells[index] = cell
          } else {
            left.append(index)
          }
        }
      }
    }
  }

  @inline(__always)
  private func read(_ text: UnsafeRawBufferPointer, at start: Int, _ column: Column) -> Cell? {
    let whole = Cell.text(
      start: Int32(truncatingIfNeeded: start), count: Int32(truncatingIfNeeded: text.count))
    switch column.kind {
    case .text: return whole
    case .integer: return QuickCells.integer(text).map { .integer($0) }
    case .date: return CivilDate(text.bindMemory(to: UInt8.self).span).map { .date($0) }
    case .timestamp:
      if case .instant(let instant) = WrittenTimestamp(text.bindMemory(to: UInt8.self).span) {
        return .timestamp(instant)
      }
      return nil
    case .boolean:
      let span = text.bindMemory(to: UInt8.self).span
      if CellParser.holds(span, lowercase: "true") { return .boolean(true) }
      if CellParser.holds(span, lowercase: "false") { return .boolean(false) }
      return nil
    case .enumeration: return isValue(text, of: column) ? whole : nil
    case .other: return nil
    }
  }

  /// Of digits alone, and few enough of them; nil for all others.
  @inline(__always)
  private static func integer(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count <= 18 else { return nil }
    var value: Int64 = 0
    for byte in text {
      let digit = byte &- 0x30
      if digit > 9 { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }

  @inline(__always)
  private func isValue(_ text: UnsafeRawBufferPointer, of column: Column) -> Bool {
    valueEnds.withUnsafeBufferPointer { ends in
      valueBytes.withUnsafeBufferPointer { bytes in
        var start = ends[column.first - 1]
        for value in column.first..<(column.first + column.count) {
          let end = ends[value]
          if end - start == text.count {
            var offset = 0
            while offset < text.count, bytes[start + offset] == text[offset] { offset += 1 }
            if offset == text.count { return true }
          }
          start = end
        }
        return false
      }
    }
  }
}
