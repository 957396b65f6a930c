extension ByteBuffer {
  mutating func appendComposed(
    _ moment: LocalMoment, _ directive: StrftimeDirective
  ) -> Bool {
    let format: StaticString
    switch directive.letter {
    case UInt8(ascii: "c"): format = "%a %b %e %H:%M:%S %Y"
    case UInt8(ascii: "D"), UInt8(ascii: "x"): format = "%m/%d/%y"
    case UInt8(ascii: "F"): format = "%Y-%m-%d"
    case UInt8(ascii: "T"), UInt8(ascii: "X"): format = "%H:%M:%S"
    case UInt8(ascii: "R"): format = "%H:%M"
    case UInt8(ascii: "r"): format = "%I:%M:%S %p"
    case UInt8(ascii: "v"): format = "%e-%^b-%4Y"
    case UInt8(ascii: "+"): format = "%a %b %e %H:%M:%S %Z %Y"
    default: return false
    }
    var text = ByteBuffer(capacity: 40)
    text.append(
      moment,
      strftime: UnsafeRawBufferPointer(start: format.utf8Start, count: format.utf8CodeUnitCount))
    appendCased(String(decoding: text.bytes, as: UTF8.self), directive)
    return true
  }

  mutating func append(
    _ number: Int, _ directive: StrftimeDirective, width: Int, padding: UInt8 = UInt8(ascii: "0")
  ) {
    let digits = Array(String(number.magnitude).utf8)
    let padding = directive.padding ?? padding
    let sign = number < 0 ? 1 : 0
    let fill = padding == 0 ? 0 : max(0, (directive.width ?? width) - digits.count - sign)
    if padding == UInt8(ascii: " ") { append(fill: padding, fill) }
    if sign == 1 { append(UInt8(ascii: "-")) }
    if padding == UInt8(ascii: "0") { append(fill: padding, fill) }
    append(digits)
  }

  /// A name or such: `#` makes it large as well.
  mutating func append(_ text: String, _ directive: StrftimeDirective) {
    appendCased(directive.swapsCase ? text.uppercased() : text, directive)
  }

  /// A text that `#` does not change, or has changed.
  mutating func appendCased(_ text: String, _ directive: StrftimeDirective) {
    let bytes = Array((directive.isUpper ? text.uppercased() : text).utf8)
    if let width = directive.width, width > bytes.count, directive.padding != 0 {
      append(fill: directive.padding ?? UInt8(ascii: " "), width - bytes.count)
    }
    append(bytes)
  }

  /// `+0100`, `+01:00`, `+01:00:00`; with three colons `+01`, and more only if there is more.
  mutating func appendOffset(_ offset: Int32, _ directive: StrftimeDirective) {
    let seconds = Int(offset.magnitude)
    var rest = ByteBuffer(capacity: 8)
    let parts: Int
    switch directive.colons {
    case 3: parts = seconds % 3600 == 0 ? 0 : seconds % 60 == 0 ? 1 : 2
    default: parts = max(1, directive.colons)
    }
    for part in 0..<parts {
      if directive.colons > 0 { rest.append(UInt8(ascii: ":")) }
      rest.append(digits: UInt64(part == 0 ? seconds / 60 % 60 : seconds % 60), width: 2)
    }
    let hours = Array(String(seconds / 3600).utf8)
    // Sign and hours fill what the width leaves.
    let room = max(2, (directive.width ?? 0) - rest.count - 1)
    let fill = max(0, room - hours.count)
    if directive.padding == UInt8(ascii: " ") { append(fill: UInt8(ascii: " "), fill) }
    append(UInt8(ascii: offset < 0 ? "-" : "+"))
    if directive.padding != UInt8(ascii: " ") { append(fill: UInt8(ascii: "0"), fill) }
    append(hours)
    append(rest.bytes)
  }

  /// The first digits of a fraction of a second; zeros beyond the ninth.
  mutating func append(fraction nanoseconds: Int, digits: Int) {
    var unit = 100_000_000
    for _ in 0..<max(0, digits) {
      append(
        UInt8(ascii: "0") + (unit > 0 ? UInt8(truncatingIfNeeded: nanoseconds / unit % 10) : 0))
      unit /= 10
    }
  }

  mutating func append(fill byte: UInt8, _ count: Int) {
    var left = count
    while left > 0 {
      append(byte)
      left -= 1
    }
  }
}
