import CampaignCompiler
import CampaignGraph
import CivilTime
import Diagnostics
import JSONText

/// The bounds of one campaign, as `lint --report` tells them.
struct CampaignBounds {
  let file: String
  private let graph: StepGraph
  private let paths: Bound<Int>
  private let fewest: Bound<Int>
  private let most: Bound<Int>
  private let week: Bound<Int>
  private let gap: Bound<TimeSpan?>
  private let shortest: Bound<TimeSpan>
  private let longest: Bound<TimeSpan>
  private let asksOnly: Bool

  init(_ campaign: CompiledCampaign) {
    file = campaign.analyzed.definition.file.path
    graph = campaign.graph
    let bounds = TimeBounds(graph, PathFacts(graph))
    paths = bounds.paths
    fewest = bounds.fewestEmails
    most = bounds.mostEmails
    week = bounds.mostEmails(in: Period(count: 7, unit: .days))
    gap = bounds.shortestGap()
    shortest = bounds.shortest
    longest = bounds.longest
    asksOnly = bounds.asksOnly
  }

  // MARK: Text

  func text() -> String {
    let parts = [pathWords, emailWords, weekWords, gapWords, durationWords]
    var lines = ["\(graph.campaign): \(parts.joined(separator: " · "))"]
    func tell(_ name: String, _ witness: WitnessPath?) {
      guard let witness, !witness.hops.isEmpty else { return }
      lines += wrapped("\(name): \(spelled(witness))", indent: 2)
    }
    if (week.value ?? 2) > 1 { tell("most emails", week.witness) }
    tell("shortest gap", gap.witness)
    tell("shortest way", shortest.witness)
    tell("longest way", longest.witness)
    if asksOnly {
      lines.append("  what the campaign asks for; 'min_gap' and 'max_emails' may delay it")
    }
    if graph.exit != nil { lines.append("  the exit rule may end it earlier") }
    return lines.map { $0 + "\n" }.joined()
  }

  private var pathWords: String {
    switch paths.limit {
    case .value(let count) where count >= TimeBounds.mostPaths: "more than 10^18 paths"
    case .value(let count): count == 1 ? "1 path" : "\(count) paths"
    case .unbounded: "paths with a loop"
    case .notDecided: "paths not decided"
    }
  }

  private var emailWords: String {
    let low = fewest.value.map { "\($0)" } ?? "?"
    switch most.limit {
    case .value(let high):
      let range = low == "\(high)" ? low : "\(low)–\(high)"
      return range == "1" ? "1 email a path" : "\(range) emails a path"
    case .unbounded: return "\(low) or more emails a path"
    case .notDecided: return "emails not decided"
    }
  }

  private var weekWords: String {
    switch week.limit {
    case .value(let count):
      let emails = week.emails.count > 1 ? " (\(names(week.emails)))" : ""
      return "at most \(count) email\(count == 1 ? "" : "s") in any 7 days\(emails)"
    case .unbounded: return "any number of emails in 7 days (a loop with \(names(week.emails)))"
    case .notDecided(let count): return "emails in 7 days not decided (\(count ?? 0) or more)"
    }
  }

  private var gapWords: String {
    switch gap.limit {
    case .value(let span?):
      span.nominal == 0 ? "two emails may go out at once" : "shortest gap \(length(span))"
    case .value(nil): "no two emails"
    case .unbounded, .notDecided: "shortest gap not decided"
    }
  }

  private var durationWords: String {
    guard let least = shortest.value else { return "never ends" }
    switch longest.limit {
    case .value(let most):
      if least.nominal == most.nominal { return "lasts \(length(least))" }
      if least.nominal == 0 { return "lasts up to \(length(most))" }
      let day: Int64 = 86_400
      let isWhole = least.nominal % day == 0 && most.nominal % day == 0
      return "lasts \(isWhole ? "\(least.nominal / day)" : length(least)) to \(length(most))"
    case .unbounded(let reason):
      let end = "without a bound (\(words(for: reason)))"
      return least.nominal == 0 ? "lasts \(end)" : "lasts \(length(least)) or longer, \(end)"
    case .notDecided: return "lasts \(length(least)) or longer"
    }
  }

  private func length(_ span: TimeSpan) -> String { lengthWords(span.nominal) }

  private func words(for reason: Bound<TimeSpan>.Reason) -> String {
    switch reason {
    case .loop, .loopWithoutTime: "a loop"
    case .column(let column): "until '\(terminalSafe(graph.segment.columns[column].name))'"
    case .event: "an event without a timeout"
    case .winner: "until a winner is chosen"
    case .date: "until a fixed date"
    }
  }

  private func names(_ nodes: [NodeIndex]) -> String { shortened(nodes.map { graph[$0].id }) }

  private func spelled(_ path: WitnessPath) -> String {
    shortened(path.hops.map { hop in graph[hop.node].id + choice(hop) }, limit: 24)
  }

  private func shortened(_ names: [String], limit: Int = 8) -> String {
    let shown =
      names.count > limit
      ? names.prefix(limit / 2) + ["…"] + names.suffix(limit / 2 - 1) : names[...]
    return terminalSafe(shown.joined(separator: " → "))
  }

  /// Which way a decision goes: `fit[else]`.
  private func choice(_ hop: WitnessPath.Hop) -> String {
    guard let index = hop.choice else { return "" }
    switch graph[hop.node].kind {
    case .branch(let branch):
      return index < branch.cases.count ? "[\(branch.cases[index].when.text)]" : "[else]"
    case .split(let split):
      return split.variants.indices.contains(index) ? "[\(split.variants[index].name)]" : ""
    case .waitForEvent: return index == 0 ? "[event]" : "[timeout]"
    case .email, .wait, .action, .exit, .complete: return ""
    }
  }

  // MARK: JSON

  var json: JSONValue {
    .object([
      .init("campaign", .string(graph.campaign)),
      .init("file", .string(file)),
      .init("asksOnly", .boolean(asksOnly)),
      .init("mayExitEarlier", .boolean(graph.exit != nil)),
      .init("paths", bound(paths) { .integer(Int64($0)) }),
      .init("fewestEmails", bound(fewest) { .integer(Int64($0)) }),
      .init("mostEmails", bound(most) { .integer(Int64($0)) }),
      .init("mostEmailsIn7Days", bound(week) { .integer(Int64($0)) }),
      .init("shortestGap", bound(gap) { $0.map { span($0) } ?? .null }),
      .init("shortestDuration", bound(shortest) { span($0) }),
      .init("longestDuration", bound(longest) { span($0) }),
    ])
  }

  private func span(_ span: TimeSpan) -> JSONValue {
    .object([
      .init("seconds", .integer(span.seconds)), .init("nominalSeconds", .integer(span.nominal)),
      .init("words", .string(lengthWords(span.nominal))),
    ])
  }

  private func bound<Value>(
    _ bound: Bound<Value>, _ value: (Value) -> JSONValue
  ) -> JSONValue {
    var members: [JSONValue.Member] = []
    switch bound.limit {
    case .value(let number):
      members = [.init("verdict", .string("proven")), .init("value", value(number))]
    case .unbounded(let reason):
      members = [
        .init("verdict", .string("unbounded")), .init("value", .null),
        .init("reason", .string(name(of: reason))),
      ]
    case .notDecided(let number):
      members = [
        .init("verdict", .string("not-decided")), .init("value", number.map { value($0) } ?? .null),
      ]
    }
    members.append(
      .init("emails", .array(bound.emails.map { .string(graph[$0].id) })))
    let hops = bound.witness?.hops.map { hop in
      JSONValue.object([
        .init("step", .string(graph[hop.node].id)),
        .init("choice", hop.choice.map { .integer(Int64($0)) } ?? .null),
      ])
    }
    members.append(.init("witness", hops.map { .array($0) } ?? .null))
    return .object(members)
  }

  private func name<Value>(of reason: Bound<Value>.Reason) -> String {
    switch reason {
    case .loop: "loop"
    case .loopWithoutTime: "loop-without-time"
    case .column: "column"
    case .event: "event"
    case .winner: "winner"
    case .date: "date"
    }
  }
}

/// The document of `lint --report --format json`.
func reportJSON(_ campaigns: [CampaignBounds]) -> JSONValue {
  .object([
    .init("formatVersion", .string("1.0")),
    .init("campaigns", .array(campaigns.map(\.json))),
  ])
}
