/// Punycode (RFC 3492): a label beyond ASCII in letters, digits and hyphens.
enum Punycode {
  private static let base: UInt32 = 36
  private static let first: UInt32 = 1
  private static let last: UInt32 = 26

  /// Without the prefix; nil if the numbers become too large, as in no label of a sensible length.
  static func encode(_ label: [UInt32]) -> [UInt8]? {
    var output = label.filter { $0 < 0x80 }.map { UInt8($0) }
    let basic = UInt32(output.count)
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var next: UInt32 = 0x80
    var delta: UInt32 = 0
    var bias: UInt32 = 72
    var done = basic
    while done < UInt32(label.count) {
      guard let lowest = label.filter({ $0 >= next }).min() else { return nil }
      let (product, isTooLarge) = (lowest - next).multipliedReportingOverflow(by: done + 1)
      guard !isTooLarge else { return nil }
      let (sum, isOverflow) = delta.addingReportingOverflow(product)
      guard !isOverflow else { return nil }
      delta = sum
      next = lowest
      for scalar in label {
        if scalar < next {
          let (sum, isOverflow) = delta.addingReportingOverflow(1)
          guard !isOverflow else { return nil }
          delta = sum
        }
        guard scalar == next else { continue }
        append(delta, bias, to: &output)
        bias = adapt(delta, done + 1, isFirst: done == basic)
        delta = 0
        done += 1
      }
      delta += 1
      next += 1
    }
    return output
  }

  private static func append(_ delta: UInt32, _ bias: UInt32, to output: inout [UInt8]) {
    var rest = delta
    var place = base
    while true {
      let threshold = min(max(place > bias ? place - bias : 0, first), last)
      if rest < threshold { break }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      place += base
    }
    output.append(digit(rest))
  }

  /// nil for what is no Punycode. `label` is without the prefix and in lower case.
  static func decode(_ label: ArraySlice<UInt8>) -> [UInt32]? {
    var output: [UInt32] = []
    var input = label
    if let hyphen = label.lastIndex(of: UInt8(ascii: "-")) {
      output = label[..<hyphen].map { UInt32($0) }
      input = label[(hyphen + 1)...]
    }
    guard output.allSatisfy({ $0 < 0x80 }), label.count <= 256 else { return nil }
    var next: UInt32 = 0x80
    var place: UInt32 = 0
    var bias: UInt32 = 72
    while !input.isEmpty {
      let before = place
      var weight: UInt32 = 1
      var step = base
      while true {
        guard let sign = input.popFirst(), let digit = value(sign) else { return nil }
        let (product, isTooLarge) = digit.multipliedReportingOverflow(by: weight)
        guard !isTooLarge else { return nil }
        let (sum, isOverflow) = place.addingReportingOverflow(product)
        guard !isOverflow else { return nil }
        place = sum
        let threshold = min(max(step > bias ? step - bias : 0, first), last)
        if digit < threshold { break }
        let (larger, isWide) = weight.multipliedReportingOverflow(by: base - threshold)
        guard !isWide else { return nil }
        weight = larger
        step += base
      }
      let count = UInt32(output.count) + 1
      bias = adapt(place - before, count, isFirst: before == 0)
      let (scalar, isOverflow) = next.addingReportingOverflow(place / count)
      guard !isOverflow, Unicode.Scalar(scalar) != nil else { return nil }
      next = scalar
      output.insert(scalar, at: Int(place % count))
      place = place % count + 1
    }
    return output
  }

  private static func adapt(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var place: UInt32 = 0
    while delta > (base - first) * last / 2 {
      delta /= base - first
      place += base
    }
    return place + (base - first + 1) * delta / (delta + 38)
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
  }

  private static func value(_ sign: UInt8) -> UInt32? {
    switch sign {
    case 0x61...0x7A: UInt32(sign - 0x61)
    case 0x30...0x39: UInt32(sign - 0x30 + 26)
    default: nil
    }
  }
}
