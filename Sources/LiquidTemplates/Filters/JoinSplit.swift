extension FilterDefinition {
  /// The items of a list in one text, with a space or another text between them.
  static let join = FilterDefinition(
    name: "join", input: .list, parameters: [FilterParameter(name: "glue", isRequired: false)],
    canFail: true, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    if case .text = input { return input }
    let input = try evaluation.listInput(input)
    let glue =
      arguments.given & 1 == 0 ? nil : try evaluation.text(of: evaluation.argument(0, arguments))
    return try evaluation.makeText { (evaluation, output) in
      for i in 0..<evaluation.itemCount(of: input) {
        if i > 0 {
          if let glue {
            evaluation.withBytes(of: glue) { output.append($0) }
          } else {
            output.append(UInt8(ascii: " "))
          }
        }
        evaluation.append(evaluation.item(of: input, at: i), to: &output)
        if output.count > Evaluation.maximumText { return }
      }
    }
  }

  /// The list of the texts between `separator`s; without a separator, of the characters. Empty items at the end go.
  static let split = FilterDefinition(
    name: "split", parameters: [FilterParameter(name: "separator")], canFail: true
  ) { _ in
    .list(.text)
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    let separator = try evaluation.text(of: evaluation.argument(0, arguments))
    let start = evaluation.items.count
    var position = 0
    var lastWithText = 0
    while position < Int(text.count) {
      let (piece, next) = evaluation.piece(of: text, from: position, separator)
      position = next
      var item = text
      item.start += Int32(piece.lowerBound)
      item.count = Int32(piece.count)
      item.isMarkup = false
      try evaluation.appendItem(.text(item))
      if !piece.isEmpty { lastWithText = evaluation.items.count - start }
    }
    evaluation.items.removeLast(evaluation.items.count - start - lastWithText)
    return .list(start: Int32(start), count: Int32(lastWithText))
  }
}

extension Evaluation {
  /// The piece that begins at `start`, and where the next one does.
  fileprivate func piece(
    of text: TextReference, from start: Int, _ separator: TextReference
  ) -> (piece: Range<Int>, next: Int) {
    withBytes(of: text) { bytes in
      withBytes(of: separator) { separator in
        if separator.isEmpty {
          var end = start + 1
          while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
          return (start..<end, end)
        }
        if separator.count == 1, separator[0] == UInt8(ascii: " ") {
          return bytes.word(from: start)
        }
        guard let found = bytes.firstRange(of: separator, from: start) else {
          return (start..<bytes.count, bytes.count)
        }
        return (start..<found.lowerBound, found.upperBound)
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// As Ruby splits at a single space: any run of white space, and none at the start.
  fileprivate func word(from start: Int) -> (piece: Range<Int>, next: Int) {
    var lower = start
    while lower < count, [UInt8].isWhitespace(self[lower]) { lower += 1 }
    var upper = lower
    while upper < count, ![UInt8].isWhitespace(self[upper]) { upper += 1 }
    var next = upper
    while next < count, [UInt8].isWhitespace(self[next]) { next += 1 }
    return (lower..<upper, next)
  }
}
