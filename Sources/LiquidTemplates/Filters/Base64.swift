extension FilterDefinition {
  static let base64Encode = encoding("base64_encode", isURLSafe: false)
  static let base64URLSafeEncode = encoding("base64_url_safe_encode", isURLSafe: true)
  static let base64Decode = decoding("base64_decode", isURLSafe: false)
  static let base64URLSafeDecode = decoding("base64_url_safe_decode", isURLSafe: true)

  private static func encoding(_ name: String, isURLSafe: Bool) -> FilterDefinition {
    FilterDefinition(name: name) { _ in
      .text
    } apply: { (evaluation, input, _) throws(RenderFailure) in
      let text = try evaluation.text(of: input)
      return try evaluation.makeText { (evaluation, output) in
        evaluation.withBytes(of: text) { output.append(base64: $0, isURLSafe: isURLSafe) }
      }
    }
  }

  private static func decoding(_ name: String, isURLSafe: Bool) -> FilterDefinition {
    FilterDefinition(name: name, canFail: true) { _ in
      .text
    } apply: { (evaluation, input, _) throws(RenderFailure) in
      let text = try evaluation.text(of: input)
      return try evaluation.makeDecodedText(otherwise: .notBase64) { (evaluation, output) in
        evaluation.withBytes(of: text) { output.append(decodingBase64: $0, isURLSafe: isURLSafe) }
      }
    }
  }
}

extension ByteBuffer {
  /// RFC 4648, with padding, without line breaks.
  fileprivate mutating func append(base64 bytes: UnsafeRawBufferPointer, isURLSafe: Bool) {
    var i = 0
    while i < bytes.count {
      let left = bytes.count - i
      let group =
        UInt32(bytes[i]) << 16 | (left > 1 ? UInt32(bytes[i + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[i + 2]) : 0)
      for place in 0..<4 {
        if place > left {
          append(UInt8(ascii: "="))
        } else {
          let digit = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * place) & 63)
          append(ByteBuffer.base64Digit(digit, isURLSafe: isURLSafe))
        }
      }
      i += 3
    }
  }

  private static func base64Digit(_ value: UInt8, isURLSafe: Bool) -> UInt8 {
    switch value {
    case 0..<26: UInt8(ascii: "A") + value
    case 26..<52: UInt8(ascii: "a") + value - 26
    case 52..<62: UInt8(ascii: "0") + value - 52
    case 62: UInt8(ascii: isURLSafe ? "-" : "+")
    default: UInt8(ascii: isURLSafe ? "_" : "/")
    }
  }

  private static func base64Value(_ digit: UInt8, isURLSafe: Bool) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    case UInt8(ascii: "-") where isURLSafe: 62
    case UInt8(ascii: "_") where isURLSafe: 63
    default: nil
    }
  }

  /// False for what is not base64: nothing but its digits, whole groups, and no bits left over.
  ///
  /// The form for links may lack its padding.
  fileprivate mutating func append(
    decodingBase64 bytes: UnsafeRawBufferPointer, isURLSafe: Bool
  ) -> Bool {
    var end = bytes.count
    while end > 0, bytes.count - end < 2, bytes[end - 1] == UInt8(ascii: "=") { end -= 1 }
    let isPadded = end < bytes.count
    guard bytes.count % 4 == 0 || (isURLSafe && !isPadded), end % 4 != 1 else { return false }
    var group: UInt32 = 0
    var bits: UInt32 = 0
    for i in 0..<end {
      guard let value = ByteBuffer.base64Value(bytes[i], isURLSafe: isURLSafe) else { return false }
      group = (group << 6 | value) & 0xFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        append(UInt8(truncatingIfNeeded: group >> bits))
        group &= (1 << bits) - 1
      }
    }
    return group == 0
  }
}
