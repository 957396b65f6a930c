import JSONText

/// The schemas that others refer to by name.
enum SchemaDefinition: String, CaseIterable {
  case steps
  case step
  case email
  case wait
  case branch
  case split
  case action
  case goto
  case exit
  case sender
  case send
  case segment

  var schema: Schema {
    switch self {
    case .steps: .list(.reference(.step))
    case .step: SchemaDefinition.stepSchema
    case .email: StepKind.email.schema
    case .wait: StepKind.wait.schema
    case .branch: StepKind.branch.schema
    case .split: StepKind.split.schema
    case .action: StepKind.action.schema
    case .goto: StepKind.goto.schema
    case .exit: StepKind.exit.schema
    case .sender: .any(of: [ValueKind.address.schema, SenderKeys.form.schema])
    case .send: SendKeys.schema
    case .segment: SegmentKeys.inlineForm.schema
    }
  }

  /// Exactly one kind key; the rest is up to the kind.
  private static var stepSchema: Schema {
    let kinds = StepKind.allCases
    return Schema([
      "type": "object",
      "description": .string("A step: exactly one of \(listed(StepKind.names, "or"))."),
      "oneOf": .array(kinds.map { ["required": [.string($0.rawValue)]] }),
      "allOf": .array(
        kinds.map { kind in
          [
            "if": ["required": [.string(kind.rawValue)]],
            "then": ["$ref": .string("#/definitions/\(kind.rawValue)")],
          ]
        }),
      "defaultSnippets": .array(
        kinds.compactMap { kind in
          kind.form.snippet.map { ["label": .string(kind.rawValue), "body": $0] }
        }),
    ])
  }
}

extension JSONValue {
  /// Adds the names of all definitions that the value refers to, through other definitions too.
  func collectDefinitions(into found: inout Set<SchemaDefinition>) {
    switch self {
    case .null, .boolean, .integer, .number, .string: break
    case .array(let items):
      for item in items { item.collectDefinitions(into: &found) }
    case .object(let members):
      for member in members {
        guard member.name == "$ref", case .string(let text) = member.value else {
          member.value.collectDefinitions(into: &found)
          continue
        }
        let name = String(decoding: text.utf8.dropFirst("#/definitions/".utf8.count), as: UTF8.self)
        if let definition = SchemaDefinition(rawValue: name), found.insert(definition).inserted {
          definition.schema.json.collectDefinitions(into: &found)
        }
      }
    }
  }
}
