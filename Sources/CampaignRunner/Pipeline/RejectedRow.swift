import Diagnostics
import LiquidTemplates

/// A row that a run went on without: what a file of rejected rows says of it.
package struct RejectedRow: Sendable {
  private let fault: ChunkFault
  /// The record of the CSV file; the header is 1.
  package let row: Int
  /// The line on which the record begins, or on which its fault lies; the first is 1.
  package let line: Int
  /// The record as it stands in the file, without its line break; of one that could not be read to its end,
  /// what was read, and of a very long one its beginning.
  package let record: [UInt8]

  /// The most bytes of a record that is too long.
  package static let longest = 1024

  init(_ contact: borrowing PreparedContact, fault: ChunkFault) {
    self.fault = fault
    row = contact.number
    if case .segment(let fault) = fault { line = fault.line } else { line = contact.line }
    var count = contact.recordCount
    if case .segment(let fault) = fault, fault.reason == .recordTooLong {
      count = min(count, RejectedRow.longest)
    }
    record = Array(contact.row.bytes.prefix(count))
  }

  /// 1-based, in bytes; nil where the row is at fault as a whole.
  package var byteColumn: Int? {
    if case .segment(let fault) = fault { fault.byteColumn } else { nil }
  }

  /// The name of the column at fault, if it is one.
  package var columnName: String? {
    if case .segment(let fault) = fault { fault.columnName } else { nil }
  }

  package var rule: RuleID {
    switch fault {
    case .segment(let fault): fault.rule
    case .run(let fault): RuleID(fault.rule)
    }
  }

  /// Without the text of a cell, but for the name of a zone.
  package var reason: String {
    switch fault {
    case .segment(let fault): fault.message
    case .run(let fault): fault.message
    }
  }

  /// Whether the record has a cell for each name of the header.
  package var isWhole: Bool {
    switch fault {
    case .run: true
    case .segment(let fault):
      switch fault.reason {
      case .cellMissing, .cellType: true
      case .raggedRow, .unterminatedQuote, .strayQuote, .nul, .encoding, .recordTooLong,
        .tooManyCells, .empty, .duplicateHeader, .emptyHeader, .missingColumns, .unreadable:
        false
      }
    }
  }

  package func diagnostic(path: String) -> Diagnostic {
    switch fault {
    case .segment(let fault): fault.diagnostic(path: path)
    case .run(let fault):
      Diagnostic(
        rule, .error, fault.message, at: .position(path: path, line: line, column: nil))
    }
  }
}

/// What a run tells of the rows that it leaves out, in their order: first the header of the segment.
package enum RejectedPart: Sendable {
  /// The record as it stands in the file, and the names in it.
  case header(record: [UInt8], names: [String])
  case row(RejectedRow)
}
