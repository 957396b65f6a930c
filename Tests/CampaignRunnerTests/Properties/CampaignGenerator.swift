import CampaignRunner
import CivilTime

/// Writes random campaigns with contacts and events: every kind of step and wait, windows, strategies, exit
/// rules, loops, and zones whose clocks change around the launch.
struct CampaignGenerator {
  var chance: Chance
  let seed: UInt64
  /// Emails written so far, for rules to ask about.
  var emails: [String] = []
  /// Emails that only one way leads to are in `emails` too: rules may ask about what never happens.
  var names = 0
  /// Asks again what was asked before, or the opposite, over columns of few values: guards that contradict or
  /// imply each other.
  var provokes = false
  /// Rules written so far, and those of them that ask for columns alone.
  var asked: (any: [String], plain: [String]) = ([], [])
  let launch: Instant
  let zone: String

  static let zones = [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Tokyo",
    "America/Santiago", "Africa/Cairo", "Asia/Beirut", "America/Havana", "Africa/Casablanca",
    "Pacific/Chatham", "Pacific/Apia", "Antarctica/Troll", "UTC", "America/Sao_Paulo",
  ]

  init(seed: UInt64) {
    var chance = Chance(seed: seed)
    let zone = CampaignGenerator.zones[chance.below(CampaignGenerator.zones.count)]
    var launch = Instant(seconds: 1_767_225_600 + Int64(chance.below(730 * 86_400)))
    if chance.below(2) == 0, let rules = CampaignRunnerTests.zones.zone(named: zone),
      let change = rules.nextTransition(after: launch)
    {
      launch = change.adding(seconds: -Int64(chance.below(8 * 86_400)))
    }
    self.chance = chance
    self.seed = seed
    self.zone = zone
    self.launch = launch
  }

  mutating func makeCase() -> GeneratedCase {
    let count = 1 + chance.below(6)
    let type =
      switch chance.below(8) {
      case 0, 1: "triggered"
      case 2: "ab_test"
      default: "drip"
      }
    var steps: [GeneratedStep] = []
    for index in 0..<count { steps.append(topStep(index, of: count)) }
    if !steps.contains(where: \.isEmail) { steps.insert(email("first"), at: 0) }
    if type == "ab_test" { steps.insert(contest(), at: chance.below(steps.count + 1)) }
    let settings = settings(type)
    var contacts = contacts()
    if provokes { addOthers(&contacts) }
    addNarrowCells(&contacts)
    return GeneratedCase(
      seed: seed, project: project(), settings: settings, steps: steps, contacts: contacts,
      events: events(contacts.map { $0[0] }), launch: launch,
      asOf: isOne(in: 3) ? nil : launch.adding(seconds: offset(upTo: 50)),
      assumed: one(of: ["none", "none", "all", "opened=50%,clicked=20%,after=2h"]))
  }

  // MARK: Chance

  mutating func isOne(in count: Int) -> Bool { chance.below(count) == 0 }

  mutating func one<Element>(of elements: [Element]) -> Element {
    elements[chance.below(elements.count)]
  }

  /// Seconds of some days, often on the hour.
  mutating func offset(upTo days: Int) -> Int64 {
    let seconds = Int64(chance.below(days * 86_400))
    return isOne(in: 3) ? seconds / 3600 * 3600 : seconds
  }

  mutating func clockTime() -> String {
    if isOne(in: 3) { return one(of: ["00:00", "02:30", "01:30", "02:00", "03:00", "00:30"]) }
    let (hour, minute) = (chance.below(24), one(of: [0, 15, 30, 59]))
    return (hour < 10 ? "0\(hour)" : "\(hour)") + ":" + (minute < 10 ? "0\(minute)" : "\(minute)")
  }

  mutating func weekdays() -> String {
    one(of: ["mon-fri", "weekends", "[tue, thu]", "all", "[sun]", "weekdays", "[mon, wed, sat]"])
  }

  mutating func onPast() -> String { one(of: ["send", "skip", "exit"]) }

  /// A local time around the launch, as a campaign writes it; sometimes with an offset.
  mutating func dateTime() -> String {
    let instant = launch.adding(seconds: offset(upTo: 30) - 5 * 86_400)
    let text = String(instant.description.dropLast(4))
    return one(of: [text, text, "\(text)Z", "\(text)+02:00"])
  }

  mutating func duration(_ units: [String] = ["minutes", "hours", "days", "weeks", "months"])
    -> String
  {
    let unit = one(of: units)
    let most =
      switch unit {
      case "minutes": 300
      case "hours": 80
      case "days": 9
      default: 2
      }
    return "\(1 + chance.below(most)) \(unit)"
  }

  // MARK: Around the steps

  private mutating func project() -> [String] {
    var lines = [
      "mailplan: 1", "links: { unsubscribe: \"https://acme.example/u?c={{ id }}\" }",
      // Rules may ask about what never happens, and loops may have no end: what a run does then is the question.
      "lint:",
      "  rules: { email-never-sent-here: warning, no-exit: warning,"
        + " unbounded-loop: warning, empty-segment: warning }",
    ]
    var policies: [String] = []
    if isOne(in: 3) { policies.append("duplicates: \(one(of: ["skip", "allow"]))") }
    if isOne(in: 4) {
      policies.append("min_gap: \(duration(["minutes", "hours", "days"]))")
    }
    if isOne(in: 4) {
      let isCalendar = isOne(in: 2)
      let per = duration(isCalendar ? ["days", "weeks", "months"] : ["hours", "days", "weeks"])
      policies.append(
        "max_emails: { count: \(1 + chance.below(3)), per: \(per), "
          + "basis: \(isCalendar ? "calendar" : "rolling"), "
          + "otherwise: \(one(of: ["skip", "delay"])) }")
    }
    if !policies.isEmpty { lines.append("policies: { \(policies.joined(separator: ", ")) }") }
    return lines
  }

  private mutating func settings(_ type: String) -> [String] {
    let isTriggered = type == "triggered"
    var lines = ["type: \(type)"]
    lines.append(
      "timezone: { column: zone, default: \(one(of: [zone, "Europe/Berlin"])), "
        + "on_missing: \(one(of: ["default", "skip"])), on_invalid: \(one(of: ["skip", "default"])) }"
    )
    lines.append("on_missing: \(one(of: ["fail", "skip", "blank"]))")
    if isTriggered {
      lines.append(
        isOne(in: 2)
          ? "trigger: event(\"signup\")" : "trigger: { column: \(one(of: ["seen", "due"])) }")
      if isOne(in: 2) {
        lines.append("reentry: \(one(of: ["after_exit", "{ every: 3 days }", "never"]))")
      }
    } else if type == "drip", isOne(in: 4) {
      lines.append("enroll: { at: \(one(of: ["seen", "due"])) }")
    }
    let isScheduled = !isTriggered && !lines.contains { $0.hasPrefix("enroll") } && isOne(in: 4)
    if isScheduled || isOne(in: 3) {
      var send: [String] = []
      if isScheduled {
        send = ["strategy: scheduled", "at: \(dateTime())", "on_past: \(onPast())"]
      } else if isOne(in: 3) {
        send = ["strategy: optimized", "fallback_time: \(clockTime())"]
      }
      if isOne(in: 2) || send.isEmpty { send.append("window: \(window())") }
      lines.append("send: { \(send.joined(separator: ", ")) }")
    }
    if isOne(in: provokes ? 2 : 6) { lines.append("where: '\(rule(isEntry: true))'") }
    if isOne(in: 4) { lines.append("exit: { when: '\(rule())' }") }
    return lines
  }

  mutating func window() -> String {
    if isOne(in: 6) {
      let hours = one(of: [
        "{ mon-fri: 09:00-17:00, sat: 10:00-12:00 }", "[09:00-12:00, 14:00-17:00]",
        "{ fri: 20:00-02:00, sat: 22:00-04:00 }",
      ])
      return "{ hours: \(hours), hold: \(one(of: ["message", "run"])) }"
    }
    var hours = "\(clockTime())-\(clockTime())"
    if isOne(in: 3) {
      hours = one(of: ["22:00-06:00", "09:00-17:00", "02:00-03:00", "23:30-00:30"])
    }
    if hours.prefix(5) == hours.suffix(5) { hours = "00:00-24:00" }
    return "{ days: \(weekdays()), hours: \(hours), hold: \(one(of: ["message", "run"])), "
      + "otherwise: \(one(of: ["delay", "delay", "delay", "skip"])) }"
  }
}
