extension FilterDefinition {
  /// `singular` for 1, `plural` for any other number.
  static let pluralize = FilterDefinition(
    name: "pluralize", input: .number,
    parameters: [FilterParameter(name: "singular"), FilterParameter(name: "plural")]
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let isOne = evaluation.number(input).exact == ExactDecimal(1)
    return .text(try evaluation.text(of: evaluation.argument(isOne ? 0 : 1, arguments)))
  }
}
