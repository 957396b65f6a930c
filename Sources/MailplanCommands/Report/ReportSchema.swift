import JSONText

/// The JSON Schema (draft-07) of `lint --report --format json`.
func reportSchema() -> JSONValue {
  typealias S = JSONSchema
  let count = S.reference("count")
  let span = S.reference("span")
  let campaign = S.object([
    .init("campaign", S.text.described("Its id.")), .init("file", S.text),
    .init(
      "asksOnly",
      S.boolean.described(
        "The bounds are those of what it asks for; `min_gap` and caps may delay it.")),
    .init("mayExitEarlier", S.boolean.described("It has an exit rule.")),
    .init("paths", count), .init("fewestEmails", count), .init("mostEmails", count),
    .init("mostEmailsIn7Days", count), .init("shortestGap", span),
    .init("shortestDuration", span), .init("longestDuration", span),
  ])
  return S.document(
    "report", "The bounds of campaigns: mailplan lint --report --format json",
    S.object([
      .init("formatVersion", S.constant("1.0")), .init("campaigns", S.list(campaign)),
    ]),
    definitions: [
      .init("count", bound(S.count)), .init("span", bound(length)),
      .init("witness", S.orNull(S.list(hop))),
    ])
}

/// What is proven of a number, with the way that comes to it.
private func bound(_ value: JSONValue) -> JSONValue {
  typealias S = JSONSchema
  let rest: [JSONValue.Member] = [
    .init(
      "emails", S.list(S.text).described("The steps that make it up, as far as they are known.")),
    .init("witness", S.reference("witness")),
  ]
  return S.oneOf([
    S.object([.init("verdict", S.constant("proven")), .init("value", S.orNull(value))] + rest),
    S.object(
      [
        .init("verdict", S.constant("unbounded")), .init("value", ["type": "null"]),
        .init(
          "reason", S.choice(["loop", "loop-without-time", "column", "event", "winner", "date"])),
      ] + rest),
    S.object(
      [
        .init("verdict", S.constant("not-decided")),
        .init("value", S.orNull(value).described("As far as was counted.")),
      ] + rest),
  ])
}

private var length: JSONValue {
  JSONSchema.object([
    .init("seconds", JSONSchema.integer.described("The least or the most on any clock.")),
    .init("nominalSeconds", JSONSchema.integer.described("With days of 24 hours.")),
    .init("words", JSONSchema.text),
  ])
}

private var hop: JSONValue {
  JSONSchema.object([
    .init("step", JSONSchema.text),
    .init(
      "choice",
      JSONSchema.orNull(JSONSchema.count).described(
        "Which way it is left, from 0; null at the end.")),
  ])
}
