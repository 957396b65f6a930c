import CampaignGraph
import CivilTime
import Diagnostics
import JSONText
import YAMLTree

/// The keys of `send:`, of a campaign or an email.
enum SendKeys {
  static let strategy = Key<Located<SendDefinition.Strategy>>(
    "strategy", .choice("a send strategy", elsewhere: ["now": "immediate", "best": "optimized"]),
    elsewhere: ["type", "mode"],
    "`immediate`: when the step is reached (default). `scheduled`: not before `at`. "
      + "`optimized`: at the contact's best hour, else at `fallback_time`.")
  static let at = Key<Located<FixedTime>>(
    "at", .fixedTime, elsewhere: ["time", "date", "send_at", "schedule"],
    "For `scheduled`: `2026-12-01T09:00` is that local time for each contact; with an offset or "
      + "`Z`, one instant for all.")
  static let onPast = Key<Located<OnPast>>(
    "on_past", .onPast, "For `scheduled`: what happens if `at` lies in the past.")
  static let fallbackTime = Key<Located<LocalTime>>(
    "fallback_time", .localTime, elsewhere: ["fallback", "default_time"],
    "For `optimized`: the local time for contacts without a best hour; 09:00 if not written.")
  static let window = Key<WindowDefinition>(
    "window", .window, elsewhere: ["send_window", "quiet_hours", "hours"],
    "The local hours in which messages may go out.")

  static let form = Form(
    "a send setting", [strategy.row, at.row, onPast.row, fallbackTime.row, window.row],
    strangers: [
      "days": "days are a key of 'window'", "hold": "hold is a key of 'window'",
      "otherwise": "otherwise is a key of 'window'",
    ])
}

extension SendKeys {
  /// The table, and that a schedule needs its time.
  static let schema = Schema(
    form.schema.members + [
      JSONValue.Member(
        "if", ["properties": ["strategy": ["const": "scheduled"]], "required": ["strategy"]]),
      JSONValue.Member("then", ["required": ["at"]]),
    ])
}

extension ValueKind where Value == SendDefinition {
  static var send: Self {
    .form(SendKeys.form, "a mapping such as { strategy: immediate }", .reference(.send)) {
      reader, field, findings in
      var send = SendDefinition(range: field.node.range)
      send.strategy = reader.read(SendKeys.strategy, into: &findings)
      send.at = reader.read(SendKeys.at, into: &findings)
      send.onPast = reader.read(SendKeys.onPast, into: &findings)
      send.fallbackTime = reader.read(SendKeys.fallbackTime, into: &findings)
      send.window = reader.read(SendKeys.window, into: &findings)
      reader.checkStrategy(send, into: &findings)
      return send
    }
  }
}

extension ValueKind where Value == Located<OnPast> {
  static var onPast: Self {
    .choice("an answer to a time in the past", elsewhere: ["fail": "error", "stop": "exit"])
  }
}

extension FormReader {
  /// Keys that another strategy would read are refused, and a schedule needs its time.
  fileprivate func checkStrategy(_ send: SendDefinition, into findings: inout Findings) {
    guard let strategy = send.strategy, let written = entry(SendKeys.strategy.name) else { return }
    if strategy.value == .scheduled, !has(SendKeys.at) {
      findings.report(
        Diagnostic(
          "missing-key", .error, "a scheduled send needs the key 'at'", at: strategy.range,
          help: "add at: and a date and time such as 2026-12-01T09:00"))
    }
    for (name, owner) in [
      (SendKeys.at.name, SendDefinition.Strategy.scheduled),
      (SendKeys.onPast.name, .scheduled),
      (SendKeys.fallbackTime.name, .optimized),
    ] where strategy.value != owner {
      guard let entry = entry(name) else { continue }
      findings.report(
        Diagnostic(
          "conflicting-keys", .error, "'\(name)' goes with 'strategy: \(owner.rawValue)' only",
          at: entry.key.range, related: [.init(written.value.range, "the strategy is here")]))
    }
  }
}
