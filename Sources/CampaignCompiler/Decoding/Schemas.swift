import JSONText

/// The JSON Schema (draft-07) of a campaign file.
package func campaignSchema() -> JSONValue {
  CampaignKeys.form.document("campaign", "A Mailplan campaign")
}

/// The JSON Schema (draft-07) of a segment file.
package func segmentSchema() -> JSONValue {
  SegmentKeys.form.document("segment", "A Mailplan segment: the columns of a CSV file")
}

/// The JSON Schema (draft-07) of the project file.
package func projectSchema() -> JSONValue {
  ProjectKeys.form.document("project", "A Mailplan project: defaults, policies and lint levels")
}

/// The JSON Schema (draft-07) of a campaign test.
package func testSchema() -> JSONValue {
  TestKeys.form.document(
    "test", "A Mailplan campaign test: contacts and events in, the schedule out")
}

extension Form {
  fileprivate func document(_ name: String, _ title: String) -> JSONValue {
    let body = schema
    var used: Set<SchemaDefinition> = []
    body.json.collectDefinitions(into: &used)
    var members: [JSONValue.Member] = [
      .init("$schema", "http://json-schema.org/draft-07/schema#"),
      .init("$id", .string("urn:mailplan:schema:1:\(name)")),
      .init("title", .string(title)),
    ]
    members += body.members
    let definitions = SchemaDefinition.allCases.filter { used.contains($0) }
    if !definitions.isEmpty {
      members.append(
        .init(
          "definitions",
          .object(definitions.map { JSONValue.Member($0.rawValue, $0.schema.json) })))
    }
    return .object(members)
  }
}
