extension FilterDefinition {
  static let plus = arithmetic("plus") { (a, b) throws(RenderFailure) in
    if case .integer(let x) = a, case .integer(let y) = b {
      return .integer(try fitting(x.addingReportingOverflow(y)))
    }
    return .decimal(try fitting(a.exact.adding(b.exact)))
  }

  static let minus = arithmetic("minus") { (a, b) throws(RenderFailure) in
    if case .integer(let x) = a, case .integer(let y) = b {
      return .integer(try fitting(x.subtractingReportingOverflow(y)))
    }
    return .decimal(try fitting(a.exact.subtracting(b.exact)))
  }

  static let times = arithmetic("times") { (a, b) throws(RenderFailure) in
    if case .integer(let x) = a, case .integer(let y) = b {
      return .integer(try fitting(x.multipliedReportingOverflow(by: y)))
    }
    return .decimal(try fitting(a.exact.multiplied(by: b.exact)))
  }

  /// Of two integers the quotient rounded down: 7 by 2 is 3, -7 by 2 is -4.
  static let dividedBy = arithmetic("divided_by") { (a, b) throws(RenderFailure) in
    guard b.exact.coefficient != 0 else { throw .dividedByZero }
    if case .integer(let x) = a, case .integer(let y) = b {
      let quotient = try fitting(x.dividedReportingOverflow(by: y))
      let isInexact = y != -1 && x % y != 0
      return .integer(isInexact && (x < 0) != (y < 0) ? quotient - 1 : quotient)
    }
    return .decimal(try fitting(a.exact.quotient(by: b.exact)))
  }

  /// The remainder, with the sign of the divisor.
  static let modulo = arithmetic("modulo") { (a, b) throws(RenderFailure) in
    guard b.exact.coefficient != 0 else { throw .dividedByZero }
    if case .integer(let x) = a, case .integer(let y) = b {
      let remainder = y == -1 ? 0 : x % y
      return .integer(remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder)
    }
    return .decimal(try fitting(a.exact.remainder(dividingBy: b.exact)))
  }

  private static func arithmetic(
    _ name: String,
    _ calculate:
      @escaping @Sendable (LiquidNumber, LiquidNumber) throws(RenderFailure) ->
      LiquidNumber
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
        evaluation.number(input), evaluation.number(evaluation.argument(0, arguments))
      ).value
    }
  }

  static func fitting<Number>(
    _ result: (partialValue: Number, overflow: Bool)
  ) throws(RenderFailure) -> Number {
    if result.overflow { throw .numberOverflow }
    return result.partialValue
  }

  static func fitting(_ result: ExactDecimal?) throws(RenderFailure) -> ExactDecimal {
    guard let result else { throw .numberOverflow }
    return result
  }
}
