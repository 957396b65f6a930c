extension FilterDefinition {
  /// Every `search` replaced; an empty one stands between any two characters and at both ends.
  static let replace = FilterDefinition(
    name: "replace",
    parameters: [
      FilterParameter(name: "search"), FilterParameter(name: "replacement", isRequired: false),
    ], canFail: true, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    let search = try evaluation.text(of: evaluation.argument(0, arguments))
    let replacement = try evaluation.text(of: evaluation.argument(1, arguments))
    return try evaluation.makeText { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        evaluation.withBytes(of: search) { search in
          evaluation.withBytes(of: replacement) { replacement in
            output.append(bytes, replacing: search, with: replacement)
          }
        }
      }
    }
  }
}

extension ByteBuffer {
  fileprivate mutating func append(
    _ bytes: UnsafeRawBufferPointer, replacing search: UnsafeRawBufferPointer,
    with replacement: UnsafeRawBufferPointer
  ) {
    var position = 0
    if search.isEmpty {
      for i in 0..<bytes.count where bytes[i] & 0xC0 != 0x80 {
        append(bytes.slice(position..<i))
        append(replacement)
        position = i
        if count > Evaluation.maximumText { return }
      }
      append(bytes.slice(position..<bytes.count))
      append(replacement)
      return
    }
    while let found = bytes.firstRange(of: search, from: position) {
      append(bytes.slice(position..<found.lowerBound))
      append(replacement)
      position = found.upperBound
      if count > Evaluation.maximumText { return }
    }
    append(bytes.slice(position..<bytes.count))
  }
}
