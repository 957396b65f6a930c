extension FilterDefinition {
  /// The items in ascending order, nil last; texts by their bytes. Equal items stay as they stand.
  static let sort = sorting("sort") { (evaluation, a, b) throws(RenderFailure) in
    try evaluation.order(a, b)
  }

  /// The items as texts in the order of the alphabet, large and small letters (A to Z) alike, nil last.
  static let sortNatural = sorting("sort_natural") { (evaluation, a, b) throws(RenderFailure) in
    evaluation.naturalOrder(a, b)
  }

  private static func sorting(
    _ name: String,
    _ order:
      @escaping @Sendable (borrowing Evaluation, LiquidValue, LiquidValue) throws(RenderFailure) ->
      Int
  ) -> FilterDefinition {
    FilterDefinition(
      name: name, input: .list, parameters: [.optionalProperty], canFail: true
    ) {
      $0.list
    } apply: { (evaluation, input, arguments) throws(RenderFailure) in
      let list = try evaluation.listInput(input)
      let property = evaluation.argument(0, arguments)
      var pairs: [ItemSort.Pair] = []
      for i in 0..<evaluation.itemCount(of: list) {
        try evaluation.charge(bytes: 64)
        guard i < Evaluation.maximumItems else { throw .memoryLimit }
        let item = evaluation.item(of: list, at: i)
        // One item that has no properties, and there is no order.
        guard var key = try evaluation.value(of: item, property) else { return .null }
        if name == "sort_natural" {
          switch key {
          case .null, .text: break
          default: key = .text(try evaluation.text(of: key))
          }
        }
        pairs.append(ItemSort.Pair(key: key, item: item))
      }
      try ItemSort.sort(&pairs) { (a, b) throws(RenderFailure) in
        try evaluation.chargeComparison(a, b)
        return try order(evaluation, a, b)
      }
      let start = evaluation.items.count
      for pair in pairs { try evaluation.appendItem(pair.item) }
      return evaluation.list(from: start)
    }
  }
}

/// A stable merge sort whose comparison may fail.
private enum ItemSort {
  struct Pair {
    let key: LiquidValue
    let item: LiquidValue
  }

  static func sort(
    _ pairs: inout [Pair],
    _ order: (LiquidValue, LiquidValue) throws(RenderFailure) -> Int
  ) throws(RenderFailure) {
    var merged = pairs
    var width = 1
    while width < pairs.count {
      var start = 0
      while start < pairs.count {
        let middle = min(start + width, pairs.count)
        let end = min(start + 2 * width, pairs.count)
        var left = start
        var right = middle
        for place in start..<end {
          let takesLeft: Bool
          if left == middle {
            takesLeft = false
          } else if right == end {
            takesLeft = true
          } else {
            takesLeft = try order(pairs[left].key, pairs[right].key) <= 0
          }
          merged[place] = takesLeft ? pairs[left] : pairs[right]
          if takesLeft { left += 1 } else { right += 1 }
        }
        start = end
      }
      swap(&pairs, &merged)
      width *= 2
    }
  }
}

extension Evaluation {
  /// Texts are compared byte by byte, however often they are compared.
  fileprivate mutating func chargeComparison(
    _ a: LiquidValue, _ b: LiquidValue
  ) throws(RenderFailure) {
    comparisons += 1
    if comparisons & 3 == 0 { try charge(bytes: 64) }
    if case .text(let x) = a, case .text(let y) = b {
      try charge(bytes: Int(min(x.count, y.count)))
    }
  }

  /// Negative, 0 or positive; nil comes last.
  fileprivate func order(_ a: LiquidValue, _ b: LiquidValue) throws(RenderFailure) -> Int {
    switch (a, b) {
    case (.null, .null): return 0
    case (.null, _): return 1
    case (_, .null): return -1
    case (.boolean(let x), .boolean(let y)) where x == y: return 0
    default: break
    }
    do throws(RenderFailure) {
      if try compare(a, .less, b) { return -1 }
      if try compare(b, .less, a) { return 1 }
      if areEqual(a, b) { return 0 }
    } catch {
      throw .notComparable
    }
    throw .notComparable
  }

  /// Keys are nil or texts.
  fileprivate func naturalOrder(_ a: LiquidValue, _ b: LiquidValue) -> Int {
    guard case .text(let x) = a else { return b.isNull ? 0 : 1 }
    guard case .text(let y) = b else { return -1 }
    return withBytes(of: x) { x in
      withBytes(of: y) { y in
        for i in 0..<min(x.count, y.count) {
          let (a, b) = (x[i].asciiLowercased, y[i].asciiLowercased)
          if a != b { return a < b ? -1 : 1 }
        }
        return x.count < y.count ? -1 : x.count == y.count ? 0 : 1
      }
    }
  }
}

extension UInt8 {
  var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
