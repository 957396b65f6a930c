extension Evaluation {
  /// What a filter of lists works on: nested lists laid flat, nil as no item, anything else as one item.
  mutating func listInput(_ value: LiquidValue) throws(RenderFailure) -> LiquidValue {
    switch value {
    case .range: return value
    case .list, .cells, .array, .member:
      guard hasNestedList(value) else { return value }
      let start = items.count
      try appendFlat(value, depth: 0)
      return list(from: start)
    case .null: return .list(start: Int32(items.count), count: 0)
    default:
      try appendItem(value)
      return list(from: items.count - 1)
    }
  }

  /// The items from `start` on as a list.
  func list(from start: Int) -> LiquidValue {
    .list(start: Int32(start), count: Int32(items.count - start))
  }

  /// The items of `value`, in a list of their own that may be put in another order.
  mutating func copyItems(of value: LiquidValue) throws(RenderFailure) -> LiquidValue {
    let start = items.count
    for i in 0..<itemCount(of: value) { try appendItem(item(of: value, at: i)) }
    return list(from: start)
  }

  /// Goes through items and counts the work.
  mutating func eachItem(
    of list: LiquidValue,
    _ body: (inout Evaluation, LiquidValue) throws(RenderFailure) -> Bool
  ) throws(RenderFailure) {
    for i in 0..<itemCount(of: list) {
      try charge(bytes: 64)
      guard try body(&self, item(of: list, at: i)) else { return }
    }
  }

  /// The items for which `isKept` holds.
  mutating func filteredItems(
    of list: LiquidValue,
    _ isKept: (inout Evaluation, LiquidValue) throws(RenderFailure) -> Bool
  ) throws(RenderFailure) -> LiquidValue {
    let start = items.count
    try eachItem(of: list) { (evaluation, item) throws(RenderFailure) in
      if try isKept(&evaluation, item) { try evaluation.appendItem(item) }
      return true
    }
    return self.list(from: start)
  }

  private func hasNestedList(_ value: LiquidValue) -> Bool {
    for i in 0..<itemCount(of: value) {
      if item(of: value, at: i).isList { return true }
    }
    return false
  }

  private mutating func appendFlat(
    _ value: LiquidValue, depth: Int
  ) throws(RenderFailure) {
    // No list that a template or a row makes is nested so deeply.
    guard depth < 1000 else { throw .memoryLimit }
    for i in 0..<itemCount(of: value) {
      let item = item(of: value, at: i)
      if item.isList {
        try charge(bytes: 64)
        try appendFlat(item, depth: depth + 1)
      } else {
        try appendItem(item)
      }
    }
  }
}

extension FilterTypes {
  /// The type of the input as a list.
  var list: StaticType {
    if case .list = input.type { input.type } else { .list(.any) }
  }
}
