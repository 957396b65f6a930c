import JSONText

/// A JSON Schema (draft-07) of one value.
struct Schema: Sendable {
  let members: [JSONValue.Member]

  init(_ members: [JSONValue.Member]) { self.members = members }

  init(_ members: KeyValuePairs<String, JSONValue>) {
    self.members = members.map { JSONValue.Member($0.key, $0.value) }
  }

  var json: JSONValue { .object(members) }

  /// A reference takes no other members beside it in draft-07, and is wrapped.
  func described(_ description: String) -> Schema {
    let text = JSONValue.Member("description", .string(description))
    if members.first?.name == "$ref" {
      return Schema([text, JSONValue.Member("allOf", .array([json]))])
    }
    return Schema([text] + members)
  }
}

extension Schema {
  /// Any scalar but null: the decoder reads text as it is written, and so `012` and `no` are texts too.
  static let text = Schema(["type": ["string", "number", "boolean"]])
  /// As `text`, and not blank.
  static let word = Schema(text.members + [JSONValue.Member("pattern", "\\S")])
  static let boolean = Schema(["type": "boolean"])

  static func integer(_ range: ClosedRange<Int>) -> Schema {
    Schema([
      "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
      "maximum": .integer(Int64(range.upperBound)),
    ])
  }

  /// A string that matches, from its beginning to its end.
  static func pattern(_ pattern: String) -> Schema {
    Schema(["type": "string", "pattern": .string("^(?:\(pattern))$")])
  }

  /// As `pattern`, for text that YAML may take for a whole number or a boolean.
  static func name(_ pattern: String) -> Schema {
    Schema([
      "type": ["string", "integer", "boolean"], "minimum": 0,
      "pattern": .string("^(?:\(pattern))$"),
    ])
  }

  static func choice(_ values: [String]) -> Schema {
    Schema(["enum": .array(values.map { .string($0) })])
  }

  static func list(_ item: Schema, atLeast count: Int = 0) -> Schema {
    var members: [JSONValue.Member] = [.init("type", "array"), .init("items", item.json)]
    if count > 0 { members.append(.init("minItems", .integer(Int64(count)))) }
    return Schema(members)
  }

  /// A mapping whose keys the user names.
  static func mapping(of value: Schema, atLeast count: Int = 0) -> Schema {
    var members: [JSONValue.Member] = [
      .init("type", "object"), .init("additionalProperties", value.json),
    ]
    if count > 0 { members.append(.init("minProperties", .integer(Int64(count)))) }
    return Schema(members)
  }

  static func any(of schemas: [Schema]) -> Schema {
    Schema(["anyOf": .array(schemas.map(\.json))])
  }

  static func reference(_ definition: SchemaDefinition) -> Schema {
    Schema(["$ref": .string("#/definitions/\(definition.rawValue)")])
  }
}
