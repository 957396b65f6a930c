extension JSONValue: ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral items: JSONValue...) { self = .array(items) }

  /// Keeps the order in which the members are written.
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}

extension JSONValue {
  package init(_ value: Bool) { self = .boolean(value) }
  package init(_ value: Int) { self = .integer(Int64(value)) }
  package init(_ value: Int64) { self = .integer(value) }
  package init(_ value: String) { self = .string(value) }
  package init(_ items: [JSONValue]) { self = .array(items) }
  package init(_ strings: [String]) { self = .array(strings.map { .string($0) }) }
  /// null for nil.
  package init(_ value: String?) { self = value.map { .string($0) } ?? .null }
  /// null for nil.
  package init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }

  /// An object of those members that have a value: nil leaves a member out, `.null` writes null.
  package static func object(present members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }
}
