import JSONText

/// Why an event file, or one row of it, cannot be read, and where; which file it is, its reader knows.
package struct EventFault: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// A fault in the structure of a CSV file.
    case csv(SegmentFault)
    /// The header lacks these columns.
    case missingColumns([String], hint: String?)
    case duplicateColumn(String)
    /// A line of JSON Lines that is no JSON.
    case json(JSONError.Reason)
    case notObject
    case lineTooLong
    /// A key of the line is missing.
    case missingKey
    case empty
    /// A value of JSON that is no text.
    case notText
    case time
    /// A local time: which instant it means cannot be known.
    case timeOffset
    case tooManyEvents
  }

  /// The record of a CSV file, the header being 1, or the line of a JSON Lines file.
  package let row: Int
  package let line: Int
  /// 1-based, in bytes; a byte order mark does not count.
  package let byteColumn: Int?
  /// The name of the column or key.
  package let column: String?
  package let reason: Reason

  init(
    row: Int, line: Int, byteColumn: Int? = nil, column: String? = nil, reason: Reason
  ) {
    self.row = row
    self.line = line
    self.byteColumn = byteColumn
    self.column = column
    self.reason = reason
  }
}
