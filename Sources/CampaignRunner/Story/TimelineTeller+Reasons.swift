import CampaignGraph
import CivilTime
import LiquidTemplates

/// Why things happen when they do, gathered for the entry that tells of them.
extension TimelineTeller {
  mutating func gather(_ note: StepNote) {
    if let change = TouchedInstant(note)?.change(in: zone, graph) {
      defer { reasons.append(change.words) }
      gatherReasons(note)
    } else {
      gatherReasons(note)
    }
  }

  private mutating func gatherReasons(_ note: StepNote) {
    switch note {
    case .enrolled: gatherEntry()
    case .waits(let node, let from, let until, _):
      reasons += waitReasons(node, from: from, until: until)
    case .waitsForEvent(let node, _, _):
      guard case .waitForEvent(let wait) = graph[node].kind else { return }
      let limit = wait.timeout.map { ", for \($0.description) at the most" } ?? ""
      reasons.append("for \(graph.words(for: wait.fact))\(limit)")
    case .past(let node?, _, _, _):
      guard case .wait(.column(let wait), _) = graph[node].kind else { return }
      reasons.append(columnWords(wait))
    case .shifted(let node, let from, let to, let by):
      reasons.append(shiftReason(node, from: from, to: to, by: by))
    case .branched(let node, _, let taken):
      tellExit()
      guard case .branch(let branch) = graph[node].kind else { return }
      for (index, choice) in branch.cases.prefix((taken ?? branch.cases.count) + 1).enumerated() {
        let place = branch.cases.count == 1 ? "if" : "case \(index + 1)"
        rules.append(RuleTold(place: place, story: explained(choice.when)))
      }
    case .dealt(let choice, _):
      tellExit()
      guard case .split(let split) = graph[choice.split].kind else { return }
      reasons += splitReasons(split, at: choice.split)
    case .ended(.exited(.rule), _): tellExit(isAlways: true)
    case .eventCame, .timedOut, .past, .moved, .ended, .awaitsWinner, .gotWinner, .reentered:
      break
    }
  }

  func explained(_ rule: RuleExpression) -> RuleStory {
    explain(rule, graph: graph, row: contact.row, inputs: contact.inputs)
  }

  /// The exit rule, told again only if it is decided by other values than the last time.
  mutating func tellExit(isAlways: Bool = false) {
    guard let rule = graph.exit else { return }
    let story = explained(rule)
    if !isAlways, lastExit == story { return }
    lastExit = story
    rules.append(RuleTold(place: "exit", story: story))
  }

  private mutating func gatherEntry() {
    if let condition = graph.enrollment.condition {
      rules.append(RuleTold(place: "where", story: explained(condition)))
    }
    switch graph.enrollment.start {
    case .launch: reasons.append("enters at the launch")
    case .scheduled(let time, _): reasons.append("the campaign is scheduled for \(time.words)")
    case .column(let column): reasons.append("enters at \(named(column))")
    case .event(let name): reasons.append("enters at the event '\(name)'")
    }
    guard let column = graph.zone.column, contact.zoneNumber == -1 else { return }
    let why = contact.cell(column) == .null ? "" : ", which the IANA database does not know"
    reasons.append("\(named(column))\(why): the default zone \(zone.name) is used")
  }

  private func waitReasons(_ node: NodeIndex, from: Instant, until: Instant) -> [String] {
    switch graph[node].kind {
    case .wait(let rule, _):
      switch rule {
      case .random(let low, let high):
        return [
          "a spread of \(spanWords(low)) to \(spanWords(high)), decided by hash: "
            + spanWords(until.seconds - from.seconds)
        ]
      case .column(let wait): return [columnWords(wait)]
      case .calendar(let period, _, let days):
        let day = zone.local(from).adding(period).date
        let isAllowed = days.isDisjoint(with: .all) || days.contains(index: day.weekdayIndex)
        return ["wait for \(graph.words(for: rule))"]
          + (isAllowed ? [] : ["\(dayName(day)) \(day.description) is not one of its days"])
      case .period: return ["wait of \(graph.words(for: rule))"]
      case .nextLocal, .fixed: return ["wait \(graph.words(for: rule))"]
      }
    case .email(let email, _):
      if case .scheduled(let time, _) = email.send.strategy {
        return ["the email is scheduled for \(time.words)"]
      }
      return []
    case .waitForEvent, .branch, .split, .action, .exit, .complete: return []
    }
  }

  private func splitReasons(_ split: SplitStep, at node: NodeIndex) -> [String] {
    let hash = StableHash(.split, campaign: graph.campaign, step: graph[node].id)
    let id = graph.segment.index(of: .id) ?? split.keyColumn
    let key = contact.keyColumn(of: split, id: id)
    let bucket = contact.withKey(key) { hash.bucket(for: $0) }
    var low = 0
    let shares = split.variants.map { variant in
      defer { low += variant.weight * 100 }
      return "'\(variant.name)' \(low) to \(low + variant.weight * 100 - 1)"
    }
    return [
      "bucket \(bucket) of 0 to 9999, by the hash of \(named(key))",
      "buckets: \(shares.joined(separator: ", "))",
    ]
  }

  private func columnWords(_ wait: ColumnWait) -> String {
    if case .null = contact.cell(wait.column) {
      return "\(named(wait.column)): an empty cell counts as past"
    }
    let offset = wait.offset.map { ", offset \($0.description)" } ?? ""
    let at = wait.at.map { ", at \($0.description)" } ?? ""
    return "wait until \(named(wait.column))\(offset)\(at)"
  }

  /// `lead_score = 72`
  func named(_ column: Int) -> String {
    guard graph.segment.columns.indices.contains(column) else { return "a column" }
    let name = graph.segment.columns[column].name
    return "\(name) = \(contact.row.words(of: contact.cell(column), zone))"
  }
}

extension ContactRow {
  /// A cell for people.
  func words(of cell: Cell, _ zone: ZoneRules) -> String {
    switch cell {
    case .null: "nothing"
    case .text: quotedForPeople(text(cell))
    case .integer(let value): String(value)
    case .decimal(let value): value.plainText
    case .boolean(let value): value ? "true" : "false"
    case .date(let value): value.description
    case .timestamp(let value): dayAndClock(value, in: zone)
    case .list: "[\(list(cell).prefix(20).map { words(of: $0, zone) }.joined(separator: ", "))]"
    }
  }
}

/// `1 hour 12 minutes 5 seconds`
func spanWords(_ seconds: Int64) -> String {
  let parts: [(Int64, String)] = [
    (seconds / 3600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second"),
  ]
  let words = parts.filter { $0.0 != 0 }.map { "\($0.0) \($0.1)" + ($0.0 == 1 ? "" : "s") }
  return words.isEmpty ? "0 seconds" : words.joined(separator: " ")
}
