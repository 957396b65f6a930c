extension FilterDefinition {
  /// Without white space at both ends.
  static let strip = stripping("strip", start: true, end: true)
  static let lstrip = stripping("lstrip", start: true, end: false)
  static let rstrip = stripping("rstrip", start: false, end: true)

  private static func stripping(_ name: String, start: Bool, end: Bool) -> FilterDefinition {
    FilterDefinition(name: name, onMarkup: .allowed) {
      $0.input.type == .markup ? .markup : .text
    } apply: { (evaluation, input, _) throws(RenderFailure) in
      var text = try evaluation.text(of: input)
      let (lower, upper) = evaluation.withBytes(of: text) { bytes in
        var lower = 0
        var upper = bytes.count
        while start, lower < upper, [UInt8].isWhitespace(bytes[lower]) { lower += 1 }
        while end, upper > lower, [UInt8].isWhitespace(bytes[upper - 1]) { upper -= 1 }
        return (lower, upper)
      }
      text.start += Int32(lower)
      text.count = Int32(upper - lower)
      return .text(text)
    }
  }
}
