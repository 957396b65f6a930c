import CivilTime
import JSONText
import LiquidTemplates

extension EmailStep {
  var members: [JSONValue.Member] {
    [
      .init("subject", subject.json), .init("preheader", preheader?.json ?? .null),
      .init("html", html?.json ?? .null), .init("text", text?.json ?? .null),
      .init("markdown", markdown?.json ?? .null),
      .init(
        "from", .fields(["name": from.name?.json ?? .null, "email": .string(from.email)])),
      .init("replyTo", .optional(replyTo)),
      .init(
        "headers",
        .array(headers.map { .fields(["name": .string($0.name), "value": $0.value.json]) })),
      .init("trackOpens", .boolean(trackOpens)), .init("trackClicks", .boolean(trackClicks)),
      .init("category", .string(category.rawValue)), .init("locale", .optional(locale)),
      .init("send", send.json),
    ]
  }

  init(_ reader: JSONReader, _ scope: TemplateScope) throws(StepGraphFault) {
    self.init(
      subject: try reader["subject"].template(.header, scope),
      preheader: try reader["preheader"].optionalTemplate(.header, scope),
      html: try reader["html"].optionalTemplate(.html, scope),
      text: try reader["text"].optionalTemplate(.text, scope),
      markdown: try reader["markdown"].optionalTemplate(.text, scope),
      from: Sender(
        name: try reader["from"]["name"].optionalTemplate(.header, scope),
        email: try reader["from"]["email"].string()),
      replyTo: try reader["replyTo"].optionalString(),
      headers: try reader["headers"].items().map { item throws(StepGraphFault) in
        Header(name: try item["name"].string(), value: try item["value"].template(.header, scope))
      }, trackOpens: try reader["trackOpens"].boolean(),
      trackClicks: try reader["trackClicks"].boolean(), category: try reader["category"].option(),
      locale: try reader["locale"].optionalString(), send: try SendPlan(reader["send"]))
  }
}

extension SendPlan {
  var json: JSONValue {
    var members: [JSONValue.Member] =
      switch strategy {
      case .immediate: [.init("strategy", "immediate")]
      case .scheduled(let time, let onPast):
        [
          .init("strategy", "scheduled"), .init("at", time.json),
          .init("onPast", .string(onPast.rawValue)),
        ]
      case .optimized(let fallback):
        [.init("strategy", "optimized"), .init("fallbackTime", fallback.json)]
      }
    members.append(.init("window", window?.json ?? .null))
    return .object(members)
  }

  init(_ reader: JSONReader) throws(StepGraphFault) {
    let strategy: Strategy =
      switch try reader["strategy"].string() {
      case "immediate": .immediate
      case "scheduled":
        .scheduled(try reader["at"].fixedTime(), onPast: try reader["onPast"].option())
      case "optimized": .optimized(fallback: try reader["fallbackTime"].time())
      default: throw reader["strategy"].fault("is not known")
      }
    self.init(
      strategy: strategy,
      window: try reader["window"].optional { window throws(StepGraphFault) in
        SendWindow(
          days: try window["days"].weekdays(), opens: try window["opens"].time(),
          closes: try window["closes"].time(), hold: try window["hold"].option(),
          otherwise: try window["otherwise"].option())
      })
  }
}

extension SendWindow {
  var json: JSONValue {
    .fields([
      "days": days.json, "opens": opens.json, "closes": closes.json,
      "hold": .string(hold.rawValue), "otherwise": .string(otherwise.rawValue),
    ])
  }
}
