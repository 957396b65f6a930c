import CampaignGraph

/// Which cell of a CSV record belongs to which declared column.
struct SegmentHeader {
  /// The names in the header, in the order of the file.
  let names: [String]
  /// For each declared column the index of its cell.
  let cells: [Int]

  /// Takes the record that `reader` has just read.
  init(_ reader: CSVReader, schema: SegmentSchema) throws(SegmentFault) {
    let texts = (0..<reader.count).map { reader.cell($0) }
    var first: [[UInt8]: Int] = [:]
    for (index, text) in texts.enumerated() {
      let place = reader.fields[index].place
      if text.isEmpty { throw reader.fault(.emptyHeader, at: place, cell: index) }
      if let before = first[text] {
        // A file without a header has contact data here: only what is declared is named.
        let declared = schema.columns.first { $0.name.utf8.elementsEqual(text) }
        throw reader.fault(
          .duplicateHeader(first: before), at: place, column: declared?.name, cell: index)
      }
      first[text] = index
    }
    var cells: [Int] = []
    var missing: [String] = []
    for column in schema.columns {
      if let index = first[Array(column.name.utf8)] {
        cells.append(index)
      } else {
        missing.append(column.name)
      }
    }
    names = texts.map { String(decoding: $0, as: UTF8.self) }
    self.cells = cells
    if let name = missing.first {
      let hint = SegmentHeader.hint(missing: missing, names: names)
      throw SegmentFault(
        row: reader.row, line: reader.line, byteColumn: nil,
        columnName: missing.count == 1 ? name : nil, cell: nil,
        reason: .missingColumns(missing, hint: hint))
    }
  }

  /// Only says what is found in the header beside a declared name, never the header itself.
  private static func hint(missing: [String], names: [String]) -> String? {
    if names.count == 1, let name = names.first, missing.count > 1 {
      if name.utf8.contains(UInt8(ascii: ";")) {
        return "cells are separated by commas; this header has semicolons"
      }
      if name.utf8.contains(0x09) { return "cells are separated by commas; this header has tabs" }
    }
    for column in missing {
      for name in names where simplified(name) == simplified(column) {
        return "the header has '\(name)'; names must match exactly"
      }
    }
    return nil
  }

  /// Lower case letters and digits only.
  private static func simplified(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { byte in
      byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A)
    }
  }
}
