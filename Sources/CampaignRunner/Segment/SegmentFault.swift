/// Why a segment, or one row of it, cannot be read, and where; which file it is, its reader knows.
package struct SegmentFault: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// A row with more or fewer cells than the header.
    case raggedRow(count: Int, expected: Int)
    /// The place is the opening quote.
    case unterminatedQuote
    case strayQuote
    case nul
    case encoding
    case recordTooLong
    case tooManyCells
    /// No header: the file is empty.
    case empty
    case duplicateHeader(first: Int)
    case emptyHeader
    /// The declared columns that the header lacks, in declared order.
    case missingColumns([String], hint: String?)
    case cellMissing
    case cellType(CellFault)
    /// The source failed; its owner knows why.
    case unreadable
  }

  /// The number of the record; the header is 1.
  package let row: Int
  /// 1-based, counting LF, CR LF and lone CR, also in quoted cells.
  package let line: Int
  /// 1-based, in bytes; a byte order mark does not count. Nil where a row is at fault as a whole.
  package let byteColumn: Int?
  /// The column's name in the header; nil where it has none.
  package let columnName: String?
  /// 0-based, in the order of the file.
  package let cell: Int?
  package let reason: Reason
  /// The text of the cell: contact data, to be shown only to those who ask for it.
  package let text: String?

  package init(
    row: Int, line: Int, byteColumn: Int?, columnName: String?, cell: Int?, reason: Reason,
    text: String? = nil
  ) {
    self.row = row
    self.line = line
    self.byteColumn = byteColumn
    self.columnName = columnName
    self.cell = cell
    self.reason = reason
    self.text = text
  }

  /// Whether only this row is lost; otherwise nothing after it can be read.
  package var isOfRow: Bool {
    switch reason {
    case .raggedRow, .strayQuote, .nul, .encoding, .recordTooLong, .tooManyCells, .cellMissing,
      .cellType:
      row > 1
    case .unterminatedQuote, .empty, .duplicateHeader, .emptyHeader, .missingColumns, .unreadable:
      false
    }
  }
}

extension SegmentFault {
  /// There is nothing in the file.
  static let empty = SegmentFault(
    row: 0, line: 1, byteColumn: nil, columnName: nil, cell: nil, reason: .empty)

  /// With a place that was counted from so many rows and lines on.
  func shifted(rows: Int, lines: Int) -> SegmentFault {
    SegmentFault(
      row: row + rows, line: line + lines, byteColumn: byteColumn, columnName: columnName,
      cell: cell, reason: reason, text: text)
  }

  func with(column: String?, text: String? = nil) -> SegmentFault {
    SegmentFault(
      row: row, line: line, byteColumn: byteColumn, columnName: column, cell: cell,
      reason: reason, text: text)
  }
}

extension SegmentFault.Reason {
  init(_ fault: CSVFault) {
    switch fault {
    case .strayQuote: self = .strayQuote
    case .unterminatedQuote: self = .unterminatedQuote
    case .nul: self = .nul
    case .tooManyCells: self = .tooManyCells
    }
  }
}
