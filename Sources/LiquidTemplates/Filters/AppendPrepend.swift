extension FilterDefinition {
  /// Text behind the input.
  static let append = FilterDefinition(
    name: "append", parameters: [FilterParameter(name: "text")], onMarkup: .allowed, grows: true
  ) {
    $0.input.type == .markup ? .markup : .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    try evaluation.concatenation(
      input, evaluation.argument(0, arguments), isMarkup: evaluation.isMarkup(input))
  }

  /// Text before the input.
  static let prepend = FilterDefinition(
    name: "prepend", parameters: [FilterParameter(name: "text")], onMarkup: .allowed, grows: true
  ) {
    $0.input.type == .markup ? .markup : .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    try evaluation.concatenation(
      evaluation.argument(0, arguments), input, isMarkup: evaluation.isMarkup(input))
  }
}

extension Evaluation {
  func isMarkup(_ value: LiquidValue) -> Bool {
    if case .text(let text) = value { text.isMarkup } else { false }
  }

  /// One value behind another; in html, what is not html yet is escaped.
  fileprivate mutating func concatenation(
    _ a: LiquidValue, _ b: LiquidValue, isMarkup: Bool
  ) throws(RenderFailure) -> LiquidValue {
    try makeText(isMarkup: isMarkup) { (evaluation, output) in
      for value in [a, b] {
        if isMarkup, !evaluation.isMarkup(value) {
          evaluation.appendEscaped(value, to: &output)
        } else {
          evaluation.append(value, to: &output)
        }
      }
    }
  }

  /// Appends a value as it would be printed.
  func appendEscaped(_ value: LiquidValue, to output: inout ByteBuffer) {
    guard case .text(let text) = value else {
      append(value, to: &output)
      return
    }
    withBytes(of: text) {
      output.append($0, escape: context.escapeOfMarkup, encoding: .plain)
    }
  }
}
