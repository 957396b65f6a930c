extension FilterDefinition {
  /// Percent-encoding as in a form: a space becomes `+`.
  static let urlEncode = percentEncoding("url_encode", space: "+")

  /// Percent-encoding for a part of a link: a space becomes `%20`.
  static let urlParamEscape = percentEncoding("url_param_escape", space: "%20")

  /// Undoes `url_encode` and `url_param_escape`. What is no `%` and two digits stays as it is.
  static let urlDecode = FilterDefinition(name: "url_decode", canFail: true) { _ in
    .text
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    return try evaluation.makeDecodedText { (evaluation, output) in
      evaluation.withBytes(of: text) { output.append(percentDecoding: $0) }
      return true
    }
  }

  private static func percentEncoding(_ name: String, space: StaticString) -> FilterDefinition {
    FilterDefinition(name: name, grows: true) {
      $0.context == .url ? .markup : .text
    } apply: { (evaluation, input, _) throws(RenderFailure) in
      let text = try evaluation.text(of: input)
      return try evaluation.makeText(isMarkup: evaluation.context == .url) {
        (evaluation, output) in
        evaluation.withBytes(of: text) { bytes in
          bytes.eachPiece(between: UInt8(ascii: " ")) { piece, isLast in
            output.append(percentEncoding: piece)
            if !isLast { output.append(space) }
          }
        }
      }
    }
  }
}

extension Evaluation {
  /// Makes a text of bytes that were encoded: an error unless they are UTF-8.
  ///
  /// `body` returns false for what it cannot decode.
  mutating func makeDecodedText(
    otherwise failure: RenderFailure = .notUTF8,
    _ body: (borrowing Evaluation, inout ByteBuffer) -> Bool
  ) throws(RenderFailure) -> LiquidValue {
    var isReadable = false
    let made = try makeText { (evaluation, output) in isReadable = body(evaluation, &output) }
    guard isReadable else { throw failure }
    guard withBytes(of: made, { $0.isUTF8 }) else { throw .notUTF8 }
    return made
  }
}

extension ByteBuffer {
  fileprivate mutating func append(percentDecoding bytes: UnsafeRawBufferPointer) {
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == UInt8(ascii: "%"), i + 2 < bytes.count,
        let high = ByteBuffer.hexValue(bytes[i + 1]), let low = ByteBuffer.hexValue(bytes[i + 2])
      {
        append(high << 4 | low)
        i += 3
      } else {
        append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        i += 1
      }
    }
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func eachPiece(
    between separator: UInt8, _ body: (UnsafeRawBufferPointer, Bool) -> Void
  ) {
    var start = 0
    for i in 0..<count where self[i] == separator {
      body(slice(start..<i), false)
      start = i + 1
    }
    body(slice(start..<count), true)
  }

  /// Whether the bytes are well-formed UTF-8.
  var isUTF8: Bool {
    var i = 0
    while i < count {
      let lead = self[i]
      if lead < 0x80 {
        i += 1
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if lead == 0xE0 { lowest = 0xA0 }
        if lead == 0xED { highest = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if lead == 0xF0 { lowest = 0x90 }
        if lead == 0xF4 { highest = 0x8F }
      default: return false
      }
      guard i + length <= count, self[i + 1] >= lowest, self[i + 1] <= highest else { return false }
      var place = i + 2
      while place < i + length {
        if self[place] & 0xC0 != 0x80 { return false }
        place += 1
      }
      i += length
    }
    return true
  }
}
