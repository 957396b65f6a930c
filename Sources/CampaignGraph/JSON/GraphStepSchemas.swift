import CivilTime
import JSONText

/// The parts of the schema of a step graph that others refer to.
enum GraphStepSchemas {
  private typealias S = JSONSchema

  static var definitions: [JSONValue.Member] {
    [
      .init("step", step), .init("wait", wait), .init("email", email),
      .init("template", template), .init("rule", rule), .init("fact", fact),
      .init("columnType", columnType), .init("window", window), .init("hours", hours),
      .init("period", period), .init("days", days),
      .init("time", ["type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(?::[0-9]{2})?$"]),
      .init(
        "dateTime", ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"]),
      .init("onPast", S.choice(["send", "skip", "exit", "error"])),
    ]
  }

  private static func of(
    _ kind: String, _ members: [JSONValue.Member], optional: [JSONValue.Member] = []
  )
    -> JSONValue
  {
    S.object(
      [.init("id", S.text), .init("kind", S.constant(.string(kind)))] + members, optional: optional)
  }

  private static var next: JSONValue.Member {
    .init("next", S.text.described("The id of the step that follows."))
  }

  private static var step: JSONValue {
    S.oneOf([
      S.reference("email"),
      of("wait", [.init("for", S.reference("wait")), next]),
      of(
        "waitForEvent",
        [
          .init("event", S.reference("fact")),
          .init("timeout", S.orNull(S.reference("period"))), .init("onEvent", S.text),
          .init("onTimeout", S.text),
        ]),
      of(
        "branch",
        [
          .init("cases", S.list(S.object([.init("when", S.reference("rule")), next]))),
          .init("else", S.text),
        ]),
      of(
        "split",
        [
          .init("key", S.text), .init("winner", S.orNull(winner)),
          .init("variants", S.list(variant)),
        ]),
      action, of("exit", [.init("reason", S.text)]), of("complete", []),
    ])
  }

  private static var winner: JSONValue {
    S.object([
      .init("metric", S.choice(["open_rate", "click_rate"])), .init("after", S.reference("period")),
    ])
  }

  private static var variant: JSONValue {
    S.object(
      [.init("name", S.text), .init("weight", S.count), next],
      optional: [.init("holdout", S.boolean), .init("emails", S.list(S.text))])
  }

  private static var action: JSONValue {
    of(
      "action",
      [
        .init(
          "set",
          S.list(S.object([.init("column", S.text), .init("value", S.reference("rule"))]))),
        .init("addTags", S.list(S.text)), .init("removeTags", S.list(S.text)),
        .init(
          "webhook",
          S.orNull(
            S.object([
              .init("url", S.reference("template")),
              .init("body", S.orNull(S.reference("template"))),
            ]))),
        .init(
          "notify",
          S.orNull(S.object([.init("to", S.text), .init("message", S.reference("template"))]))),
        next,
      ])
  }

  private static var email: JSONValue {
    let text = S.orNull(S.reference("template"))
    return of(
      "email",
      [
        .init("subject", S.reference("template")), .init("preheader", text), .init("html", text),
        .init("text", text),
        .init(
          "markdown",
          S.orNull(
            S.object([
              .init("source", S.reference("template")), .init("layout", text),
              .init("html", S.choice(["escape", "allow"])),
            ]))), .init("from", S.object([.init("name", text), .init("email", S.text)])),
        .init("replyTo", S.orNull(S.text)),
        .init(
          "headers",
          S.list(S.object([.init("name", S.text), .init("value", S.reference("template"))]))),
        .init("trackOpens", S.boolean), .init("trackClicks", S.boolean),
        .init("category", S.choice(["marketing", "transactional"])),
        .init("locale", S.orNull(S.text)), .init("send", send), next,
      ], optional: [.init("omitsText", S.constant(true))])
  }

  private static var send: JSONValue {
    let window = JSONValue.Member("window", S.orNull(S.reference("window")))
    func of(_ strategy: String, _ members: [JSONValue.Member]) -> JSONValue {
      S.object([.init("strategy", S.constant(.string(strategy)))] + members + [window])
    }
    return S.oneOf([
      of("immediate", []),
      of(
        "scheduled",
        [.init("at", S.reference("dateTime")), .init("onPast", S.reference("onPast"))]),
      of("optimized", [.init("fallbackTime", S.reference("time"))]),
    ])
  }

  private static var hourMembers: [JSONValue.Member] {
    [
      .init("days", S.reference("days")), .init("opens", S.reference("time")),
      .init("closes", S.reference("time")),
    ]
  }

  private static var hours: JSONValue { S.object(hourMembers) }

  private static var window: JSONValue {
    let answers: [JSONValue.Member] = [
      .init("hold", S.choice(["message", "run"])), .init("otherwise", S.choice(["delay", "skip"])),
    ]
    return S.oneOf([
      S.object(hourMembers + answers),
      S.object([.init("hours", S.list(S.reference("hours")))] + answers),
    ])
  }

  private static var wait: JSONValue {
    let days = JSONValue.Member("days", S.reference("days"))
    let onPast = JSONValue.Member("onPast", S.reference("onPast"))
    let at = JSONValue.Member("at", S.orNull(S.reference("time")))
    return S.oneOf([
      S.object([.init("period", S.reference("period"))]),
      S.object([.init("calendar", S.reference("period")), at, days]),
      S.object([.init("until", S.reference("time")), days]),
      S.object([.init("time", S.reference("dateTime")), onPast]),
      S.object([
        .init("column", S.text), .init("offset", S.orNull(S.reference("period"))), at, onPast,
      ]),
      S.object([.init("random", ["type": "array", "items": S.count, "minItems": 2, "maxItems": 2])]
      ),
    ])
  }

  private static var template: JSONValue {
    S.object(
      [.init("template", S.text)],
      optional: [.init("layout", S.text), .init("partials", S.map(of: S.text))])
  }

  /// Each node is an array of its operation and its operands; see `RuleExpression.json`.
  private static var rule: JSONValue {
    let node: JSONValue = ["type": "array", "items": [S.text], "minItems": 1]
    return S.object([.init("text", S.text), .init("nodes", S.list(node))])
      .described(
        "A rule: `text` as it is written, and `nodes`, of which each is an operation with its operands: positions of "
          + "earlier nodes, a literal, a column or a fact. The last node is the whole rule.")
  }

  private static var fact: JSONValue {
    S.object([
      .init("kind", S.choice(["opened", "clicked", "replied", "bounced", "sent", "event"])),
      .init("event", S.orNull(S.text)), .init("step", S.orNull(S.text)),
      .init("urlPart", S.orNull(S.text)), .init("within", S.orNull(S.reference("period"))),
    ])
  }

  private static var columnType: JSONValue {
    S.oneOf([
      S.choice([
        "string", "email", "integer", "decimal", "boolean", "date", "timestamp", "timezone", "url",
      ]), S.object([.init("enum", S.list(S.text))]),
      S.object([.init("list", S.reference("columnType")), .init("separator", S.text)]),
    ])
  }

  private static var days: JSONValue { S.list(S.choice(Weekdays.names)) }

  private static var period: JSONValue {
    S.oneOf(
      Period.Unit.allCases.map { unit in S.object([.init(unit.rawValue, S.integer)]) })
  }
}
