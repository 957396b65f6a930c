extension Evaluation {
  /// How many turns a loop over the value takes.
  func itemCount(of value: LiquidValue) -> Int {
    switch value {
    case .list(_, let count), .cells(_, let count), .array(_, let count), .object(_, let count):
      return Int(max(0, count))
    case .member: return 2
    case .range(let lower, let upper):
      guard lower <= upper else { return 0 }
      let (distance, overflows) = upper.subtractingReportingOverflow(lower)
      return overflows || distance == .max ? .max : Int(distance) + 1
    case .text(let text): return text.count > 0 ? 1 : 0
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .loop, .scope, .blank, .empty:
      return 0
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
    case .array(let start, _):
      let place = Int(start) + index
      return place >= 0 && place < data.items.count ? data.items[place] : .null
    case .object(let start, _): return .member(start + Int32(truncatingIfNeeded: index))
    case .member(let place):
      guard place >= 0, Int(place) < data.members.count else { return .null }
      let member = data.members[Int(place)]
      return index == 0 ? .text(member.name) : member.value
    case .range(let lower, _): return .integer(lower + Int64(index))
    case .text: return value
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .loop, .scope, .blank, .empty:
      return .null
    }
  }

  /// `value[index]`; a negative index counts from the end, a text names a property.
  func element(of value: LiquidValue, at index: LiquidValue) -> LiquidValue {
    if case .text(let name) = index { return property(named: name, of: value) }
    guard case .integer(let number) = index else { return .null }
    switch value {
    case .list, .cells, .array, .member, .range:
      let count = itemCount(of: value)
      let place = number < 0 ? Int64(count) &+ number : number
      return Int(exactly: place).map { item(of: value, at: $0) } ?? .null
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .text, .object, .loop, .scope,
      .blank, .empty:
      return .null
    }
  }

  /// Scalars of a text, items of a list, members of an object, 0 for anything else.
  func size(of value: LiquidValue) -> Int {
    if case .text(let text) = value {
      return withBytes(of: text) { bytes in
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      }
    }
    // Ruby's integers have so many bytes.
    if isConformance, case .integer = value { return 8 }
    return itemCount(of: value)
  }
}
