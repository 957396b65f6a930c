/// One open loop.
struct LoopState: Sendable {
  let collection: LiquidValue
  let variable: Int32
  /// The items from `start` on, `count` of them, are gone through.
  let start: Int
  let count: Int
  let isReversed: Bool
  let kind: LoopHead.Kind
  /// The `for` around it that `forloop.parentloop` is; negative for none.
  let parent: Int32
  /// 0 in the first turn.
  var turn: Int
  /// Its entry in the program's loops; negative for the turns of a partial.
  var table: Int32 = -1
  /// How many captures were open when it began.
  var captures = 0
  /// Cells in a row of a table; none ends before all are there if that is below 1.
  var columns = 0
  /// What its names were bound to before; conformance mode only.
  var savedVariable: LiquidValue?
  var savedHelper: LiquidValue?

  /// The place in the collection of this turn's item.
  var place: Int { isReversed ? start + count - 1 - turn : start + turn }

  /// 1 for the first cell in a row.
  var column: Int { columns > 0 ? turn % columns + 1 : turn + 1 }
  var row: Int { columns > 0 ? turn / columns + 1 : 1 }
  var isLastColumn: Bool { column == columns }
}
