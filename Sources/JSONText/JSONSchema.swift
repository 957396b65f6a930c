/// Pieces of JSON Schema (draft-07) for what the tool writes: objects have all of their required members and no
/// others than those listed.
package enum JSONSchema {
  package static let text: JSONValue = ["type": "string"]
  package static let boolean: JSONValue = ["type": "boolean"]
  package static let integer: JSONValue = ["type": "integer"]
  package static let count: JSONValue = ["type": "integer", "minimum": 0]
  /// RFC 3339 in UTC: `2026-12-01T08:00:00Z`.
  package static let instant: JSONValue = [
    "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
  ]
  /// RFC 3339 on a contact's clock: `2026-12-01T09:00:00+01:00`.
  package static let localInstant: JSONValue = [
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$",
  ]
  package static let digest: JSONValue = ["type": "string", "pattern": "^sha256:[0-9a-f]{64}$"]

  package static func choice(_ values: [String]) -> JSONValue { ["enum": .init(values)] }

  package static func constant(_ value: JSONValue) -> JSONValue { ["const": value] }

  package static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

  /// An object whose members are named by data.
  package static func map(of value: JSONValue) -> JSONValue {
    ["type": "object", "additionalProperties": value]
  }

  package static func oneOf(_ schemas: [JSONValue]) -> JSONValue { ["oneOf": .array(schemas)] }

  package static func orNull(_ schema: JSONValue) -> JSONValue {
    ["anyOf": [schema, ["type": "null"]]]
  }

  package static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/definitions/\(name)")]
  }

  package static func object(
    _ required: [JSONValue.Member], optional: [JSONValue.Member] = []
  ) -> JSONValue {
    [
      "type": "object", "additionalProperties": false,
      "required": .array(required.map { .string($0.name) }),
      "properties": .object(required + optional),
    ]
  }

  /// A published schema.
  package static func document(
    _ name: String, _ title: String, _ body: JSONValue, definitions: [JSONValue.Member] = []
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("$schema", "http://json-schema.org/draft-07/schema#"),
      .init("$id", .string("urn:mailplan:schema:1:\(name)")), .init("title", .string(title)),
    ]
    members += body.objectValue ?? []
    if !definitions.isEmpty { members.append(.init("definitions", .object(definitions))) }
    return .object(members)
  }
}

extension JSONValue {
  /// The same schema with a description, in Markdown; a reference is wrapped, since draft-07 ignores what stands
  /// beside it.
  package func described(_ text: String) -> JSONValue {
    let description = Member("description", .string(text))
    guard case .object(let members) = self, members.first?.name != "$ref" else {
      return .object([description, Member("allOf", [self])])
    }
    return .object([description] + members)
  }
}
