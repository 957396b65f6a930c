extension FilterDefinition {
  /// The items whose property is true, or equals a value.
  static let `where` = selecting("where", .kept) { $0.list }

  /// The items that `where` leaves out.
  static let reject = selecting("reject", .others) { $0.list }

  /// Whether there is an item that `where` would keep.
  static let has = selecting("has", .existence) { _ in .boolean }

  /// The first item that `where` would keep; nil if there is none.
  static let find = selecting("find", .first) { $0.element }

  /// The place of that item, 0 for the first; nil if there is none.
  static let findIndex = selecting("find_index", .place) { _ in .integer }

  private enum Selection: Sendable {
    case kept
    case others
    case existence
    case first
    case place
  }

  private static func selecting(
    _ name: String, _ selection: Selection,
    result: @escaping @Sendable (FilterTypes) -> StaticType
  ) -> FilterDefinition {
    FilterDefinition(
      name: name, input: .objects,
      parameters: [.property, FilterParameter(name: "value", kind: .any, isRequired: false)],
      mayGiveNull: selection == .first || selection == .place, canFail: true, result: result
    ) { (evaluation, input, arguments) throws(RenderFailure) in
      let list = try evaluation.listInput(input)
      let start = evaluation.items.count
      let property = evaluation.argument(0, arguments)
      let wanted = evaluation.argument(1, arguments)
      for i in 0..<evaluation.itemCount(of: list) {
        try evaluation.charge(bytes: 64)
        let item = evaluation.item(of: list, at: i)
        guard case .value(let found) = try evaluation.property(property, ofItem: item) else {
          // An item that cannot have properties makes nil of it all.
          evaluation.items.removeLast(evaluation.items.count - start)
          return .null
        }
        let isKept = wanted.isNull ? found.isTrue : evaluation.areEqual(found, wanted)
        switch selection {
        case .kept: if isKept { try evaluation.appendItem(item) }
        case .others: if !isKept { try evaluation.appendItem(item) }
        case .existence: if isKept { return .boolean(true) }
        case .first: if isKept { return item }
        case .place: if isKept { return .integer(Int64(i)) }
        }
      }
      switch selection {
      case .kept, .others: return evaluation.list(from: start)
      case .existence: return .boolean(false)
      case .first, .place: return .null
      }
    }
  }
}
