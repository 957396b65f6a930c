import JSONText

/// The JSON Schema (draft-07) of `StepGraph.json`, what `mailplan compile` prints.
package func graphSchema() -> JSONValue {
  typealias S = JSONSchema
  return S.document(
    "graph", "A Mailplan step graph: what 'mailplan compile' prints",
    S.object([
      .init("formatVersion", S.constant(.string(StepGraph.formatVersion))),
      .init("campaign", S.text), .init("type", S.choice(CampaignType.allCases.map(\.rawValue))),
      .init("description", S.orNull(S.text)), .init("segment", segment),
      .init("enrollment", enrollment), .init("zone", zone),
      .init("onMissing", S.choice(["fail", "skip", "blank"])),
      .init("exit", S.orNull(S.reference("rule"))), .init("policies", policies),
      .init(
        "links",
        S.object([
          .init("unsubscribe", S.orNull(S.reference("template"))),
          .init("viewInBrowser", S.orNull(S.reference("template"))),
        ])), .init("start", S.text.described("The id of the first step.")),
      .init("steps", S.list(S.reference("step"))),
    ]), definitions: GraphStepSchemas.definitions)
}

private var segment: JSONValue {
  typealias S = JSONSchema
  return S.object([
    .init("name", S.text),
    .init(
      "columns",
      S.list(
        S.object([
          .init("name", S.text), .init("type", S.reference("columnType")),
          .init("nullable", S.boolean),
          .init(
            "role",
            S.orNull(S.choice(["id", "address", "suppressed", "open_hours", "tags"]))),
          .init("default", S.orNull(S.text)), .init("preview", S.orNull(S.text)),
        ]))),
  ])
}

private var enrollment: JSONValue {
  typealias S = JSONSchema
  return S.object([
    .init(
      "start",
      S.oneOf([
        S.object([.init("at", S.constant("launch"))]),
        S.object([.init("at", S.reference("dateTime")), .init("onPast", S.reference("onPast"))]),
        S.object([.init("column", S.text)]), S.object([.init("event", S.text)]),
      ])),
    .init("where", S.orNull(S.reference("rule"))),
    .init(
      "reentry",
      S.oneOf([
        S.choice(["never", "after_exit"]), S.object([.init("every", S.reference("period"))]),
      ])),
  ])
}

private var zone: JSONValue {
  typealias S = JSONSchema
  let answer = S.choice(["default", "skip", "error"])
  return S.object([
    .init("column", S.orNull(S.text)), .init("default", S.text), .init("onMissing", answer),
    .init("onInvalid", answer),
  ])
}

private var policies: JSONValue {
  typealias S = JSONSchema
  return S.object([
    .init(
      "maxEmails",
      S.orNull(
        S.object([
          .init("count", S.count), .init("per", S.reference("period")),
          .init("basis", S.choice(["rolling", "calendar"])),
          .init("otherwise", S.choice(["delay", "skip"])),
        ]))),
    .init("minGap", S.orNull(S.reference("period"))),
    .init("allowedFromDomains", S.list(S.text)),
    .init("require", S.list(S.choice(["unsubscribe", "postal_address", "text_part"]))),
    .init("duplicates", S.choice(["skip", "allow", "error"])),
    .init(
      "blastRadius",
      S.orNull(
        S.object([
          .init("recipients", S.count), .init("within", S.orNull(S.reference("period"))),
        ]))),
  ])
}
