import Crypto

extension FilterDefinition {
  /// The SHA-256 of a text, in hexadecimal.
  static let sha256 = digest("sha256") { SHA256.hash(data: $0).append(to: &$1) }

  /// The MD5 of a text, in hexadecimal: for services that still know addresses by it.
  static let md5 = digest("md5") { Insecure.MD5.hash(data: $0).append(to: &$1) }

  /// The HMAC-SHA-256 of a text with a key, in hexadecimal.
  static let hmacSHA256 = FilterDefinition(
    name: "hmac_sha256", parameters: [FilterParameter(name: "key")], grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    let key = try evaluation.text(of: evaluation.argument(0, arguments))
    return try evaluation.makeText { (evaluation, output) in
      evaluation.withBytes(of: key) { key in
        evaluation.withBytes(of: text) { text in
          HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: key))
            .append(to: &output)
        }
      }
    }
  }

  private static func digest(
    _ name: String, _ append: @escaping @Sendable (UnsafeRawBufferPointer, inout ByteBuffer) -> Void
  ) -> FilterDefinition {
    FilterDefinition(name: name, grows: true) { _ in
      .text
    } apply: { (evaluation, input, _) throws(RenderFailure) in
      let text = try evaluation.text(of: input)
      return try evaluation.makeText { (evaluation, output) in
        evaluation.withBytes(of: text) { append($0, &output) }
      }
    }
  }
}

extension Sequence<UInt8> {
  /// Two small hexadecimal digits a byte.
  fileprivate func append(to output: inout ByteBuffer) {
    for byte in self {
      output.append(ByteBuffer.hexDigit(byte >> 4, isUpper: false))
      output.append(ByteBuffer.hexDigit(byte, isUpper: false))
    }
  }
}
