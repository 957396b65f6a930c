import JSONText

/// The JSON Schema (draft-07) of a row of the manifest: a message, or why there is none.
package func manifestSchema() -> JSONValue {
  typealias S = JSONSchema
  return S.document(
    "manifest", "A row of a Mailplan manifest: one line of 'mailplan run'",
    S.oneOf([S.reference("send"), S.reference("skip"), S.reference("notEnrolled")]),
    definitions: [
      .init("send", send.described("A message to one contact.")),
      .init("skip", skip.described("A message that is not sent, and why.")),
      .init("notEnrolled", notEnrolled.described("A contact that does not enter the campaign.")),
    ])
}

/// What every row says of its origin.
private var origin: [JSONValue.Member] {
  typealias S = JSONSchema
  return [
    .init("messageId", S.text.described("The same across edits, machines and parts of a segment.")),
    .init("campaign", S.text), .init("graph", S.digest), .init("step", S.text),
    .init("variant", S.orNull(S.text)), .init("contact", S.text),
    .init("row", row), .init("sendAt", S.instant), .init("sendAtLocal", S.localInstant),
    .init("timezone", S.text),
    .init(
      "timing", S.list(S.choice(["window", "cap", "gap", "overlap", "optimized", "fallback"]))),
  ]
}

private var row: JSONValue {
  JSONValue.object([.init("type", "integer"), .init("minimum", 1)])
    .described("The record of the contact in the CSV file, the header being 1.")
}

private func outcome(_ name: String) -> [JSONValue.Member] {
  [
    .init("formatVersion", JSONSchema.constant("1.0")),
    .init("outcome", JSONSchema.constant(.string(name))),
  ]
}

private var path: JSONValue.Member {
  .init(
    "path",
    JSONSchema.list(JSONSchema.text).described(
      "The steps that led here, the email last; of a long way the last 64."))
}

private let reasons = SkipReason.allCases.map(\.rawValue)

private var send: JSONValue {
  typealias S = JSONSchema
  return S.object(
    outcome("send") + origin + [
      .init("from", S.text), .init("replyTo", S.orNull(S.text)), .init("to", S.text),
      .init("subject", S.text), .init("preheader", S.orNull(S.text)),
      .init("headers", S.map(of: S.text)), .init("trackOpens", S.boolean),
      .init("trackClicks", S.boolean), path,
    ],
    optional: [
      .init("html", S.orNull(S.text)), .init("text", S.orNull(S.text)), .init("locale", S.text),
    ])
}

private var skip: JSONValue {
  typealias S = JSONSchema
  return S.object(
    outcome("skip") + [.init("reason", S.choice(reasons))] + origin + [.init("to", S.text), path],
    optional: [.init("detail", S.text)])
}

private var notEnrolled: JSONValue {
  typealias S = JSONSchema
  return S.object(
    outcome("skip") + [
      .init("reason", S.choice(reasons)), .init("messageId", S.constant(.null)),
      .init("campaign", S.text), .init("graph", S.digest), .init("step", S.constant(.null)),
      .init("contact", S.text), .init("row", row), .init("to", S.text),
    ], optional: [.init("detail", S.text)])
}

/// The JSON Schema (draft-07) of a row of the actions output.
package func actionsSchema() -> JSONValue {
  typealias S = JSONSchema
  func row(_ kind: String, _ members: [JSONValue.Member]) -> JSONValue {
    S.object(outcome("action") + [.init("kind", S.constant(.string(kind)))] + place + members)
  }
  let skipped = S.object(
    outcome("skip") + [.init("kind", S.choice(["webhook", "notify"]))] + place + [
      .init("reason", S.choice(reasons))
    ], optional: [.init("detail", S.text)])
  return S.document(
    "actions", "A row of Mailplan's actions output",
    S.oneOf([
      row(
        "set",
        [
          .init(
            "values",
            S.map(of: ["type": ["string", "number", "boolean", "array", "null"]]).described(
              "The columns as they have become."))
        ]), row("tags", [.init("add", S.list(S.text)), .init("remove", S.list(S.text))]),
      row("webhook", [.init("url", S.text), .init("body", S.orNull(S.text))]),
      row("notify", [.init("to", S.text), .init("message", S.text)]),
      skipped.described("A call whose template cannot be rendered."),
    ]))
}

private var place: [JSONValue.Member] {
  typealias S = JSONSchema
  return [
    .init("campaign", S.text), .init("graph", S.digest), .init("step", S.text),
    .init("contact", S.text), .init("row", row), .init("at", S.instant),
    .init("atLocal", S.localInstant), .init("timezone", S.text),
  ]
}
