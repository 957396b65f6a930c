/// A JSON document as a tree. Objects keep the order of their members.
package enum JSONValue: Sendable, Equatable {
  package struct Member: Sendable, Equatable {
    package let name: String
    package let value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  case null
  case boolean(Bool)
  case integer(Int64)
  /// Any other number, as written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])
}
