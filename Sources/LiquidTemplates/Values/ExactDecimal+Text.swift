extension ExactDecimal {
  /// `-?digits(.digits)?` with nothing around it; nil for anything else, or for more digits than fit.
  init?(parsing text: some Sequence<UInt8>) {
    var coefficient: Int128 = 0
    var scale: UInt8 = 0
    var isNegative = false
    var isFirst = true
    var hasDigits = false
    var hasPoint = false
    for byte in text {
      defer { isFirst = false }
      if byte == UInt8(ascii: "-"), isFirst {
        isNegative = true
      } else if byte == UInt8(ascii: "."), hasDigits, !hasPoint {
        hasPoint = true
        hasDigits = false
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        hasDigits = true
        let (tens, overflows) = coefficient.multipliedReportingOverflow(by: 10)
        let digit = Int128(byte - UInt8(ascii: "0"))
        let (next, overflowsToo) = tens.addingReportingOverflow(digit)
        if overflows || overflowsToo { return nil }
        coefficient = next
        if hasPoint {
          guard scale < ExactDecimal.maximumScale else { return nil }
          scale += 1
        }
      } else {
        return nil
      }
    }
    guard hasDigits else { return nil }
    self.init(coefficient: isNegative ? -coefficient : coefficient, scale: scale)
  }

  /// The decimal that `Double.description` names; nil if it has more than 38 digits.
  init?(shortest double: Double) {
    var mantissa: [UInt8] = []
    var exponent = 0
    var isExponent = false
    var exponentText: [UInt8] = []
    for byte in double.description.utf8 {
      if byte == UInt8(ascii: "e") {
        isExponent = true
      } else if isExponent {
        if byte != UInt8(ascii: "+") { exponentText.append(byte) }
      } else {
        mantissa.append(byte)
      }
    }
    if isExponent { exponent = Int(String(decoding: exponentText, as: UTF8.self)) ?? 0 }
    guard let value = ExactDecimal(parsing: mantissa) else { return nil }
    let scale = Int(value.scale) - exponent
    if scale < 0 {
      guard let power = ExactDecimal.power(-scale) else { return nil }
      let (whole, overflows) = value.coefficient.multipliedReportingOverflow(by: power)
      if overflows { return nil }
      self = ExactDecimal(coefficient: whole, scale: 0).rounded
    } else if scale > Int(ExactDecimal.maximumScale) {
      let places = Int(value.scale) - (scale - Int(ExactDecimal.maximumScale))
      let coefficient = places < 0 ? 0 : value.rounded(places: places).coefficient
      self = ExactDecimal(coefficient: coefficient, scale: ExactDecimal.maximumScale).rounded
    } else {
      self = ExactDecimal(coefficient: value.coefficient, scale: UInt8(scale)).rounded
    }
  }
}

extension ByteBuffer {
  /// Appends a decimal with all digits of its scale.
  mutating func append(_ number: ExactDecimal) {
    var digits: UInt128 = number.coefficient.magnitude
    if number.coefficient < 0 { append(UInt8(ascii: "-")) }
    // Least digit first, in two words: 39 digits at most.
    var low = UInt8(0)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { text in
      var count = 0
      repeat {
        low = UInt8(truncatingIfNeeded: digits % 10)
        digits /= 10
        text[count] = UInt8(ascii: "0") + low
        count += 1
      } while digits > 0 || count <= Int(number.scale)
      while count > 0 {
        count -= 1
        append(text[count])
        if count == Int(number.scale), count > 0 { append(UInt8(ascii: ".")) }
      }
    }
  }
}
