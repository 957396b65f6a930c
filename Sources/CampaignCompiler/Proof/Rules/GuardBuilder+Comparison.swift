import CampaignGraph

extension GuardBuilder {
  mutating func isNull(_ value: Value) -> Guard {
    switch value {
    case .constant(let constant): .constant(constant == .null)
    case .term(let term): .test(term, .null)
    case .list, .condition: .constant(false)
    case .unknown: other()
    }
  }

  /// `==` without a written `nil`: false where either is nil.
  mutating func areEqual(_ a: Value, _ b: Value) -> Guard {
    switch (a, b) {
    case (.constant(.null), _), (_, .constant(.null)): return .constant(false)
    case (.constant(let x), .constant(let y)): return .constant(x == y)
    case (.term(let term), .constant(let constant)), (.constant(let constant), .term(let term)):
      guard let set = only(constant, table[term].family) else { return other() }
      return .test(term, set)
    case (.term(let x), .term(let y)):
      guard x != y else { return .test(x, .notNull) }
      guard table[x].family.isComparable(with: table[y].family) else { return other() }
      let (first, second) = (min(x, y), max(x, y))
      return .same(
        first, second,
        answer: table.question(.same(.term(first), .term(second)), [first, second]))
    case (.condition(let x), .constant(let constant)), (.constant(let constant), .condition(let x)):
      guard case .boolean(let flag) = constant else { return .constant(false) }
      return flag ? x : .negation(x)
    case (.condition(let x), .condition(let y)):
      return .any([.all([x, y]), .all([.negation(x), .negation(y)])])
    case (.condition(let x), .term(let term)), (.term(let term), .condition(let x)):
      guard table[term].family == .boolean else { return other() }
      return .any([.all([x, .test(term, .yes)]), .all([.negation(x), .test(term, .no)])])
    case (.list, _), (_, .list), (.unknown, _), (_, .unknown): return other()
    }
  }

  mutating func isLess(_ a: Value, _ b: Value) -> Guard { order(a, b, isEqualToo: false) }
  mutating func isAtMost(_ a: Value, _ b: Value) -> Guard { order(a, b, isEqualToo: true) }

  private mutating func order(_ a: Value, _ b: Value, isEqualToo: Bool) -> Guard {
    switch (a, b) {
    case (.constant(.null), _), (_, .constant(.null)): return .constant(false)
    case (.constant(let x), .constant(let y)):
      if let m = x.number, let n = y.number { return .constant(isEqualToo ? m <= n : m < n) }
      guard case (.text(let s), .text(let t)) = (x, y) else { return other() }
      return .constant(compareTexts(s, isEqualToo ? .lessOrEqual : .less, t))
    case (.term(let term), .constant(let constant)):
      return compare(term, isEqualToo ? .lessOrEqual : .less, constant)
    case (.constant(let constant), .term(let term)):
      return compare(term, isEqualToo ? .greaterOrEqual : .greater, constant)
    case (.term(let x), .term(let y)):
      let (f, g) = (table[x].family, table[y].family)
      guard f.isComparable(with: g), f.isNumber || f == .text else { return other() }
      guard x != y else { return isEqualToo ? .test(x, .notNull) : .constant(false) }
      let (first, second) = isEqualToo ? (y, x) : (x, y)
      let answer = table.question(.less(.term(first), .term(second)), [first, second])
      let less = Guard.less(first, second, answer: answer)
      guard isEqualToo else { return less }
      return .all([.test(x, .notNull), .test(y, .notNull), .negation(less)])
    case (.list, _), (_, .list), (.condition, _), (_, .condition), (.unknown, _), (_, .unknown):
      return other()
    }
  }

  private mutating func compare(
    _ term: TermID, _ operation: RuleOperator, _ constant: Constant
  ) -> Guard {
    let family = table[term].family
    guard constant.fits(family) else { return other() }
    if let number = constant.number, family.isNumber {
      let set: NumberSet =
        switch operation {
        case .less: .below(number, isIncluded: false, isWhole: family.isWhole)
        case .lessOrEqual: .below(number, isIncluded: true, isWhole: family.isWhole)
        case .greater: .above(number, isIncluded: false, isWhole: family.isWhole)
        default: .above(number, isIncluded: true, isWhole: family.isWhole)
        }
      return .test(term, ValueSet(.numbers(set)))
    }
    guard case .text(let bytes) = constant else { return other() }
    return predicate(term, operation, bytes)
  }

  private mutating func predicate(
    _ term: TermID, _ operation: RuleOperator, _ bytes: [UInt8]
  ) -> Guard {
    let answer = table.question(.predicate(operation, term, bytes), [term])
    return .predicate(term, operation, bytes, answer: answer)
  }

  /// `contains`, `starts_with`, `ends_with` of texts.
  mutating func text(_ operation: RuleOperator, _ a: Value, _ b: Value) -> Guard {
    switch (a, b) {
    case (.constant(.null), _), (_, .constant(.null)): return .constant(false)
    case (.constant(.text(let x)), .constant(.text(let y))):
      return .constant(compareTexts(x, operation, y))
    case (.term(let term), .constant(.text(let bytes))):
      guard table[term].family == .text else { return other() }
      return predicate(term, operation, bytes)
    default: return other()
    }
  }

  mutating func isMember(_ value: Value, of list: Value) -> Guard {
    if case .constant(.null) = value { return .constant(false) }
    switch list {
    case .list(let items):
      if case .term(let term) = value {
        let family = table[term].family
        var set = ValueSet.empty
        var rest: [Guard] = []
        for item in items {
          if case .constant(let constant) = item {
            if constant == .null { continue }
            if let one = only(constant, family) {
              set = set.union(one)
              continue
            }
          }
          rest.append(areEqual(value, item))
        }
        return rest.isEmpty ? .test(term, set) : .any([.test(term, set)] + rest)
      }
      return .any(items.map { areEqual(value, $0) })
    case .term(let term) where table[term].family == .list:
      guard let item = operand(value) else { return other() }
      return .question(
        table.question(.contains(.term(term), item), [term] + [item.id].compactMap { $0 }))
    case .constant(.null): return .constant(false)
    case .term, .constant, .condition, .unknown: return other()
    }
  }

  /// The set of one constant; nil if the family has no such value.
  private func only(_ constant: Constant, _ family: TermFamily) -> ValueSet? {
    guard constant.fits(family) else { return nil }
    switch constant {
    case .text(let bytes): return ValueSet(.texts(TextSet([bytes])))
    case .boolean(let flag): return flag ? .yes : .no
    case .number, .date, .timestamp:
      return constant.number.map { ValueSet(.numbers(.only($0, isWhole: family.isWhole))) }
    case .null, .duration: return nil
    }
  }
}

/// The answer of a comparison of two texts as the runner makes it, by bytes.
func compareTexts(_ text: [UInt8], _ operation: RuleOperator, _ part: [UInt8]) -> Bool {
  switch operation {
  case .less: text.lexicographicallyPrecedes(part)
  case .lessOrEqual: !part.lexicographicallyPrecedes(text)
  case .greater: part.lexicographicallyPrecedes(text)
  case .greaterOrEqual: !text.lexicographicallyPrecedes(part)
  case .startsWith: text.starts(with: part)
  case .endsWith: text.reversed().starts(with: part.reversed())
  case .contains:
    part.count <= text.count
      && (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  case .or, .and, .equal, .notEqual, .in, .notIn, .add, .subtract, .multiply, .divide: false
  }
}
