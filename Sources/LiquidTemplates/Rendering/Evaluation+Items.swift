extension Evaluation {
  /// How many turns a loop over the value takes.
  func itemCount(of value: LiquidValue) -> Int {
    switch value {
    case .list(_, let count), .cells(_, let count): return Int(max(0, count))
    case .range(let lower, let upper):
      guard lower <= upper else { return 0 }
      let (distance, overflows) = upper.subtractingReportingOverflow(lower)
      return overflows || distance == .max ? .max : Int(distance) + 1
    case .text(let text): return text.count > 0 ? 1 : 0
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .loop, .blank, .empty: return 0
    }
  }

  /// Nil outside the list.
  func item(of value: LiquidValue, at index: Int) -> LiquidValue {
    guard index >= 0, index < itemCount(of: value) else { return .null }
    switch value {
    case .list(let start, _):
      let place = Int(start) + index
      return place >= 0 && place < items.count ? items[place] : .null
    case .cells(let start, _):
      let place = Int(start) + index
      guard place >= 0, place < row.items.count else { return .null }
      return self.value(of: row.items[place])
    case .range(let lower, _): return .integer(lower + Int64(index))
    case .text: return value
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .loop, .blank, .empty: return .null
    }
  }

  /// `value[index]`; a negative index counts from the end.
  func element(of value: LiquidValue, at index: LiquidValue) -> LiquidValue {
    guard case .integer(let number) = index else { return .null }
    switch value {
    case .list, .cells, .range:
      let count = itemCount(of: value)
      let place = number < 0 ? Int64(count) &+ number : number
      return Int(exactly: place).map { item(of: value, at: $0) } ?? .null
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .text, .loop, .blank, .empty:
      return .null
    }
  }

  /// Scalars of a text, items of a list, 0 for anything else.
  func size(of value: LiquidValue) -> Int {
    if case .text(let text) = value {
      return withBytes(of: text) { bytes in
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      }
    }
    return itemCount(of: value)
  }
}
