extension FilterDefinition {
  /// The items, the last first.
  static let reverse = FilterDefinition(name: "reverse", input: .list, canFail: true) {
    $0.list
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    let list = try evaluation.listInput(input)
    let start = evaluation.items.count
    var i = evaluation.itemCount(of: list)
    while i > 0 {
      i -= 1
      try evaluation.appendItem(evaluation.item(of: list, at: i))
    }
    return evaluation.list(from: start)
  }

  /// The items, and those of another list behind them.
  static let concat = FilterDefinition(
    name: "concat", input: .list, parameters: [FilterParameter(name: "list", kind: .list)],
    canFail: true
  ) { types in
    guard case .list(let a) = types.input.type,
      case .list(let b)? = (types.arguments.first ?? nil)?.type
    else { return .list(.any) }
    return .list(.joined(a, b))
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let list = try evaluation.listInput(input)
    let other = evaluation.argument(0, arguments)
    guard other.isList else { throw .notAList }
    let start = evaluation.items.count
    for part in [list, other] {
      for i in 0..<evaluation.itemCount(of: part) {
        try evaluation.appendItem(evaluation.item(of: part, at: i))
      }
    }
    return evaluation.list(from: start)
  }
}
