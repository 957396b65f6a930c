import CivilTime

/// One typed value of a contact. Text lies in the bytes of its `ContactRow`, list items in the items of it.
package enum Cell: Sendable, Equatable {
  /// An empty cell: never an empty text.
  case null
  /// `count` bytes of valid UTF-8 from `start` in `ContactRow.bytes`; never empty.
  case text(start: Int32, count: Int32)
  case integer(Int64)
  case decimal(ExactDecimal)
  case boolean(Bool)
  case date(CivilDate)
  case timestamp(Instant)
  /// `count` cells from `start` in `ContactRow.items`; never null, never lists.
  case list(start: Int32, count: Int32)
}
