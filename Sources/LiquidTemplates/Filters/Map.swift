extension FilterDefinition {
  /// A property of each item; nil for items that have none.
  static let map = FilterDefinition(
    name: "map", input: .objects, parameters: [.property], canFail: true
  ) { _ in
    .list(.any)
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let list = try evaluation.listInput(input)
    let property = evaluation.argument(0, arguments)
    let start = evaluation.items.count
    try evaluation.eachItem(of: list) { (evaluation, item) throws(RenderFailure) in
      switch try evaluation.property(property, ofItem: item) {
      case .value(let value): try evaluation.appendItem(value)
      case .none: try evaluation.appendItem(.null)
      }
      return true
    }
    return evaluation.list(from: start)
  }

  /// The items that are not nil, or whose property is not.
  static let compact = FilterDefinition(
    name: "compact", input: .list, parameters: [.optionalProperty],
    canFail: true
  ) {
    $0.list
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let list = try evaluation.listInput(input)
    let property = evaluation.argument(0, arguments)
    let start = evaluation.items.count
    for i in 0..<evaluation.itemCount(of: list) {
      try evaluation.charge(bytes: 64)
      let item = evaluation.item(of: list, at: i)
      guard let value = try evaluation.value(of: item, property) else {
        evaluation.items.removeLast(evaluation.items.count - start)
        return .null
      }
      if !value.isNull { try evaluation.appendItem(item) }
    }
    return evaluation.list(from: start)
  }

  /// The sum of the items, or of a property of each; exact with decimals.
  static let sum = FilterDefinition(
    name: "sum", input: .list, parameters: [.optionalProperty], canFail: true
  ) {
    if case .list(.integer) = $0.input.type { .integer } else { .decimal }
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let list = try evaluation.listInput(input)
    let property = evaluation.argument(0, arguments)
    var sum = LiquidNumber.integer(0)
    try evaluation.eachItem(of: list) { (evaluation, item) throws(RenderFailure) in
      // What has no properties counts for nothing.
      let number = evaluation.number(try evaluation.value(of: item, property) ?? .null)
      if case .integer(let a) = sum, case .integer(let b) = number {
        sum = .integer(try fitting(a.addingReportingOverflow(b)))
      } else {
        sum = .decimal(try fitting(sum.exact.adding(number.exact)))
      }
      return true
    }
    return sum.value
  }
}

extension Evaluation {
  /// The item, or its property if one is named; nil for an item that cannot have any.
  func value(of item: LiquidValue, _ name: LiquidValue) throws(RenderFailure) -> LiquidValue? {
    if name.isNull { return item }
    switch try property(name, ofItem: item) {
    case .value(let value): return value
    case .none: return nil
    }
  }
}
