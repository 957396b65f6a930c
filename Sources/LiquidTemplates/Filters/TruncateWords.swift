extension FilterDefinition {
  /// At most so many words, with one space between them and the ellipsis behind; 15 and `...` if not said.
  static let truncateWords = FilterDefinition(
    name: "truncatewords",
    parameters: [
      FilterParameter(name: "words", kind: .integer, isRequired: false),
      FilterParameter(name: "ellipsis", isRequired: false),
    ], canFail: true, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    if input.isNull { return .null }
    let text = try evaluation.text(of: input)
    var words: Int64 = 15
    if arguments.given & 1 != 0 {
      words = max(1, try evaluation.integer(evaluation.argument(0, arguments)))
    }
    let ellipsis =
      arguments.given & 2 == 0 ? nil : try evaluation.text(of: evaluation.argument(1, arguments))
    guard evaluation.withBytes(of: text, { $0.hasMore(thanWords: words) }) else {
      return .text(text)
    }
    return try evaluation.makeText { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        var position = 0
        var left = words
        while left > 0, let word = bytes.nextWord(from: position) {
          if left < words { output.append(UInt8(ascii: " ")) }
          output.append(bytes.slice(word))
          position = word.upperBound
          left -= 1
        }
      }
      evaluation.append(ellipsis: ellipsis, to: &output)
    }
  }
}

extension Evaluation {
  /// Appends what says that something was left out: `...` unless another text is given.
  func append(ellipsis: TextReference?, to output: inout ByteBuffer) {
    if let ellipsis {
      withBytes(of: ellipsis) { output.append($0) }
    } else {
      output.append("...")
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether anything, be it white space, follows the first so many words.
  fileprivate func hasMore(thanWords words: Int64) -> Bool {
    var position = 0
    var left = words
    while left > 0 {
      guard let word = nextWord(from: position) else { return false }
      position = word.upperBound
      left -= 1
    }
    return position < count
  }
}
