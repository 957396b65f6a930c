import CampaignGraph
import CivilTime
import LiquidTemplates

/// What an action made of a column, kept apart from the contact's row.
package struct CellChange: Sendable, Equatable {
  package let column: Int
  package let value: Value

  /// A cell that owns its text and items.
  package indirect enum Value: Sendable, Equatable {
    case null
    case text([UInt8])
    case integer(Int64)
    case decimal(ExactDecimal)
    case boolean(Bool)
    case date(CivilDate)
    case timestamp(Instant)
    case list([Value])
  }
}

extension ContactRow {
  /// A copy of a cell with its text and items.
  func owned(_ cell: Cell) -> CellChange.Value {
    switch cell {
    case .null: return .null
    case .text: return .text(Array(text(cell)))
    case .integer(let value): return .integer(value)
    case .decimal(let value): return .decimal(value)
    case .boolean(let value): return .boolean(value)
    case .date(let value): return .date(value)
    case .timestamp(let value): return .timestamp(value)
    case .list: return .list(list(cell).map { owned($0) })
    }
  }

  /// Puts a value into the row's memory.
  mutating func stored(_ value: CellChange.Value) -> Cell {
    switch value {
    case .null: return .null
    case .text(let bytes): return storeText(bytes)
    case .integer(let value): return .integer(value)
    case .decimal(let value): return .decimal(value)
    case .boolean(let value): return .boolean(value)
    case .date(let value): return .date(value)
    case .timestamp(let value): return .timestamp(value)
    case .list(let values):
      let cells = values.map { stored($0) }
      let start = items.count
      items.append(contentsOf: cells)
      return .list(start: Int32(clamping: start), count: Int32(clamping: cells.count))
    }
  }

  /// The items of a list cell; empty for every other cell.
  func list(_ cell: Cell) -> ArraySlice<Cell> {
    guard case .list(let start, let count) = cell, start >= 0, count >= 0,
      Int(start) + Int(count) <= items.count
    else { return [] }
    return items[Int(start)..<Int(start) + Int(count)]
  }
}

extension Cursor {
  /// Remembers what a column of the row has become.
  mutating func record(_ column: Int, in row: ContactRow) {
    guard column >= 0, column < row.cells.count else { return }
    let change = CellChange(column: column, value: row.owned(row.cells[column]))
    if let index = changes.firstIndex(where: { $0.column == column }) {
      changes[index] = change
    } else {
      changes.append(change)
    }
  }
}

extension Contact {
  /// Brings the contact to where the enrollment left it: its row as read, with the changes of the
  /// enrollment's actions, and what the enrollment sent.
  mutating func restore(_ cursor: borrowing Cursor) {
    for change in cursor.changes where change.column < row.cells.count {
      row.cells[change.column] = row.stored(change.value)
    }
    inputs.entered = cursor.entry > 1 ? cursor.enrolledAt : .earliest
    restoreSends(cursor)
  }

  /// Makes what rules know to have been sent the last message of each step.
  mutating func restoreSends(_ cursor: borrowing Cursor) {
    inputs.engagement.removeSends()
    if inputs.engagement.assumed != cursor.assumed { inputs.engagement.assume(cursor.assumed) }
    for delivery in cursor.deliveries {
      if let instant = delivery.lastSentAt {
        inputs.engagement.recordSend(delivery.node, at: instant)
      }
    }
  }
}
