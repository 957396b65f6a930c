extension ExactDecimal {
  /// Without trailing zeros, but with one decimal at least: how the result of a calculation is printed.
  var rounded: ExactDecimal {
    let short = normalized
    guard short.scale == 0 else { return short }
    let (coefficient, overflows) = short.coefficient.multipliedReportingOverflow(by: 10)
    return overflows ? short : ExactDecimal(coefficient: coefficient, scale: 1)
  }

  /// The quotient, calculated exactly and then given as Ruby prints it: the nearest double, in the fewest
  /// digits that tell it apart. 0.3 by 0.1 is 3.0. Nil if it does not fit.
  func quotient(by other: ExactDecimal) -> ExactDecimal? {
    var dividend = coefficient.magnitude
    var divisor = other.coefficient.magnitude
    guard divisor != 0 else { return nil }
    while divisor > UInt128.max / 10 {
      dividend /= 10
      divisor /= 10
    }
    var (whole, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    var digits = String(whole)
    var exponent = Int(other.scale) - Int(scale)
    var known = whole == 0 ? 0 : digits.utf8.count
    // A double has 17 digits; a few more settle which is nearest, and the last says that more follow.
    while rest != 0, known < 25 {
      (whole, rest) = (rest * 10).quotientAndRemainder(dividingBy: divisor)
      digits += String(whole)
      exponent -= 1
      if known > 0 || whole != 0 { known += 1 }
    }
    if rest != 0 {
      digits += "1"
      exponent -= 1
    }
    let isNegative = (coefficient < 0) != (other.coefficient < 0)
    guard let double = Double("\(isNegative ? "-" : "")\(digits)e\(exponent)"), double.isFinite
    else {
      return nil
    }
    return ExactDecimal(shortest: double)
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
