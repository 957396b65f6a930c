import Diagnostics

extension SegmentFault {
  /// The fault as people read it. `showData` lets the text of the cell appear.
  package func diagnostic(path: String, showData: Bool = false) -> Diagnostic {
    let place: Place =
      reason == .empty || reason == .unreadable
      ? .file(path: path) : .position(path: path, line: line, column: byteColumn)
    var notes: [String] = []
    if showData, let text { notes.append("the cell holds '\(text)'") }
    return Diagnostic(rule, .error, message, at: place, notes: notes, help: help)
  }

  /// Why, without any contact data: what a file of rejected rows says beside each of them.
  package var message: String {
    let row = "row \(row)"
    let column = columnName.map { ", column '\($0)'" } ?? cell.map { ", column \($0 + 1)" } ?? ""
    switch reason {
    case .raggedRow(let count, let expected):
      return "\(row) has \(count) \(count == 1 ? "cell" : "cells"), but the header has \(expected)"
    case .unterminatedQuote:
      return "\(row)\(column): the quote that opens here is never closed, or not within 1 MiB"
    case .strayQuote:
      return "\(row)\(column): a quote stands only around a whole cell, or doubled inside of one"
    case .nul: return "\(row)\(column): a CSV file must not hold NUL bytes"
    case .encoding: return "\(row)\(column): a CSV file must be valid UTF-8"
    case .recordTooLong: return "\(row) is longer than 1 MiB"
    case .tooManyCells: return "\(row) has more than 1000 cells"
    case .empty: return "a segment needs a header row"
    case .duplicateHeader(let first):
      let name = columnName.map { " '\($0)'" } ?? ""
      return "columns \(first + 1) and \((cell ?? 0) + 1) have the same name\(name)"
    case .emptyHeader: return "column \((cell ?? 0) + 1) has no name"
    case .missingColumns(let names, _):
      let list = names.map { "'\($0)'" }.joined(separator: ", ")
      return names.count == 1
        ? "the declared column \(list) is missing" : "the declared columns \(list) are missing"
    case .cellMissing: return "\(row)\(column): a cell of this column must not be empty"
    case .cellType(let fault): return "\(row)\(column): \(fault.message)"
    case .unreadable: return "the segment cannot be read to its end"
    }
  }

  /// The rule of the catalogue that is broken.
  package var rule: RuleID {
    switch reason {
    case .raggedRow: "csv-ragged-row"
    case .unterminatedQuote: "csv-unterminated-quote"
    case .strayQuote: "csv-stray-quote"
    case .nul: "csv-nul"
    case .encoding: "csv-encoding"
    case .recordTooLong, .tooManyCells: "csv-limit"
    case .empty: "csv-empty"
    case .duplicateHeader: "csv-duplicate-header"
    case .emptyHeader: "csv-empty-header"
    case .missingColumns: "csv-missing-column"
    case .cellMissing: "cell-missing"
    case .cellType: "cell-type"
    case .unreadable: "csv-unreadable"
    }
  }

  private var help: String? {
    switch reason {
    case .missingColumns(_, let hint): hint
    case .strayQuote: "put quotes around the cell and double those inside of it"
    case .nul, .encoding: row <= 1 ? "save the file as UTF-8" : nil
    case .cellMissing: "declare the column with '?' or a 'default' if it may be empty"
    case .raggedRow, .unterminatedQuote, .recordTooLong, .tooManyCells, .empty, .duplicateHeader,
      .emptyHeader, .cellType, .unreadable:
      nil
    }
  }
}
