extension FilterDefinition {
  /// The items without those that came before, by themselves or by a property.
  static let uniq = FilterDefinition(
    name: "uniq", input: .list, parameters: [.optionalProperty], canFail: true
  ) {
    $0.list
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let list = try evaluation.listInput(input)
    let property = evaluation.argument(0, arguments)
    let start = evaluation.items.count
    // The order of this table is never seen.
    var known: [Int: [LiquidValue]] = [:]
    for i in 0..<evaluation.itemCount(of: list) {
      try evaluation.charge(bytes: 64)
      let item = evaluation.item(of: list, at: i)
      guard let value = try evaluation.value(of: item, property) else {
        evaluation.items.removeLast(evaluation.items.count - start)
        return .null
      }
      try evaluation.charge(value, .null)
      var hasher = Hasher()
      evaluation.hash(value, into: &hasher)
      let hash = hasher.finalize()
      if known[hash, default: []].contains(where: { evaluation.areSame($0, value) }) { continue }
      known[hash, default: []].append(value)
      try evaluation.appendItem(item)
    }
    return evaluation.list(from: start)
  }
}

extension Evaluation {
  /// Equal, and of one type: 1 and 1.0 are two items.
  fileprivate func areSame(_ a: LiquidValue, _ b: LiquidValue) -> Bool {
    switch (a, b) {
    case (.integer, .decimal), (.decimal, .integer), (.blank, _), (_, .blank), (.empty, _),
      (_, .empty):
      false
    default: areEqual(a, b)
    }
  }

  /// Equal values have equal hashes.
  fileprivate func hash(_ value: LiquidValue, into hasher: inout Hasher) {
    switch value {
    case .boolean(let flag): hasher.combine(flag)
    case .integer(let number): hasher.combine(number)
    case .decimal(let number): hasher.combine(number.normalized.coefficient)
    case .date(let date): hasher.combine(date)
    case .timestamp(let instant): hasher.combine(instant)
    case .text(let text): withBytes(of: text) { hasher.combine(bytes: $0) }
    case .range(let lower, _): hasher.combine(lower)
    default: hasher.combine(0)
    }
  }
}
