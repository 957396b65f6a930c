extension ExactDecimal {
  /// Without trailing zeros, but with one decimal at least: how the result of a calculation is printed.
  var rounded: ExactDecimal {
    let short = normalized
    guard short.scale == 0 else { return short }
    let (coefficient, overflows) = short.coefficient.multipliedReportingOverflow(by: 10)
    return overflows ? short : ExactDecimal(coefficient: coefficient, scale: 1)
  }

  /// The quotient as IEEE double arithmetic gives it, in the fewest digits that tell it apart.
  func doubleQuotient(by other: ExactDecimal) -> ExactDecimal? {
    let quotient = approximation / other.approximation
    return quotient.isFinite ? ExactDecimal(shortest: quotient) : nil
  }

  /// The remainder with the sign of the divisor; nil for a divisor of zero or if it does not fit.
  func remainder(dividingBy other: ExactDecimal) -> ExactDecimal? {
    guard other.coefficient != 0, let (a, b, scale) = ExactDecimal.aligned(self, other) else {
      return nil
    }
    // The one division that overflows.
    let remainder = b == -1 ? 0 : a % b
    let isOtherSign = remainder != 0 && (remainder < 0) != (b < 0)
    return ExactDecimal(coefficient: isOtherSign ? remainder + b : remainder, scale: scale)
  }

  /// Rounded to `places` decimals, halves away from zero. Negative places round before the point.
  func rounded(places: Int) -> ExactDecimal {
    guard places < Int(scale) else { return self }
    let dropped = Int(scale) - places
    guard let divisor = ExactDecimal.power(dropped),
      let half = ExactDecimal.power(dropped - 1, times: 5)
    else {
      return ExactDecimal(coefficient: 0, scale: UInt8(max(0, min(places, 30))))
    }
    let remainder = coefficient % divisor
    var quotient = coefficient / divisor
    if remainder.magnitude >= half.magnitude {
      quotient += coefficient < 0 ? -1 : 1
    }
    guard places < 0 else { return ExactDecimal(coefficient: quotient, scale: UInt8(places)) }
    guard let power = ExactDecimal.power(-places) else {
      return ExactDecimal(coefficient: 0, scale: 0)
    }
    let (whole, overflows) = quotient.multipliedReportingOverflow(by: power)
    return ExactDecimal(coefficient: overflows ? 0 : whole, scale: 0)
  }

  /// The whole number towards zero, held within 64 bits.
  var truncated: Int64 {
    guard let divisor = ExactDecimal.power(Int(scale)) else { return 0 }
    return Int64(clamping: coefficient / divisor)
  }

  /// -1, 0 or 1.
  func compared(to other: ExactDecimal) -> Int {
    self < other ? -1 : self == other ? 0 : 1
  }

  /// The nearest double, or a neighbour of it for numbers of more than 15 digits.
  var approximation: Double {
    var power = 1.0
    for _ in 0..<scale { power *= 10 }
    return Double(coefficient) / power
  }

  private static func aligned(
    _ a: ExactDecimal, _ b: ExactDecimal
  ) -> (Int128, Int128, UInt8)? {
    if a.scale == b.scale { return (a.coefficient, b.coefficient, a.scale) }
    let scale = max(a.scale, b.scale)
    guard let x = a.coefficient(atScale: scale), let y = b.coefficient(atScale: scale) else {
      let (c, d) = (a.normalized, b.normalized)
      guard c.scale < a.scale || d.scale < b.scale else { return nil }
      return aligned(c, d)
    }
    return (x, y, scale)
  }

  private func coefficient(atScale wanted: UInt8) -> Int128? {
    guard let power = ExactDecimal.power(Int(wanted) - Int(scale)) else { return nil }
    let (result, overflows) = coefficient.multipliedReportingOverflow(by: power)
    return overflows ? nil : result
  }

  /// `times` × 10^`exponent`, or nil if that does not fit.
  static func power(_ exponent: Int, times: Int128 = 1) -> Int128? {
    guard exponent >= 0, exponent <= 38 else { return nil }
    var result = times
    for _ in 0..<exponent {
      let (next, overflows) = result.multipliedReportingOverflow(by: 10)
      if overflows { return nil }
      result = next
    }
    return result
  }
}
