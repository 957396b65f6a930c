extension FilterDefinition {
  /// Characters (Unicode scalars) of a text, items of a list; 0 for nil.
  static let size = FilterDefinition(
    name: "size", input: .sized, onMarkup: .allowed, takesNull: true
  ) { _ in
    .integer
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    .integer(Int64(evaluation.size(of: input)))
  }

  /// The first item of a list; nil if it is empty.
  static let first = FilterDefinition(name: "first", input: .list, mayGiveNull: true) {
    $0.element
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    evaluation.property(.first, of: input)
  }

  /// The last item of a list; nil if it is empty.
  static let last = FilterDefinition(name: "last", input: .list, mayGiveNull: true) {
    $0.element
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    evaluation.property(.last, of: input)
  }
}

extension FilterTypes {
  /// The type of an item of the input.
  fileprivate var element: StaticType {
    if case .list(let element) = input.type { element } else { .any }
  }
}
