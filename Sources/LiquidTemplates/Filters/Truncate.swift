extension FilterDefinition {
  /// At most `length` characters (Unicode scalars), the ellipsis counted; 50 and `...` if not said.
  static let truncate = FilterDefinition(
    name: "truncate",
    parameters: [
      FilterParameter(name: "length", kind: .integer, isRequired: false),
      FilterParameter(name: "ellipsis", isRequired: false),
    ], canFail: true, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    if input.isNull { return .null }
    let text = try evaluation.text(of: input)
    var length: Int64 = 50
    if arguments.given & 1 != 0 {
      length = try evaluation.integer(evaluation.argument(0, arguments))
    }
    let ellipsis =
      arguments.given & 2 == 0 ? nil : try evaluation.text(of: evaluation.argument(1, arguments))
    let size = evaluation.size(of: .text(text))
    guard Int64(size) > length else { return .text(text) }
    let ellipsisSize = ellipsis.map { evaluation.size(of: .text($0)) } ?? 3
    let kept = length < 0 ? 0 : max(0, length - Int64(ellipsisSize))
    return try evaluation.makeText { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        output.append(bytes.slice(0..<bytes.offset(ofScalar: Int(clamping: kept))))
      }
      evaluation.append(ellipsis: ellipsis, to: &output)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Where the scalar with this number begins; `count` past the last.
  func offset(ofScalar number: Int) -> Int {
    var scalars = 0
    for i in 0..<count where self[i] & 0xC0 != 0x80 {
      if scalars == number { return i }
      scalars += 1
    }
    return count
  }
}
