extension FilterDefinition {
  /// At most `length` characters (Unicode scalars), the ellipsis counted; 50 and `...` if not said.
  static let truncate = FilterDefinition(
    name: "truncate",
    parameters: [
      FilterParameter(name: "length", kind: .number, isRequired: false),
      FilterParameter(name: "ellipsis", isRequired: false),
    ], grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    var length: Int64 = 50
    if arguments.given & 1 != 0 {
      length = evaluation.number(evaluation.argument(0, arguments)).exact.truncated
    }
    let ellipsis =
      arguments.given & 2 == 0 ? nil : try evaluation.text(of: evaluation.argument(1, arguments))
    let size = evaluation.size(of: .text(text))
    guard Int64(size) > length else { return .text(text) }
    let ellipsisSize = ellipsis.map { evaluation.size(of: .text($0)) } ?? 3
    let kept = max(0, length.subtractingReportingOverflow(Int64(ellipsisSize)).partialValue)
    return try evaluation.makeText { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        output.append(bytes.slice(0..<bytes.offset(ofScalar: Int(clamping: kept))))
      }
      if let ellipsis {
        evaluation.withBytes(of: ellipsis) { output.append($0) }
      } else {
        output.append("...")
      }
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
