extension FilterParameter {
  /// A property of the items, for lists of objects.
  static let property = FilterParameter(name: "property", kind: .any)
  static let optionalProperty = FilterParameter(
    name: "property", kind: .property, isRequired: false)
}

/// Why an item has no property: filters differ in what they make of it.
enum PropertyOfItem {
  case value(LiquidValue)
  /// Nil, true, false and decimals have no properties at all.
  case none
}

extension Evaluation {
  /// `item[property]` as Ruby sees it: a text has the parts that it contains.
  ///
  /// An integer has bits, by number; asked for anything else it is an error.
  func property(
    _ property: LiquidValue, ofItem item: LiquidValue
  ) throws(RenderFailure) -> PropertyOfItem {
    switch (item, property) {
    case (.object, .text(let name)): return .value(member(named: name, of: item) ?? .null)
    case (.object, _): return .value(.null)
    case (.scope, .text(let name)): return .value(self.property(named: name, of: item))
    case (.text(let text), .text(let part)):
      let found = withBytes(of: text) { text in
        withBytes(of: part) { part in text.firstRange(of: part, from: 0) != nil }
      }
      return .value(found ? property : .null)
    case (.text(let text), .integer(let index)):
      return .value(character(of: text, at: index))
    case (.integer(let number), .integer(let bit)):
      if bit < 0 { return .value(.integer(0)) }
      return .value(.integer(bit > 62 ? (number < 0 ? 1 : 0) : number >> bit & 1))
    case (.text, _), (.integer, _): throw .noProperties
    default: return .none
    }
  }

  private func character(of text: TextReference, at index: Int64) -> LiquidValue {
    let size = Int64(size(of: .text(text)))
    let place = index < 0 ? index + size : index
    guard place >= 0, place < size else { return .null }
    return scalar(of: text, at: Int(place))
  }

  /// One character; nil past the end.
  func scalar(of text: TextReference, at place: Int) -> LiquidValue {
    var part = text
    let (lower, upper) = withBytes(of: text) { bytes in
      let lower = bytes.offset(ofScalar: place)
      return (lower, lower + bytes.slice(lower..<bytes.count).offset(ofScalar: 1))
    }
    guard upper > lower else { return .null }
    part.start += Int32(lower)
    part.count = Int32(upper - lower)
    part.isMarkup = false
    return .text(part)
  }
}
