extension FilterDefinition {
  /// To whole numbers, or to so many decimals; halves go away from zero.
  static let round = FilterDefinition(
    name: "round", input: .number,
    parameters: [FilterParameter(name: "decimals", kind: .number, isRequired: false)]
  ) {
    ($0.arguments.first ?? nil) == nil ? .integer : .decimal
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let number = evaluation.number(input)
    var places = 0
    if arguments.given & 1 != 0 {
      places = Int(evaluation.number(evaluation.argument(0, arguments)).exact.truncated)
    }
    if case .integer = number, places >= 0 { return number.value }
    let rounded = number.exact.rounded(places: max(-100, min(100, places)))
    return places > 0 ? .decimal(rounded.rounded) : LiquidValue(whole: rounded.coefficient)
  }

  /// The next whole number upwards.
  static let ceil = whole("ceil") { $0.ceiling }

  /// The next whole number downwards.
  static let floor = whole("floor") { $0.floor }

  /// The number without its sign.
  static let abs = FilterDefinition(name: "abs", input: .number) {
    $0.numeric
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    switch evaluation.number(input) {
    case .integer(let number): return LiquidValue(whole: number < 0 ? -number : number)
    case .decimal(let number):
      return .decimal((number.coefficient < 0 ? number.negated ?? number : number).rounded)
    }
  }

  /// The number, or the other one if that is larger.
  static let atLeast = bound("at_least") { $0 < $1 }

  /// The number, or the other one if that is smaller.
  static let atMost = bound("at_most") { $1 < $0 }

  private static func whole(
    _ name: String, _ round: @escaping @Sendable (ExactDecimal) -> Int128
  ) -> FilterDefinition {
    FilterDefinition(name: name, input: .number) { _ in
      .integer
    } apply: { (evaluation, input, _) throws(RenderFailure) in
      LiquidValue(whole: round(evaluation.number(input).exact))
    }
  }

  private static func bound(
    _ name: String, _ isBeyond: @escaping @Sendable (ExactDecimal, ExactDecimal) -> Bool
  ) -> FilterDefinition {
    FilterDefinition(
      name: name, input: .number, parameters: [FilterParameter(name: "number", kind: .number)]
    ) { types in
      let other = (types.arguments.first ?? nil)?.type
      return types.input.type == .integer && other == .integer ? .integer : .decimal
    } apply: { (evaluation, input, arguments) throws(RenderFailure) in
      let number = evaluation.number(input)
      let other = evaluation.number(evaluation.argument(0, arguments))
      return (isBeyond(number.exact, other.exact) ? other : number).value
    }
  }
}

extension FilterTypes {
  /// The type of a number that the input is read as.
  var numeric: StaticType { input.type == .integer ? .integer : .decimal }
}

extension ExactDecimal {
  fileprivate var floor: Int128 {
    guard let unit = ExactDecimal.power(Int(scale)) else { return 0 }
    let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: unit)
    return rest < 0 ? whole - 1 : whole
  }

  fileprivate var ceiling: Int128 {
    guard let unit = ExactDecimal.power(Int(scale)) else { return 0 }
    let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: unit)
    return rest > 0 ? whole + 1 : whole
  }
}
