extension FilterDefinition {
  /// Without white space at both ends, and with one space for any run of it inside.
  static let squish = FilterDefinition(name: "squish", onMarkup: .allowed) {
    $0.input.type == .markup ? .markup : .text
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    return try evaluation.makeText(isMarkup: text.isMarkup) { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        let start = output.count
        var position = 0
        while let word = bytes.nextWord(from: position) {
          if output.count > start { output.append(UInt8(ascii: " ")) }
          output.append(bytes.slice(word))
          position = word.upperBound
        }
      }
    }
  }

  /// Without line breaks.
  static let stripNewlines = FilterDefinition(name: "strip_newlines", onMarkup: .allowed) {
    $0.input.type == .markup ? .markup : .text
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    return try evaluation.makeText(isMarkup: text.isMarkup) { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in bytes.eachLine { line, _ in output.append(line) } }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The next run of bytes that are no white space; nil if there is none.
  func nextWord(from start: Int) -> Range<Int>? {
    var lower = start
    while lower < count, [UInt8].isWhitespace(self[lower]) { lower += 1 }
    guard lower < count else { return nil }
    var upper = lower
    while upper < count, ![UInt8].isWhitespace(self[upper]) { upper += 1 }
    return lower..<upper
  }
}
