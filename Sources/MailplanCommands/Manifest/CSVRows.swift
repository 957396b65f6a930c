/// Rows of a manifest as CSV (RFC 4180, LF), guarded against formulas.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it: one that begins, blanks
/// passed over, with `=`, `+`, `-`, `@` or their full-width forms, or with a tab or line break. An empty text is
/// `""`, a field that the row does not have is empty.
package struct CSVRows {
  private let columns: [ManifestColumn]
  private var reader = ManifestRowReader()
  private var text: [UInt8] = []

  package init(hasBodies: Bool) {
    columns = ManifestColumn.allCases.filter { hasBodies || !$0.isBody }
  }

  /// The names of the columns, with a line feed.
  package var header: [UInt8] {
    Array((columns.map(\.rawValue).joined(separator: ",") + "\n").utf8)
  }

  /// Appends a row of JSON Lines as a line of CSV.
  package mutating func append(_ row: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    reader.read(row)
    for (index, column) in columns.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      appendCell(of: UnsafeRawBufferPointer(rebasing: row[reader[column]]), to: &output)
    }
    output.append(UInt8(ascii: "\n"))
  }

  private mutating func appendCell(of value: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    switch value.first {
    case nil, UInt8(ascii: "n"): return
    case UInt8(ascii: "\""):
      text.removeAll(keepingCapacity: true)
      if CSVRows.isFormula(value) { text.append(UInt8(ascii: "'")) }
      appendText(ofJSON: value, to: &text)
    default:
      text.removeAll(keepingCapacity: true)
      text.append(contentsOf: value)
    }
    writeCell(&output)
  }

  private func writeCell(_ output: inout [UInt8]) {
    let needsQuotes =
      text.isEmpty || text.first == 0x20 || text.last == 0x20
      || text.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      output.append(contentsOf: text)
      return
    }
    output.append(0x22)
    for byte in text {
      if byte == 0x22 { output.append(0x22) }
      output.append(byte)
    }
    output.append(0x22)
  }

  /// Whether a JSON string stands for what a spreadsheet would compute.
  private static func isFormula(_ value: UnsafeRawBufferPointer) -> Bool {
    let text = value.dropFirst().drop { $0 == 0x20 }
    guard let first = text.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
    case UInt8(ascii: "\\"):
      let next = text.dropFirst().first
      return next == UInt8(ascii: "t") || next == UInt8(ascii: "n") || next == UInt8(ascii: "r")
    case 0xEF:
      // U+FF1D, U+FF0B, U+FF0D, U+FF20
      let rest = Array(text.dropFirst().prefix(2))
      return rest.count == 2 && rest[0] == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(rest[1])
    default: return false
    }
  }
}
