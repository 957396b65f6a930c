extension FilterDefinition {
  /// What stands in for nil, false and anything empty; with `allow_false: true` false stays.
  static let `default` = FilterDefinition(
    name: "default", input: .any,
    parameters: [
      FilterParameter(name: "value", kind: .any, isRequired: false),
      FilterParameter(name: "allow_false", kind: .boolean, isRequired: false, isKeyword: true),
    ], onMarkup: .allowed, takesNull: true, decidesNull: true
  ) { types in
    guard let standIn = types.arguments.first ?? nil else { return types.input.type }
    // Text that stands in for html is text all the same, and is escaped as such.
    return .joined(types.input.type, standIn.type)
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let keepsFalse = evaluation.argument(1, arguments).isTrue
    let isEmpty: Bool =
      switch input {
      case .null, .blank, .empty: true
      case .boolean(let flag): !flag && !keepsFalse
      default: evaluation.isEmpty(input)
      }
    guard isEmpty else { return input }
    return arguments.given & 1 == 0 ? .text(.empty) : evaluation.argument(0, arguments)
  }
}
