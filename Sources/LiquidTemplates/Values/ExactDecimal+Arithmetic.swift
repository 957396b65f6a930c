extension ExactDecimal {
  /// Scales above this are refused by arithmetic.
  package static let maximumScale: UInt8 = 30

  package init(_ integer: Int64) {
    self.init(coefficient: Int128(integer), scale: 0)
  }

  /// nil if the sum does not fit; the scale is the larger of the two.
  package func adding(_ other: ExactDecimal) -> ExactDecimal? {
    combining(other) { $0.addingReportingOverflow($1) }
  }

  /// nil if the difference does not fit; the scale is the larger of the two.
  package func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
    combining(other) { $0.subtractingReportingOverflow($1) }
  }

  /// nil if the product does not fit; the scale is the sum of the two where that is at most 30.
  package func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    let full = multipliedAsWritten(by: other)
    return full ?? normalized.multipliedAsWritten(by: other.normalized)
  }

  /// The quotient, exact where it ends within `digits` decimal places, otherwise rounded to them
  /// (half away from zero); without trailing zeros. nil for a division by zero or one that does not fit.
  package func divided(by other: ExactDecimal, digits: UInt8 = 16) -> ExactDecimal? {
    let a = normalized
    let b = other.normalized
    guard b.coefficient != 0, digits <= ExactDecimal.maximumScale else { return nil }
    let shift = Int(digits) + Int(b.scale) - Int(a.scale)
    var numerator = a.coefficient
    var denominator = b.coefficient
    if shift >= 0 {
      guard let scaled = numerator.scaled(byPowerOfTen: shift) else { return nil }
      numerator = scaled
    } else {
      guard let scaled = denominator.scaled(byPowerOfTen: -shift) else { return nil }
      denominator = scaled
    }
    let (quotient, overflow) = numerator.dividedReportingOverflow(by: denominator)
    guard !overflow else { return nil }
    let remainder = (numerator % denominator).magnitude
    let roundsUp = remainder >= denominator.magnitude - remainder
    let step: Int128 = (numerator < 0) == (denominator < 0) ? 1 : -1
    let (rounded, tooLarge) = quotient.addingReportingOverflow(roundsUp ? step : 0)
    guard !tooLarge else { return nil }
    return ExactDecimal(coefficient: rounded, scale: digits).normalized
  }

  /// nil for the one number whose negation does not fit.
  package var negated: ExactDecimal? {
    let (value, overflow) = Int128(0).subtractingReportingOverflow(coefficient)
    return overflow ? nil : ExactDecimal(coefficient: value, scale: scale)
  }

  private func combining(
    _ other: ExactDecimal, _ operation: (Int128, Int128) -> (Int128, Bool)
  ) -> ExactDecimal? {
    let scale = max(scale, other.scale)
    guard let x = coefficient.scaled(byPowerOfTen: Int(scale - self.scale)),
      let y = other.coefficient.scaled(byPowerOfTen: Int(scale - other.scale))
    else { return nil }
    let (value, overflow) = operation(x, y)
    return overflow ? nil : ExactDecimal(coefficient: value, scale: scale)
  }

  private func multipliedAsWritten(by other: ExactDecimal) -> ExactDecimal? {
    let scale = Int(scale) + Int(other.scale)
    let (value, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
    guard !overflow, scale <= Int(ExactDecimal.maximumScale) else { return nil }
    return ExactDecimal(coefficient: value, scale: UInt8(scale))
  }
}

extension ExactDecimal: Comparable {
  /// By value, whatever the scales; never overflows for scales up to 30.
  package static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let (wholeA, restA) = a.parts
    let (wholeB, restB) = b.parts
    return wholeA != wholeB ? wholeA < wholeB : restA < restB
  }

  /// The whole part towards zero, and the rest in units of 10^-30; both have the number's sign.
  private var parts: (whole: Int128, rest: Int128) {
    guard let unit = Int128(1).scaled(byPowerOfTen: Int(scale)) else { return (0, 0) }
    let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: unit)
    let missing = max(0, Int(ExactDecimal.maximumScale) - Int(scale))
    return (whole, rest.scaled(byPowerOfTen: missing) ?? rest)
  }
}

extension Int128 {
  /// nil if the product does not fit. `power` is not negative.
  fileprivate func scaled(byPowerOfTen power: Int) -> Int128? {
    if self == 0 { return 0 }
    var value = self
    var left = power
    while left > 0 {
      let digits = left < 18 ? left : 18
      var factor: Int128 = 1
      for _ in 0..<digits { factor *= 10 }
      let (product, overflow) = value.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      value = product
      left -= digits
    }
    return value
  }
}
