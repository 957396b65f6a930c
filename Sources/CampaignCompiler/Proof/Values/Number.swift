import LiquidTemplates

/// An exact number with a hash: coefficient / 10^scale, without trailing zeros.
struct Number: Hashable, Comparable, Sendable {
  let coefficient: Int128
  let scale: UInt8

  init(_ decimal: ExactDecimal) {
    let normal = decimal.normalized
    coefficient = normal.coefficient
    scale = normal.scale
  }

  init(_ integer: Int64) {
    coefficient = Int128(integer)
    scale = 0
  }

  var decimal: ExactDecimal { ExactDecimal(coefficient: coefficient, scale: scale) }
  var isWhole: Bool { scale == 0 }

  static func < (a: Number, b: Number) -> Bool {
    a.scale == 0 && b.scale == 0 ? a.coefficient < b.coefficient : a.decimal < b.decimal
  }

  /// The least integer that is not smaller.
  var roundedUp: Number {
    guard scale > 0 else { return self }
    var unit: Int128 = 1
    for _ in 0..<scale { unit *= 10 }
    let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: unit)
    return Number(ExactDecimal(coefficient: rest > 0 ? whole + 1 : whole, scale: 0))
  }

  /// One more; nil if that does not fit.
  var successor: Number? { decimal.adding(ExactDecimal(1)).map { Number($0) } }
  var predecessor: Number? { decimal.subtracting(ExactDecimal(1)).map { Number($0) } }
}
