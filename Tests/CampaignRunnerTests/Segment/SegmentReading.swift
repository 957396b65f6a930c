import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import LiquidTemplates

/// A source that hands out `bytes` in pieces of at most `chunk`.
func source(_ bytes: [UInt8], chunk: Int = .max) -> CSVReader.Source {
  var position = 0
  return { buffer in
    let count = min(chunk, buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<(position + count)])
    position += count
    return count
  }
}

/// What a file gives: its records, and its faults, with the record they stand before.
struct Reading: Equatable {
  var records: [[String]] = []
  var places: [String] = []
  var faults: [SegmentFault] = []

  /// Reads on after faults.
  init(_ bytes: [UInt8], chunk: Int = .max) {
    var reader = CSVReader(source: source(bytes, chunk: chunk))
    while true {
      do throws(SegmentFault) {
        guard try reader.next() else { return }
        records.append((0..<reader.count).map { String(decoding: reader.cell($0), as: UTF8.self) })
        places.append("\(reader.row):\(reader.line)")
      } catch {
        faults.append(error)
      }
    }
  }

  init(_ text: String, chunk: Int = .max) { self.init(Array(text.utf8), chunk: chunk) }
}

/// What a segment gives: rows as text, faults as `rule row:line:column name`.
struct SegmentReading: Equatable {
  var rows: [[String]] = []
  var faults: [SegmentFault] = []
  var notes: [String] = []

  init(_ columns: [Column], _ bytes: [UInt8], chunk: Int = .max) {
    let schema = SegmentSchema(name: "s", columns: columns)
    var reader = SegmentReader(schema: schema, source: source(bytes, chunk: chunk))
    var row = ContactRow()
    while true {
      do throws(SegmentFault) {
        guard try reader.next(into: &row) else { break }
        rows.append(row.cells.map { row.show($0) })
      } catch {
        faults.append(error)
      }
    }
    notes = reader.headerNotes(path: "s.csv").map(\.message)
  }

  init(_ columns: [Column], _ text: String, chunk: Int = .max) {
    self.init(columns, Array(text.utf8), chunk: chunk)
  }

  var places: [String] {
    faults.map { fault in
      let column = fault.byteColumn.map { "\($0)" } ?? "-"
      let name = fault.columnName.map { " \($0)" } ?? ""
      return
        "\(fault.diagnostic(path: "s.csv").rule.name) \(fault.row):\(fault.line):\(column)\(name)"
    }
  }
}

extension ContactRow {
  func show(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .text: "'\(String(decoding: text(cell), as: UTF8.self))'"
    case .integer(let value): "\(value)"
    case .decimal(let value): "\(value.coefficient)e-\(value.scale)"
    case .boolean(let value): "\(value)"
    case .date(let value): "\(value)"
    case .timestamp(let value): "\(value)"
    case .list(let start, let count):
      "[\(items[Int(start)..<Int(start + count)].map { show($0) }.joined(separator: " "))]"
    }
  }
}

extension Column {
  /// `name` with a type; nullable unless said otherwise.
  init(_ name: String, _ type: ColumnType = .string, required: Bool = false, default: String? = nil)
  {
    self.init(name: name, type: type, isNullable: !required, defaultText: `default`)
  }
}
