import JSONText

/// The JSON Schema (draft-07) of what `JSONRenderer` writes. A minor version adds members, so none are forbidden.
package func diagnosticsSchema() -> JSONValue {
  let head: [JSONValue.Member] = [
    .init("$schema", "http://json-schema.org/draft-07/schema#"),
    .init("$id", "urn:mailplan:schema:1:diagnostics"),
    .init("title", "The findings of mailplan lint --format json"),
  ]
  return .object(head + SchemaObject.report.members)
}

/// A member of an object and what it says.
private struct SchemaMember {
  let name: String
  let schema: JSONValue
  let isRequired: Bool

  static func always(_ name: String, _ text: String, _ schema: JSONValue) -> SchemaMember {
    SchemaMember(name: name, schema: schema.described(text), isRequired: true)
  }

  static func perhaps(_ name: String, _ text: String, _ schema: JSONValue) -> SchemaMember {
    SchemaMember(name: name, schema: schema.described(text), isRequired: false)
  }
}

extension JSONValue {
  fileprivate func described(_ text: String) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object([Member("description", .string(text))] + members)
  }

  fileprivate static let text: JSONValue = ["type": "string"]

  fileprivate static func number(from least: Int) -> JSONValue {
    ["type": "integer", "minimum": JSONValue(least)]
  }

  fileprivate static func list(of item: SchemaObject) -> JSONValue {
    ["type": "array", "items": .object(item.members)]
  }

  fileprivate static func choice(_ values: [String]) -> JSONValue {
    ["enum": .array(values.map { .string($0) })]
  }
}

private struct SchemaObject {
  let fields: [SchemaMember]

  var members: [JSONValue.Member] {
    [
      .init("type", "object"),
      .init("required", .array(fields.filter(\.isRequired).map { .string($0.name) })),
      .init("properties", .object(fields.map { JSONValue.Member($0.name, $0.schema) })),
    ]
  }

  static let report = SchemaObject(fields: [
    .always(
      "formatVersion", "1.x: a minor version adds members, a major one may change them.",
      ["type": "string", "pattern": "^1\\.[0-9]+$"]),
    .always(
      "findings",
      "Sorted by path, place and rule, each once; worst ones only under --max-findings.",
      .list(of: finding)),
    .always(
      "counts", "How many findings there are of each severity, those that are not shown included.",
      .object(counts.members)),
    .perhaps(
      "notShown", "How many findings --quiet and --max-findings have left out (since 1.1).",
      .number(from: 0)),
  ])

  static let counts = SchemaObject(
    fields: Severity.allCases.map {
      .always($0.rawValue, "Findings of the severity \($0.rawValue).", .number(from: 0))
    })

  static let finding = SchemaObject(
    fields: [
      .always(
        "rule", "The stable id, for `mailplan explain`.", ["type": "string", "minLength": 1]),
      .always("severity", "How bad it is.", .choice(Severity.allCases.map(\.rawValue))),
      .always("message", "What is wrong: one line, lower case, no final period.", .text),
    ] + place + [
      .perhaps("label", "What is said beside the place, such as a name that was meant.", .text),
      .always("related", "Other places that explain the first.", .list(of: related)),
      .always("notes", "More about it.", ["type": "array", "items": .text]),
      .perhaps("help", "What to do about it.", .text),
      .perhaps(
        "witness", "The way through the campaign that shows it, first step first (since 1.1).",
        .list(of: step)),
      .perhaps("fix", "How a program may mend it (since 1.1).", .object(fix.members)),
      .perhaps(
        "subject", "What it is about, by names that outlive edits (since 1.1).",
        .object(subject.members)),
      .perhaps(
        "fingerprint",
        "The same for the same finding whatever its line: made of rule and subject, counted (since 1.1).",
        ["type": "string", "pattern": "^[0-9a-f]{32}$"]),
    ])

  /// Where something is: a file; a line of it, perhaps with a column; or a range.
  static let place: [SchemaMember] = [
    .always("path", "As it was named on the command line; empty for no file.", .text),
    .perhaps("startLine", "From 1.", .number(from: 1)),
    .perhaps("startColumn", "From 1, in Unicode scalars.", .number(from: 1)),
    .perhaps("endLine", "From 1.", .number(from: 1)),
    .perhaps("endColumn", "Exclusive.", .number(from: 1)),
    .perhaps("startByte", "From 0, in the bytes of the file.", .number(from: 0)),
    .perhaps("endByte", "Exclusive.", .number(from: 0)),
  ]

  static let related = SchemaObject(
    fields: [.always("message", "What is there.", .text)] + place)

  static let step = SchemaObject(
    fields: [.always("text", "The step, and how it is left.", .text)] + place)

  static let fix = SchemaObject(fields: [
    .always("title", "What it does.", .text),
    .always(
      "applicability", "safe: applied by --fix; unsafe: by --fix-unsafe; display: by nothing.",
      .choice(Fix.Applicability.allCases.map(\.rawValue))),
    .always("edits", "Ranges and what replaces them; they do not overlap.", .list(of: edit)),
  ])

  static let edit = SchemaObject(
    fields: place + [.always("replacement", "Instead of the bytes of the range.", .text)])

  static let subject = SchemaObject(fields: [
    .always("campaign", "Its id.", .text),
    .perhaps("step", "The id of the innermost step; absent for the campaign as a whole.", .text),
  ])
}
