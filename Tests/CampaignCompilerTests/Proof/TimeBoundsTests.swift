import CampaignCompiler
import CampaignGraph
import CivilTime
import TestSupport
import Testing

/// The bounds of small campaigns, by hand and by trying every way.
@Suite struct TimeBoundsTests {
  private func bounds(_ steps: String, _ settings: String = "") throws -> TimeBounds {
    let compiled = CompileCase(campaign(settings, steps: steps))
    let graph = try #require(
      compiled.graph, "\(compiled.texts.joined(separator: "\n"))")
    return TimeBounds(graph, PathFacts(graph))
  }

  private func days(_ count: Int) -> Period { Period(count: count, unit: .days) }
  private let day: Int64 = 86_400

  @Test func countsEmailsInAnyStretch() throws {
    let bounds = try bounds(
      """
      \(email("a"))
      - wait: 3 days
      \(email("b"))
      - wait: 4 days
      \(email("c"))
      """)
    #expect(bounds.mostEmails(in: days(3)).value == 1)
    #expect(bounds.mostEmails(in: days(4)).value == 2)
    // The end of a stretch is not in it.
    #expect(bounds.mostEmails(in: days(7)).value == 2)
    #expect(bounds.mostEmails(in: days(8)).value == 3)
    #expect(bounds.shortestGap().value == TimeSpan(seconds: 3 * day, nominal: 3 * day))
    #expect(bounds.shortest.value?.nominal == 7 * day)
    #expect(bounds.longest.value?.nominal == 7 * day)
    #expect(bounds.paths.value == 1)
    #expect(bounds.fewestEmails.value == 3)
    #expect(bounds.mostEmails.value == 3)
  }

  /// A day of elapsed hours may be 23 hours of the calendar, and the other way round.
  @Test func hoursAndDaysAreNotTheSame() throws {
    let hours = try bounds("\(email("a"))\n- wait: 24 hours\n\(email("b"))")
    #expect(hours.mostEmails(in: days(1)).value == 2)
    #expect(hours.mostEmails(in: Period(count: 24, unit: .hours)).value == 1)
    let day = try bounds("\(email("a"))\n- wait: 1 day\n\(email("b"))")
    #expect(day.mostEmails(in: days(1)).value == 1)
    #expect(day.mostEmails(in: Period(count: 24, unit: .hours)).value == 2)
  }

  @Test func takesTheShorterBranch() throws {
    let bounds = try bounds(
      """
      \(email("a"))
      - branch: fit
        if: beta
        then:
          - wait: 1 day
        else:
          - wait: 10 days
      \(email("b"))
      """)
    #expect(bounds.shortestGap().value??.nominal == day)
    #expect(bounds.longest.value?.nominal == 10 * day)
    #expect(bounds.paths.value == 2)
    let witness = try #require(bounds.mostEmails(in: days(7)).witness)
    #expect(witness.hops.map { bounds.graph[$0.node].id } == ["a", "fit", "fit.wait", "b"])
  }

  @Test func knowsDaysOfTheWeekAndTimes() throws {
    let weekly = try bounds(
      """
      - wait: { until: 09:00, days: [tue] }
      \(email("a"))
      - wait: { until: 09:00, days: [tue] }
      \(email("b"))
      """)
    #expect(weekly.shortestGap().value??.nominal == 7 * day)
    let daily = try bounds(
      """
      - wait: { for: 2 days, at: 09:00 }
      \(email("a"))
      - wait: { for: 3 days, at: 09:00, days: weekdays }
      \(email("b"))
      """)
    #expect(daily.shortestGap().value??.nominal == 3 * day)
    #expect(daily.longest.value?.nominal == 2 * day + 9 * 3600 + 5 * day)
  }

  /// Messages that wait for a window may come closer to each other than their steps.
  @Test func looksThroughWindows() throws {
    let window = "send: { window: { days: mon-fri, hours: 09:00-17:00 } }"
    let bounds = try bounds("\(email("a"))\n- wait: 3 days\n\(email("b"))", window)
    // Friday 17:00 waits for Monday 09:00, and Monday 17:00 for Tuesday 09:00.
    #expect(bounds.shortestGap().value??.nominal == day)
    let next = try self.bounds("\(email("a"))\n- wait: 1 day\n\(email("b"))", window)
    #expect(next.shortestGap().value??.nominal == 0)
    let held = try self.bounds(
      "\(email("a"))\n- wait: 3 days\n\(email("b"))",
      "send: { window: { days: mon-fri, hours: 09:00-17:00, hold: run } }")
    #expect(held.shortestGap().value??.nominal == 3 * day)
  }

  @Test func fixedDatesLieApart() throws {
    let bounds = try bounds(
      """
      - wait: { until: 2026-12-01T09:00, on_past: exit }
      \(email("a"))
      - wait: { until: 2026-12-24T09:00, on_past: exit }
      \(email("b"))
      """)
    #expect(bounds.shortestGap().value??.nominal == 23 * day)
    // Nobody knows when it is launched.
    guard case .unbounded(.date) = bounds.longest.limit else {
      Issue.record("\(bounds.longest)")
      return
    }
  }

  /// Who enters behind the schedule of the campaign may be over before the first step.
  @Test func anEntryThatComesTooLate() throws {
    let steps = "\(email("a"))\n- wait: 2 days\n\(email("b"))"
    func scheduled(_ onPast: String) throws -> TimeBounds {
      try bounds(steps, "send: { strategy: scheduled, at: 2026-12-10T09:00, on_past: \(onPast) }")
    }
    let left = try scheduled("exit")
    #expect(left.shortest.value == TimeSpan(seconds: 0, nominal: 0))
    #expect(left.fewestEmails.value == 0)
    #expect(left.paths.value == 2)
    #expect(left.mostEmails.value == 2)
    #expect(left.fewestEmails.witness?.hops.map(\.choice) == [nil])
    let sent = try scheduled("send")
    #expect(sent.shortest.value?.nominal == 2 * day)
    #expect(sent.fewestEmails.value == 2)
    #expect(sent.paths.value == 1)
  }

  /// Who is late for the campaign leaves out the email that ends the others, and comes round once more: no loop in
  /// time, although a step is passed twice.
  @Test func aStepThatIsPassedTwice() throws {
    let steps = """
      - branch: fit
        if: beta
        then:
          - wait: 1 day
          - email: a
            subject: A
            text: A
            send: { strategy: scheduled, at: 2026-12-10T09:00, on_past: exit }
          - goto: fit
        else: []
      \(email("b"))
      """
    let bounds = try bounds(
      steps, "send: { strategy: scheduled, at: 2026-12-20T09:00, on_past: skip }")
    // To the end, or to the email that ends it; where that is left out, the same two once more.
    #expect(bounds.paths.value == 4)
    #expect(bounds.mostEmails.value == 1)
  }

  /// An email behind its date counts for nothing where it is left out.
  @Test func anEmailThatComesTooLate() throws {
    func scheduled(_ onPast: String) throws -> TimeBounds {
      let send = "\n  send: { strategy: scheduled, at: 2026-12-10T09:00, on_past: \(onPast) }"
      return try bounds("\(email("a"))\n\(email("b"))\(send)\n\(email("c"))")
    }
    let skipped = try scheduled("skip")
    #expect(skipped.fewestEmails.value == 2)
    #expect(skipped.mostEmails.value == 3)
    #expect(skipped.shortest.value?.nominal == 0)
    let left = try scheduled("exit")
    #expect(left.fewestEmails.value == 1)
    #expect(left.mostEmails.value == 3)
    let sent = try scheduled("send")
    #expect(sent.fewestEmails.value == 3)
  }

  /// Clocks that are set over a short window at night leave it out: the message waits for the next.
  @Test(arguments: [
    ("02:00-03:00", true), ("01:30-04:30", true), ("23:30-00:30", true), ("01:00-05:00", false),
    ("09:00-10:00", false), ("12:00-15:00", false),
  ])
  func windowsThatAClockChangeSwallows(_ hours: String, _ isSwallowed: Bool) throws {
    let window = "send: { window: { days: [sun], hours: \(hours) } }"
    let one = try bounds(email("a"), window)
    let longest = try #require(one.longest.value?.nominal)
    #expect(longest > (isSwallowed ? 13 : 6) * day)
    #expect(longest <= (isSwallowed ? 15 : 8) * day)
    // Messages of one week and of the next may go out at the same opening.
    let two = try bounds("\(email("a"))\n- wait: 7 days\n\(email("b"))", window)
    #expect((two.shortestGap().value??.nominal == 0) == isSwallowed)
  }

  @Test func loopsHaveNoEnd() throws {
    let bounds = try bounds(
      """
      \(email("a"))
      - wait: 2 days
        id: pause
      - branch: again
        if: beta
        then:
          - goto: a
        else: []
      """)
    #expect(bounds.mostEmails(in: days(7)).value == 4)
    guard case .unbounded(.loop) = bounds.longest.limit,
      case .unbounded(.loop) = bounds.mostEmails.limit
    else {
      Issue.record("\(bounds.longest)")
      return
    }
    let loop = try #require(bounds.longest.witness)
    #expect(loop.hops.map { bounds.graph[$0.node].id } == ["a", "pause", "again", "a"])
  }

  @Test func transactionalMailDoesNotCount() throws {
    let bounds = try bounds(
      "\(email("a"))\n\(email("b"))\n  category: transactional\n\(email("c"))")
    #expect(bounds.mostEmails(in: days(1)).value == 2)
    #expect(bounds.mostEmails.value == 3)
  }

  @Test func saysWhenItGivesUp() throws {
    let graph = try #require(
      CompileCase(campaign(steps: (0..<40).map { email("e\($0)") }.joined(separator: "\n"))).graph)
    let bounds = TimeBounds(graph, PathFacts(graph), budget: 100)
    let most = bounds.mostEmails(in: days(1))
    #expect(most.verdict == .notDecided)
    guard case .notDecided(let count?) = most.limit else { return }
    #expect(count > 1 && count < 40)
  }

  @Test func monthsAreAsLongAsTheyAre() {
    for count in 1...60 {
      var (fewest, most) = (Int64.max, Int64.min)
      for start in 0..<(4 * 366) {
        let date = CivilDate(days: Int32(20_000 + start))
        let length = Int64(date.adding(months: count).days - date.days)
        fewest = min(fewest, length)
        most = max(most, length)
      }
      #expect(CivilDate.fewestDays(inMonths: count) <= fewest, "\(count) months")
      #expect(CivilDate.mostDays(inMonths: count) >= most, "\(count) months")
    }
  }

  /// The most emails in a window and the shortest gap, against every way of random campaigns with loops.
  @Test func agreesWithEveryWay() throws {
    var compiled = 0
    var seed: UInt64 = 1
    while compiled < 500 {
      var chance = SeededRandom(seed: seed)
      seed += 1
      let steps = RandomSteps.make(&chance)
      guard let graph = CompileCase(campaign(steps: steps)).graph else { continue }
      compiled += 1
      let window = 1 + Int.random(in: 0..<9, using: &chance)
      let facts = PathFacts(graph)
      let bounds = TimeBounds(graph, facts)
      let tried = EveryWay(graph, facts)
      let most = bounds.mostEmails(in: days(window))
      #expect(
        most.value == tried.mostEmails(inDays: window), "seed \(seed - 1), \(window) days\n\(steps)"
      )
      #expect(
        bounds.shortestGap().value??.nominal == tried.shortestGap().map { Int64($0) * day },
        "seed \(seed - 1)\n\(steps)")
      if let witness = most.witness {
        #expect(follows(witness, graph), "seed \(seed - 1)\n\(steps)")
        #expect(most.emails.count == most.value)
      }
      if compiled % 50 == 0, seed > 50_000 { break }
    }
    #expect(compiled == 500)
  }

  /// Whether a witness is a way through the graph from its start.
  private func follows(_ path: WitnessPath, _ graph: StepGraph) -> Bool {
    var at = graph.start
    for (index, hop) in path.hops.enumerated() {
      if hop.node != at { return false }
      guard let choice = hop.choice else { return index == path.hops.count - 1 }
      at = graph[hop.node].targets[choice]
    }
    return true
  }
}

/// Emails, waits of days and branches that lead anywhere.
private enum RandomSteps {
  static func make(_ chance: inout SeededRandom) -> String {
    let count = Int.random(in: 2...7, using: &chance)
    var steps: [String] = [email("s0")]
    for index in 1..<count {
      switch Int.random(in: 0..<5, using: &chance) {
      case 0, 1: steps.append(email("s\(index)"))
      case 2:
        steps.append("- wait: \(Int.random(in: 1...4, using: &chance)) days\n  id: s\(index)")
      default:
        let target = Int.random(in: 0..<count, using: &chance)
        let wait = Bool.random(using: &chance) || target <= index
        var then = wait ? "      - wait: \(Int.random(in: 1...3, using: &chance)) days\n" : ""
        then += "      - goto: s\(target)"
        let plan = ["free", "pro", "team"].randomElement(using: &chance) ?? "free"
        steps.append(
          "- branch: s\(index)\n  if: plan == \"\(plan)\"\n  then:\n\(then)\n  else: []")
      }
    }
    return steps.joined(separator: "\n")
  }
}

/// Walks every way that is short enough, and that no guard rules out.
private struct EveryWay {
  let graph: StepGraph
  let facts: PathFacts

  init(_ graph: StepGraph, _ facts: PathFacts) {
    self.graph = graph
    self.facts = facts
  }

  private func targets(of node: NodeIndex) -> [NodeIndex] {
    facts.openWays(from: node).map(\.target)
  }

  private var reachable: Set<NodeIndex> {
    var seen: Set<NodeIndex> = [graph.start]
    var open = [graph.start]
    while let node = open.popLast() {
      for target in targets(of: node) where seen.insert(target).inserted { open.append(target) }
    }
    return seen
  }

  func mostEmails(inDays window: Int) -> Int {
    reachable.map { most(from: $0, window) }.max() ?? 0
  }

  private func most(from node: NodeIndex, _ left: Int) -> Int {
    var best = 0
    var left = left
    var isEmail = 0
    switch graph[node].kind {
    case .email: isEmail = 1
    case .wait(.period(let period), _): left -= period.count
    default: break
    }
    if left > 0 {
      for target in targets(of: node) { best = max(best, most(from: target, left)) }
    }
    return best + isEmail
  }

  func shortestGap() -> Int? {
    reachable.compactMap { node -> Int? in
      guard case .email(_, let next) = graph[node].kind else { return nil }
      return gap(from: next, left: 60, [])
    }.min()
  }

  /// Days until the next email.
  private func gap(from node: NodeIndex, left: Int, _ seen: Set<NodeIndex>) -> Int? {
    if left < 0 || seen.contains(node) { return nil }
    var days = 0
    switch graph[node].kind {
    case .email: return 0
    case .wait(.period(let period), _): days = period.count
    default: break
    }
    let rest = targets(of: node).compactMap {
      gap(from: $0, left: left - days, seen.union([node]))
    }
    return rest.min().map { $0 + days }
  }
}
