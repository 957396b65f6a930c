extension Evaluation {
  func compare(
    _ a: LiquidValue, _ comparison: ComparisonOperator, _ b: LiquidValue
  ) throws(RenderFailure) -> Bool {
    switch comparison {
    case .equal: return areEqual(a, b)
    case .notEqual: return !areEqual(a, b)
    case .contains: return contains(a, b)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let order = try order(a, b) else { return false }
      switch comparison {
      case .less: return order < 0
      case .lessOrEqual: return order <= 0
      case .greater: return order > 0
      case .greaterOrEqual: return order >= 0
      case .equal, .notEqual, .contains: return false
      }
    }
  }

  func areEqual(_ a: LiquidValue, _ b: LiquidValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.boolean(let x), .boolean(let y)): x == y
    case (.integer(let x), .integer(let y)): x == y
    case (.decimal(let x), .decimal(let y)): x.compared(to: y) == 0
    case (.integer(let x), .decimal(let y)): ExactDecimal(x).compared(to: y) == 0
    case (.decimal(let x), .integer(let y)): x.compared(to: ExactDecimal(y)) == 0
    case (.date(let x), .date(let y)): x == y
    case (.timestamp(let x), .timestamp(let y)): x == y
    case (.text(let x), .text(let y)): order(x, y) == 0
    case (.range(let x, let y), .range(let v, let w)): x == v && y == w
    case (.blank, .blank), (.empty, .empty), (.blank, .empty), (.empty, .blank): false
    case (.blank, let value), (let value, .blank): isBlank(value)
    case (.empty, let value), (let value, .empty): isEmpty(value)
    case (.scope, .scope): true
    case (.loop(let x), .loop(let y)): x == y
    case (.object, .object): haveEqualMembers(a, b)
    case (.object, _), (_, .object): false
    default: a.isList && b.isList && haveEqualItems(a, b)
    }
  }

  /// Negative, 0 or positive; nil if one is nil, or has no order.
  private func order(_ a: LiquidValue, _ b: LiquidValue) throws(RenderFailure) -> Int? {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return x < y ? -1 : x == y ? 0 : 1
    case (.decimal(let x), .decimal(let y)): return x.compared(to: y)
    case (.integer(let x), .decimal(let y)): return ExactDecimal(x).compared(to: y)
    case (.decimal(let x), .integer(let y)): return x.compared(to: ExactDecimal(y))
    case (.date(let x), .date(let y)): return x < y ? -1 : x == y ? 0 : 1
    case (.timestamp(let x), .timestamp(let y)): return x < y ? -1 : x == y ? 0 : 1
    case (.text(let x), .text(let y)): return order(x, y)
    case (.integer, _), (.decimal, _), (.text, _), (.date, _), (.timestamp, _):
      // What has no order at all is neither more nor less; two kinds of order do not mix.
      switch b {
      case .integer, .decimal, .text, .date, .timestamp: throw .comparison
      default: return nil
      }
    default: return nil
    }
  }

  private func order(_ a: TextReference, _ b: TextReference) -> Int {
    withBytes(of: a) { x in
      withBytes(of: b) { y in
        for i in 0..<min(x.count, y.count) where x[i] != y[i] { return x[i] < y[i] ? -1 : 1 }
        return x.count < y.count ? -1 : x.count == y.count ? 0 : 1
      }
    }
  }

  private func haveEqualItems(_ a: LiquidValue, _ b: LiquidValue) -> Bool {
    let count = itemCount(of: a)
    guard count == itemCount(of: b) else { return false }
    for i in 0..<count where !areEqual(item(of: a, at: i), item(of: b, at: i)) { return false }
    return true
  }

  private func contains(_ a: LiquidValue, _ b: LiquidValue) -> Bool {
    if b.isNull { return false }
    switch a {
    case .text(let text):
      var needle = ByteBuffer()
      if case .text(let other) = b {
        return withBytes(of: text) { x in withBytes(of: other) { y in x.firstRange(of: y, from: 0) }
        }
          != nil
      }
      append(b, to: &needle)
      return withBytes(of: text) { x in needle.withBytes { y in x.firstRange(of: y, from: 0) } }
        != nil
    case .object:
      guard case .text(let name) = b else { return false }
      return member(named: name, of: a) != nil
    case .list, .cells, .array, .member:
      for i in 0..<itemCount(of: a) where areEqual(item(of: a, at: i), b) { return true }
      return false
    case .range(let lower, let upper):
      guard case .integer(let number) = b else { return false }
      return number >= lower && number <= upper
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .loop, .scope, .blank, .empty:
      return false
    }
  }

  func isBlank(_ value: LiquidValue) -> Bool {
    switch value {
    case .null, .boolean(false): true
    case .text(let text):
      withBytes(of: text) { bytes in bytes.allSatisfy { [UInt8].isWhitespace($0) } }
    case .list(_, let count), .cells(_, let count), .array(_, let count), .object(_, let count):
      count == 0
    case .boolean, .integer, .decimal, .date, .timestamp, .range, .member, .loop, .scope, .blank,
      .empty:
      false
    }
  }

  func isEmpty(_ value: LiquidValue) -> Bool {
    switch value {
    case .text(let text): text.count == 0
    case .list(_, let count), .cells(_, let count), .array(_, let count), .object(_, let count):
      count == 0
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .range, .member, .loop, .scope,
      .blank, .empty:
      false
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Where `needle` first lies at or after `start`; an empty one lies everywhere.
  ///
  /// Linear for every input (Knuth, Morris and Pratt) where the plain search could be slow.
  package func firstRange(of needle: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    guard start >= 0, count - start >= needle.count else { return nil }
    guard needle.count > 1 else {
      guard let byte = needle.first else { return start..<start }
      var i = start
      while i < count {
        if self[i] == byte { return i..<i + 1 }
        i += 1
      }
      return nil
    }
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: needle.count) { fallback in
      fallback[0] = 0
      var matched = 0
      var i = 1
      while i < needle.count {
        while matched > 0, needle[i] != needle[matched] { matched = fallback[matched - 1] }
        if needle[i] == needle[matched] { matched += 1 }
        fallback[i] = matched
        i += 1
      }
      matched = 0
      i = start
      while i < count {
        while matched > 0, self[i] != needle[matched] { matched = fallback[matched - 1] }
        if self[i] == needle[matched] { matched += 1 }
        i += 1
        if matched == needle.count { return i - matched..<i }
      }
      return nil
    }
  }
}
