import CivilTime
import LiquidTemplates

/// Reads the text of a cell as a value of its column's type.
///
/// Text is taken as it is, spaces included; only the items of a list lose spaces and tabs around
/// them. Integers and decimals may have a sign. Booleans are `true` and `false` in any case, as
/// spreadsheets write `TRUE`. Mail addresses and zone names are text here: a bad one costs the
/// contact its mail, not the run. URLs are of the web only, so that no data makes a link a script.
struct CellParser {
  private indirect enum Kind {
    case text
    case url
    case integer
    case decimal
    case boolean
    case date
    case timestamp
    case enumeration([[UInt8]], names: [String])
    case list(Kind, separator: [UInt8])

    init(_ type: ColumnType) {
      switch type {
      case .string, .email, .timezone: self = .text
      case .url: self = .url
      case .integer: self = .integer
      case .decimal: self = .decimal
      case .boolean: self = .boolean
      case .date: self = .date
      case .timestamp: self = .timestamp
      case .enumeration(let values):
        self = .enumeration(values.map { Array($0.utf8) }, names: values)
      case .list(let item, let separator):
        self = .list(Kind(item), separator: Array(separator.utf8))
      }
    }
  }

  private let kind: Kind

  init(_ type: ColumnType) { kind = Kind(type) }

  /// What an empty cell is in a column that may not hold null: the list without items; nil for
  /// other types.
  var emptyCell: Cell? {
    if case .list = kind { return .list(start: 0, count: 0) }
    return nil
  }

  /// Reads the `count` bytes from `start` in `row.bytes`, which are not empty and valid UTF-8.
  func parse(_ start: Int, _ count: Int, of row: inout ContactRow) throws(CellFault) -> Cell {
    if case .list(let item, let separator) = kind {
      return try CellParser.list(item, separator, start..<(start + count), &row)
    }
    return try CellParser.scalar(kind, start, row.bytes.span.extracting(start..<(start + count)))
  }

  /// `start` is where `text` lies in the row's bytes.
  private static func scalar(
    _ kind: Kind, _ start: Int, _ text: Span<UInt8>
  ) throws(CellFault) -> Cell {
    switch kind {
    case .text, .list:
      return .text(start: Int32(clamping: start), count: Int32(clamping: text.count))
    case .url:
      guard isWebAddress(text) else { throw .url }
      return .text(start: Int32(clamping: start), count: Int32(clamping: text.count))
    case .integer: return .integer(try integer(text))
    case .decimal: return .decimal(try decimal(text))
    case .boolean:
      if holds(text, lowercase: "true") { return .boolean(true) }
      if holds(text, lowercase: "false") { return .boolean(false) }
      throw .boolean
    case .date:
      guard let date = CivilDate(text) else { throw .date }
      return .date(date)
    case .timestamp:
      switch WrittenTimestamp(text) {
      case .instant(let instant): return .timestamp(instant)
      case .local: throw .timestampOffset
      case nil: throw .timestamp
      }
    case .enumeration(let values, let names):
      guard values.contains(where: { isSame($0, text) }) else { throw .value(names) }
      return .text(start: Int32(clamping: start), count: Int32(clamping: text.count))
    }
  }

  /// Items of nothing but spaces are left out; there may be none left.
  private static func list(
    _ kind: Kind, _ separator: [UInt8], _ range: Range<Int>, _ row: inout ContactRow
  ) throws(CellFault) -> Cell {
    let first = row.items.count
    var number = 0
    var start = range.lowerBound
    while start <= range.upperBound {
      let end = next(separator, in: row.bytes, start..<range.upperBound)
      number += 1
      let item = trimmed(row.bytes, start..<end)
      if !item.isEmpty {
        do throws(CellFault) {
          row.items.append(try scalar(kind, item.lowerBound, row.bytes.span.extracting(item)))
        } catch {
          throw .item(number, error)
        }
      }
      if end == range.upperBound { break }
      start = end + separator.count
    }
    let count = row.items.count - first
    return .list(start: Int32(clamping: first), count: Int32(clamping: count))
  }

  /// Where the next `separator` in the range begins; the end of the range if there is none.
  private static func next(_ separator: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int {
    guard let first = separator.first, range.count >= separator.count else {
      return range.upperBound
    }
    for start in range.lowerBound...(range.upperBound - separator.count) where bytes[start] == first
    {
      if bytes[start..<(start + separator.count)].elementsEqual(separator) { return start }
    }
    return range.upperBound
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, bytes[lower] == 0x20 || bytes[lower] == 0x09 { lower += 1 }
    while upper > lower, bytes[upper - 1] == 0x20 || bytes[upper - 1] == 0x09 { upper -= 1 }
    return lower..<upper
  }
}
