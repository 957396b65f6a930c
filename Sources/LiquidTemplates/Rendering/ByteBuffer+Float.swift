extension ByteBuffer {
  /// Appends a decimal as Ruby prints the float nearest to it: `0.1`, `1.0e+20`, `1.0e-05`.
  ///
  /// Whole numbers that are decimals for their size alone have no point.
  mutating func append(float number: ExactDecimal) {
    guard number.scale > 0 else {
      append(number)
      return
    }
    var exact = ByteBuffer(capacity: 48)
    exact.append(number)
    guard let double = Double(String(decoding: exact.bytes, as: UTF8.self)), double.isFinite else {
      append(number)
      return
    }
    var (digits, exponent) = ByteBuffer.digits(of: double)
    if double < 0 { append(UInt8(ascii: "-")) }
    // The point stands behind `exponent` digits.
    if digits.isEmpty { (digits, exponent) = ([UInt8(ascii: "0")], 1) }
    if exponent > 16 || exponent < -3 {
      append(digits[0])
      append(UInt8(ascii: "."))
      append(digits.count > 1 ? digits[1...] : [UInt8(ascii: "0")][...])
      append(UInt8(ascii: "e"))
      append(UInt8(ascii: exponent > 0 ? "+" : "-"))
      append(digits: UInt64((exponent - 1).magnitude), width: 2)
      return
    }
    let zero = UInt8(ascii: "0")
    append(exponent > 0 ? digits.prefix(exponent) : [zero][...])
    for _ in 0..<max(0, exponent - digits.count) { append(zero) }
    append(UInt8(ascii: "."))
    for _ in 0..<max(0, -exponent) { append(zero) }
    let rest = digits.dropFirst(max(0, exponent))
    append(rest.isEmpty ? [zero][...] : rest)
  }

  /// The fewest digits that tell a double apart, and how many of them stand before the point.
  private static func digits(of double: Double) -> ([UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var point = 0
    var hasPoint = false
    let text = Array(double.magnitude.description.utf8)
    let parts = text.split(separator: UInt8(ascii: "e"))
    for byte in parts.first ?? [] {
      if byte == UInt8(ascii: ".") {
        hasPoint = true
        continue
      }
      if !hasPoint { point += 1 }
      digits.append(byte)
    }
    if parts.count > 1 { point += Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 }
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, point - leading)
  }
}
