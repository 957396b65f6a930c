extension FilterDefinition {
  /// So many characters (Unicode scalars) of a text or items of a list from `start`; one if not said.
  ///
  /// A negative start counts from the end.
  static let slice = FilterDefinition(
    name: "slice", input: .textOrList,
    parameters: [
      FilterParameter(name: "start", kind: .integer),
      FilterParameter(name: "length", kind: .integer, isRequired: false),
    ], canFail: true
  ) {
    if case .list = $0.input.type { $0.input.type } else { .text }
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let start = try evaluation.integer(evaluation.argument(0, arguments))
    let given = evaluation.argument(1, arguments)
    let length = given.isTrue ? try evaluation.integer(given) : 1
    switch input {
    case .array(let first, let count):
      let range = slice(of: Int(count), start, length)
      return .array(start: first + Int32(range.lowerBound), count: Int32(range.count))
    case .member:
      let range = slice(of: 2, start, length)
      let first = evaluation.items.count
      for i in range { try evaluation.appendItem(evaluation.item(of: input, at: i)) }
      return evaluation.list(from: first)
    case .list(let first, let count):
      let range = slice(of: Int(count), start, length)
      return .list(start: first + Int32(range.lowerBound), count: Int32(range.count))
    case .cells(let first, let count):
      let range = slice(of: Int(count), start, length)
      return .cells(start: first + Int32(range.lowerBound), count: Int32(range.count))
    default:
      var text = try evaluation.text(of: input)
      let range = slice(of: evaluation.size(of: .text(text)), start, length)
      let (lower, upper) = evaluation.withBytes(of: text) { bytes in
        let lower = bytes.offset(ofScalar: range.lowerBound)
        return (lower, lower + bytes.slice(lower..<bytes.count).offset(ofScalar: range.count))
      }
      text.start += Int32(lower)
      text.count = Int32(upper - lower)
      // Html cut through is no html any more.
      text.isMarkup = false
      return .text(text)
    }
  }

  /// The places from `start` on, within `0..<count`; empty if there are none.
  private static func slice(of count: Int, _ start: Int64, _ length: Int64) -> Range<Int> {
    guard length > 0, start <= Int64(count), start >= -Int64(count) else { return 0..<0 }
    let lower = Int(start < 0 ? start + Int64(count) : start)
    let upper = Int64(lower).addingReportingOverflow(length)
    return lower..<(upper.overflow ? count : Int(min(upper.partialValue, Int64(count))))
  }
}
