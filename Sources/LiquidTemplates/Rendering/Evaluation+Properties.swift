extension Evaluation {
  /// `size`, `first` and `last` of texts and lists; nil for anything else. Loops are asked elsewhere.
  func property(_ property: ValueProperty, of value: LiquidValue) -> LiquidValue {
    switch value {
    case .text:
      return property == .size ? .integer(Int64(size(of: value))) : .null
    case .list, .cells, .array, .object, .member, .range:
      switch property {
      case .size: return .integer(Int64(itemCount(of: value)))
      case .first: return item(of: value, at: 0)
      case .last where value.isObject: return .null
      case .last: return item(of: value, at: itemCount(of: value) - 1)
      default: return .null
      }
    case .integer where isConformance && property == .size: return .integer(8)
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .loop, .scope, .blank, .empty:
      return .null
    }
  }
}
