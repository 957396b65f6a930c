import JSONText

/// The JSON Schema (draft-07) of a run's summary.
package func summarySchema() -> JSONValue {
  typealias S = JSONSchema
  return S.document(
    "summary", "The summary of a Mailplan run",
    S.object(
      [
        .init("formatVersion", S.constant("1.0")), .init("campaign", S.text),
        .init("graph", S.digest), .init("segment", S.orNull(S.digest)),
        .init("events", S.orNull(S.digest)), .init("toolVersion", S.text),
        .init("launch", S.instant), .init("asOf", S.orNull(S.instant)),
        .init("bodies", S.choice(BodyOutput.allCases.map(\.rawValue))),
        .init(
          "engagement",
          counts(
            [
              "events", "repeated", "contacts", "unknownContacts", "unknownContactEvents",
              "unknownStepRows",
            ], and: [.init("assumed", S.text)])), .init("contacts", contacts),
        .init("messages", messages), .init("steps", S.list(step)), .init("days", S.list(day)),
        .init("hours", S.list(counts(["hour", "sends", "skips"]))),
        .init(
          "zones",
          S.list(counts(["contacts", "sends", "skips"], and: [.init("timezone", S.text)]))),
        .init("waiting", S.list(gathering("contacts", and: ["withoutEnd"]))),
        .init("held", S.list(gathering("messages"))), .init("scheduledDays", S.list(day)),
        .init("clockChanges", S.list(clockChange)), .init("otherClockChanges", S.count),
      ],
      optional: [
        .init(
          "parts",
          S.list(S.object([.init("file", S.text), .init("rows", S.count)]))
            .described("Of a manifest that is split: its files."))
      ]))
}

private func counts(_ names: [String], and more: [JSONValue.Member] = []) -> JSONValue {
  JSONSchema.object(members(names) + more)
}

private func members(_ names: [String]) -> [JSONValue.Member] {
  names.map { .init($0, JSONSchema.count) }
}

private var contacts: JSONValue {
  typealias S = JSONSchema
  return S.object(
    members(["records", "enrolled", "completed", "exited", "waiting", "failed"]) + [
      .init("notEnrolled", counts(["where", "zone", "no-entry-time", "awaiting-entry"]))
    ] + members(["exitedByRule", "exitedAsPast", "recipients"]) + [
      .init("defaultZone", counts(["missing", "invalid"])),
      .init("skippedZone", counts(["missing", "invalid"])),
    ], optional: members(["reentries"]))
}

private var reasons: JSONValue {
  [
    "type": "object", "additionalProperties": false,
    "properties": .object(members(SkipReason.allCases.map(\.rawValue))),
  ]
}

private var messages: JSONValue {
  typealias S = JSONSchema
  return S.object(
    members(["rows", "sends", "skips"]) + [.init("reasons", reasons)]
      + members([
        "scheduled", "scheduledSkips", "optimized", "fallback", "missingValueFailures",
        "replacedLinks",
      ]) + [
        .init("firstSendAt", S.orNull(S.instant)), .init("lastSendAt", S.orNull(S.instant)),
      ])
}

private var day: JSONValue {
  counts(
    ["sends", "skips"],
    and: [.init("day", ["type": "string", "pattern": "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}$"])])
}

private func gathering(_ what: String, and more: [String] = []) -> JSONValue {
  typealias S = JSONSchema
  return counts(
    [what] + more,
    and: [
      .init("step", S.text), .init("from", S.orNull(S.instant)),
      .init("until", S.orNull(S.instant)),
    ])
}

private var clockChange: JSONValue {
  typealias S = JSONSchema
  return S.object([
    .init("step", S.orNull(S.text)), .init("kind", S.choice(["gap", "overlap"])),
    .init("timezone", S.text), .init("wanted", S.text), .init("became", S.text),
    .init("times", S.count),
  ])
}

private var step: JSONValue {
  typealias S = JSONSchema
  func of(_ kind: String, _ members: [JSONValue.Member], _ more: [JSONValue.Member] = [])
    -> JSONValue
  {
    let stopped: [JSONValue.Member] = [.init("skips", S.count), .init("reasons", reasons)]
    let head: [JSONValue.Member] = [
      .init("step", S.text), .init("kind", S.constant(.string(kind))),
    ]
    return S.object(
      head + (kind == "email" ? stopped : []) + members,
      optional: (kind == "email" ? [] : stopped) + more)
  }
  return S.oneOf([
    of("email", members(["sends", "scheduled", "replacedLinks", "optimized", "fallback"])),
    of("action", members(["actions"])),
    of(
      "split", [.init("sendsByVariant", S.map(of: S.count))],
      [.init("holdouts", S.map(of: S.count)), .init("winner", winner)]),
    of("exit", [.init("reason", S.text), .init("exits", S.count)]), of("stop", []),
  ])
}

private var winner: JSONValue {
  typealias S = JSONSchema
  let rate = S.object(
    [.init("variant", S.text), .init("sent", S.count), .init("rate", ["type": "number"])],
    optional: members(["opened", "clicked"]))
  return S.object([
    .init("metric", S.choice(["open_rate", "click_rate"])),
    .init("decidedAt", S.orNull(S.instant)), .init("variant", S.orNull(S.text)),
    .init("rates", S.list(rate)), .init("waiting", S.count), .init("note", S.orNull(S.text)),
  ])
}
