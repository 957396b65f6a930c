/// A decimal number without rounding: `coefficient` / 10^`scale`. `0.10` keeps its scale of 2 when printed.
package struct ExactDecimal: Sendable {
  package let coefficient: Int128
  /// 0 to 30.
  package let scale: UInt8

  package init(coefficient: Int128, scale: UInt8) {
    self.coefficient = coefficient
    self.scale = scale
  }
}

extension ExactDecimal: Equatable {
  /// Numeric equality: 0.1 equals 0.10.
  package static func == (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let x = a.normalized
    let y = b.normalized
    return x.coefficient == y.coefficient && x.scale == y.scale
  }

  /// The same number with the smallest scale.
  package var normalized: ExactDecimal {
    var coefficient = coefficient
    var scale = scale
    while scale > 0, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    return ExactDecimal(coefficient: coefficient, scale: scale)
  }
}
