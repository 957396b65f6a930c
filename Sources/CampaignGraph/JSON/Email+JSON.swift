import CivilTime
import JSONText
import LiquidTemplates

extension EmailStep {
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
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
    if omitsText { members.append(.init("omitsText", true)) }
    return members
  }

  init(_ reader: JSONReader, _ scope: TemplateScope) throws(StepGraphFault) {
    self.init(
      subject: try reader["subject"].template(.header, scope),
      preheader: try reader["preheader"].optionalTemplate(.header, scope),
      html: try reader["html"].optionalTemplate(.html, scope),
      text: try reader["text"].optionalTemplate(.text, scope),
      omitsText: reader["omitsText"].isNull ? false : try reader["omitsText"].boolean(),
      markdown: try reader["markdown"].optional { body throws(StepGraphFault) in
        try MarkdownBody(body, scope)
      },
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
          hours: try window.weeklyHours(), hold: try window["hold"].option(),
          otherwise: try window["otherwise"].option())
      })
  }
}

extension SendWindow {
  /// One window stands for itself; several are a list.
  var json: JSONValue {
    let answers: [JSONValue.Member] = [
      .init("hold", .string(hold.rawValue)), .init("otherwise", .string(otherwise.rawValue)),
    ]
    if hours.others.isEmpty { return .object(hours.first.members + answers) }
    let windows = hours.windows.map { JSONValue.object($0.members) }
    return .object([.init("hours", .array(windows))] + answers)
  }
}

extension DailyWindow {
  fileprivate var members: [JSONValue.Member] {
    [.init("days", days.json), .init("opens", opens.json), .init("closes", closes.json)]
  }
}

extension JSONReader {
  fileprivate func weeklyHours() throws(StepGraphFault) -> WeeklyHours {
    guard case .object(let members) = value, members.contains(where: { $0.name == "hours" })
    else { return WeeklyHours(try dailyWindow()) }
    var windows: [DailyWindow] = []
    for item in try self["hours"].items() { windows.append(try item.dailyWindow()) }
    guard let first = windows.first else { throw self["hours"].fault("is empty") }
    return WeeklyHours(first, Array(windows.dropFirst()))
  }

  private func dailyWindow() throws(StepGraphFault) -> DailyWindow {
    DailyWindow(
      days: try self["days"].weekdays(), opens: try self["opens"].time(),
      closes: try self["closes"].time())
  }
}
