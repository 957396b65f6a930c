extension FilterDefinition {
  /// Characters (Unicode scalars) of a text, items of a list; 0 for nil.
  static let size = FilterDefinition(
    name: "size", input: .sized, onMarkup: .allowed, takesNull: true
  ) { _ in
    .integer
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    .integer(Int64(evaluation.size(of: input)))
  }

  /// The first item of a list, or character of a text; nil if it is empty.
  static let first = end("first") { _ in 0 }

  /// The last item of a list, or character of a text; nil if it is empty.
  static let last = end("last") { $0 - 1 }

  private static func end(
    _ name: String, _ place: @escaping @Sendable (Int) -> Int
  ) -> FilterDefinition {
    FilterDefinition(name: name, input: .sized, mayGiveNull: true) {
      $0.element
    } apply: { (evaluation, input, _) throws(RenderFailure) in
      if case .text(let text) = input {
        return text.count == 0
          ? .null : evaluation.scalar(of: text, at: place(evaluation.size(of: input)))
      }
      // The members of an object begin somewhere, but have no last.
      if input.isObject, name == "last" { return .null }
      return evaluation.item(of: input, at: place(evaluation.itemCount(of: input)))
    }
  }
}

extension FilterTypes {
  /// The type of an item of the input.
  var element: StaticType {
    if case .list(let element) = input.type { return element }
    return input.type.kind == .text ? .text : .any
  }
}
