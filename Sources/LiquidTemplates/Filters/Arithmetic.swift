extension FilterDefinition {
  static let plus = arithmetic("plus") { (a, b) throws(RenderFailure) in
    if case .integer(let x) = a, case .integer(let y) = b {
      return .integer(try fitting(x.addingReportingOverflow(y)))
    }
    return .decimal(try fitting(a.exact.adding(b.exact)).rounded)
  }

  static let minus = arithmetic("minus") { (a, b) throws(RenderFailure) in
    if case .integer(let x) = a, case .integer(let y) = b {
      return .integer(try fitting(x.subtractingReportingOverflow(y)))
    }
    return .decimal(try fitting(a.exact.subtracting(b.exact)).rounded)
  }

  static let times = arithmetic("times") { (a, b) throws(RenderFailure) in
    if case .integer(let x) = a, case .integer(let y) = b {
      return .integer(try fitting(x.multipliedReportingOverflow(by: y)))
    }
    return .decimal(try fitting(a.exact.multiplied(by: b.exact)).rounded)
  }

  /// Of two integers the quotient rounded down: 7 by 2 is 3, -7 by 2 is -4.
  static let dividedBy = arithmetic("divided_by") { (a, b) throws(RenderFailure) in
    guard b.exact.coefficient != 0 else { throw .dividedByZero }
    if case .integer(let x) = a, case .integer(let y) = b {
      let quotient = try fitting(x.dividedReportingOverflow(by: y))
      let isInexact = y != -1 && x % y != 0
      return .integer(isInexact && (x < 0) != (y < 0) ? quotient - 1 : quotient)
    }
    return .decimal(try fitting(a.exact.doubleQuotient(by: b.exact)))
  }

  /// The remainder, with the sign of the divisor.
  static let modulo = arithmetic("modulo") { (a, b) throws(RenderFailure) in
    guard b.exact.coefficient != 0 else { throw .dividedByZero }
    if case .integer(let x) = a, case .integer(let y) = b {
      let remainder = y == -1 ? 0 : x % y
      return .integer(remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder)
    }
    return .decimal(try fitting(a.exact.remainder(dividingBy: b.exact)).rounded)
  }

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
      places = Int(clamping: evaluation.number(evaluation.argument(0, arguments)).exact.truncated)
    }
    if case .integer(let whole) = number, places >= 0 { return .integer(whole) }
    let rounded = number.exact.rounded(places: max(-100, min(100, places)))
    if places > 0 { return .decimal(rounded.rounded) }
    return Int64(exactly: rounded.coefficient).map { .integer($0) } ?? .decimal(rounded)
  }

  private static func arithmetic(
    _ name: String,
    _ calculate:
      @escaping @Sendable (LiquidNumber, LiquidNumber) throws(RenderFailure) ->
      LiquidValue
  ) -> FilterDefinition {
    FilterDefinition(
      name: name, input: .number, parameters: [FilterParameter(name: "number", kind: .number)],
      canFail: true
    ) { types in
      let other = (types.arguments.first ?? nil)?.type
      if types.input.type == .integer, other == .integer { return .integer }
      return .decimal
    } apply: { (evaluation, input, arguments) throws(RenderFailure) in
      try calculate(
        evaluation.number(input), evaluation.number(evaluation.argument(0, arguments)))
    }
  }

  private static func fitting<Number>(
    _ result: (partialValue: Number, overflow: Bool)
  ) throws(RenderFailure) -> Number {
    if result.overflow { throw .numberOverflow }
    return result.partialValue
  }

  private static func fitting(_ result: ExactDecimal?) throws(RenderFailure) -> ExactDecimal {
    guard let result else { throw .numberOverflow }
    return result
  }
}
