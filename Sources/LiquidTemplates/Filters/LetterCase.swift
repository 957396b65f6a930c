extension FilterDefinition {
  static let upcase = FilterDefinition(name: "upcase") { _ in
    .text
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    try evaluation.mapScalars(input) { scalar, _ in scalar.properties.uppercaseMapping }
  }

  static let downcase = FilterDefinition(name: "downcase") { _ in
    .text
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    try evaluation.mapScalars(input) { scalar, _ in scalar.properties.lowercaseMapping }
  }

  /// The first letter large, all others small.
  static let capitalize = FilterDefinition(name: "capitalize") { _ in
    .text
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    try evaluation.mapScalars(input) { scalar, isFirst in
      isFirst ? scalar.properties.titlecaseMapping : scalar.properties.lowercaseMapping
    }
  }
}

extension Evaluation {
  fileprivate mutating func mapScalars(
    _ input: LiquidValue, _ map: (Unicode.Scalar, _ isFirst: Bool) -> String
  ) throws(RenderFailure) -> LiquidValue {
    let text = try text(of: input)
    return try makeText { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        var isFirst = true
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
          output.append(utf8: map(scalar, isFirst))
          isFirst = false
        }
      }
    }
  }
}
