extension FilterDefinition {
  static let upcase = mapping("upcase") { scalar, _ in scalar.properties.uppercaseMapping }

  static let downcase = mapping("downcase") { scalar, _ in scalar.properties.lowercaseMapping }

  /// The first letter large, all others small.
  static let capitalize = mapping("capitalize") { scalar, isFirst in
    isFirst ? scalar.properties.titlecaseMapping : scalar.properties.lowercaseMapping
  }

  private static func mapping(
    _ name: String, _ map: @escaping @Sendable (Unicode.Scalar, _ isFirst: Bool) -> String
  ) -> FilterDefinition {
    // ASCII, which is most of all text, is looked up.
    let ascii = [true, false].map { isFirst in
      (UInt8(0)..<0x80).map { map(Unicode.Scalar($0), isFirst).utf8.first ?? $0 }
    }
    return FilterDefinition(name: name) { _ in
      .text
    } apply: { (evaluation, input, _) throws(RenderFailure) in
      let text = try evaluation.text(of: input)
      return try evaluation.makeText { (evaluation, output) in
        evaluation.withBytes(of: text) { bytes in
          var i = 0
          while i < bytes.count, bytes[i] < 0x80 {
            output.append(ascii[i == 0 ? 0 : 1][Int(bytes[i])])
            i += 1
          }
          guard i < bytes.count else { return }
          var isFirst = i == 0
          let rest = bytes.slice(i..<bytes.count)
          for scalar in String(decoding: rest, as: UTF8.self).unicodeScalars {
            output.append(utf8: map(scalar, isFirst))
            isFirst = false
          }
        }
      }
    }
  }
}
