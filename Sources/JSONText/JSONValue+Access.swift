extension JSONValue {
  /// The value of a member; nil if there is none, or this is no object.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// An item of an array; nil past its end, or if this is no array.
  package subscript(index: Int) -> JSONValue? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  package var isNull: Bool { self == .null }

  package var booleanValue: Bool? {
    if case .boolean(let value) = self { return value }
    return nil
  }

  package var integerValue: Int64? {
    if case .integer(let value) = self { return value }
    return nil
  }

  /// A number as written, with or without a fraction.
  package var numberText: String? {
    switch self {
    case .integer(let value): String(value)
    case .number(let text): text
    case .null, .boolean, .string, .array, .object: nil
    }
  }

  package var stringValue: String? {
    if case .string(let value) = self { return value }
    return nil
  }

  package var arrayValue: [JSONValue]? {
    if case .array(let items) = self { return items }
    return nil
  }

  package var objectValue: [Member]? {
    if case .object(let members) = self { return members }
    return nil
  }
}
