/// The declared type of a column; every cell of the column is a value of it, or null.
package indirect enum ColumnType: Sendable, Hashable {
  case string
  case email
  case integer
  case decimal
  case boolean
  case date
  case timestamp
  case timezone
  case url
  /// The allowed values, in the order of the schema.
  case enumeration([String])
  case list(of: ColumnType, separator: String)
}
