import CampaignGraph
import CampaignRunner
import CivilTime
import Foundation
import JSONText
import Testing

/// Winners of splits, with contacts c1 to c40 of whom a tenth gets each variant.
@Suite struct WinnerTests {
  private func split(
    _ id: String = "s", weights: (Int, Int) = (20, 20), control: Int = 0,
    metric: String = "open_rate", after: String = "4 hours"
  ) -> String {
    func variant(_ name: String, _ weight: Int) -> String {
      "    - name: \(name)\n      weight: \(weight)\n      then:\n"
        + mail("\(id)-\(name)", indent: 8)
    }
    return "- split: \(id)\n  variants:\n" + variant("a", weights.0) + variant("b", weights.1)
      + (control > 0 ? "    - { name: control, weight: \(control), holdout: true }\n" : "")
      + "  winner: { metric: \(metric), after: \(after) }\n"
  }

  private func run(_ steps: String, count: Int = 40) -> CompiledRun {
    var run = CompiledRun(steps)
    run.type = "ab_test"
    run.csv = (1...count).map { "c\($0),c\($0)@acme.example,,,," }.joined(separator: "\n")
    return run
  }

  /// The contacts of each step, in the order of the segment.
  private func contacts(_ outcome: Outcome, _ step: String) throws -> [String] {
    try outcome.manifest.filter { try field("step", of: $0) == step }
      .compactMap { try field("contact", of: $0) }
  }

  private func decision(_ outcome: Outcome, _ index: Int = 0) throws -> SplitDecision {
    let decisions = outcome.result.summary.decisions
    return try #require(decisions.indices.contains(index) ? decisions[index] : nil)
  }

  @Test func theRestWaitsAndGetsTheVariantWithTheHigherRate() throws {
    var run = run(split())
    let before = try run.run()
    let (a, b) = (try contacts(before, "s-a"), try contacts(before, "s-b"))
    #expect(a.count + b.count == 40)
    // Without events the first variant wins the tie, so those of b are its sample.
    let sampled = b
    run.events = "\(sampled[0]) opened 2026-12-01T09:00Z s-b"
    let outcome = try run.run()
    let decided = try decision(outcome)
    #expect(decided.winner == 1)
    #expect(decided.at == (try instant("2026-12-01T12:00Z")))
    #expect(decided.tallies[1] == .init(sent: sampled.count, engaged: 1))
    let rest = 40 - decided.tallies[0].sent - decided.tallies[1].sent
    #expect(rest > 0)
    let late = try outcome.manifest.filter {
      try field("sendAt", of: $0) == "2026-12-01T12:00:00Z"
    }
    #expect(late.count == rest)
    #expect(try late.allSatisfy { try field("step", of: $0) == "s-b" })
    #expect(try late.allSatisfy { try field("variant", of: $0) == "b" })
  }

  /// What is opened at the instant of the decision counts; what comes a second later does not.
  @Test(arguments: [("2026-12-01T12:00:00Z", 1), ("2026-12-01T12:00:01Z", 0)])
  func eventsCountUpToTheDecision(at: String, winner: Int) throws {
    var run = run(split())
    let b = try contacts(try run.run(), "s-b")
    run.events = "\(b[0]) opened \(at) s-b"
    #expect(try decision(run.run()).winner == winner)
  }

  @Test func onlyWhatIsMeasuredCounts() throws {
    var run = run(split(metric: "click_rate") + "- wait: 1 hour\n" + mail("after"))
    let b = try contacts(try run.run(), "s-b")
    run.events = "\(b[0]) opened 2026-12-01T09:00Z s-b"
    #expect(try decision(run.run()).winner == 0)
    run.events = "\(b[0]) clicked 2026-12-01T10:00Z after"
    #expect(try decision(run.run()).winner == 0, "an email behind the split is not the variant's")
    run.events = "\(b[0]) clicked 2026-12-01T10:00Z s-a"
    #expect(try decision(run.run()).winner == 0, "the email of the other variant")
    run.events = "\(b[0]) clicked 2026-12-01T07:00Z s-b"
    #expect(try decision(run.run()).winner == 0, "before the email went out")
    run.events = String(repeating: "\(b[0]) clicked 2026-12-01T10:00Z s-b\n", count: 5)
    #expect(try decision(run.run()).tallies[1].engaged == 1, "contacts are counted, not clicks")
  }

  @Test func ratesAreComparedNotCounts() throws {
    var run = run(split(weights: (60, 10)), count: 100)
    let first = try run.run()
    let b = try contacts(first, "s-b")
    let a = try first.manifest.filter {
      try field("step", of: $0) == "s-a" && field("sendAt", of: $0) == "2026-12-01T08:00:00Z"
    }.prefix(2).compactMap { try field("contact", of: $0) }
    run.events =
      "\(b[0]) opened 2026-12-01T09:00Z s-b\n"
      + a.map { "\($0) opened 2026-12-01T09:00Z s-a\n" }.joined()
    let decided = try decision(run.run())
    #expect(decided.tallies.map(\.engaged) == [2, 1])
    #expect(decided.winner == 1)
  }

  @Test func tiesGoToTheFirst() throws {
    let typed = SplitDecision.Tally.init(sent:engaged:)
    #expect(!typed(10, 1).isBetter(than: typed(20, 2)))
    #expect(!typed(20, 2).isBetter(than: typed(10, 1)))
    #expect(typed(20, 3).isBetter(than: typed(10, 1)))
    #expect(!typed(0, 0).isBetter(than: typed(0, 0)))
    #expect(!typed(5, 0).isBetter(than: typed(0, 0)))
    #expect(typed(5, 1).isBetter(than: typed(0, 0)))
    #expect(typed(.max, .max - 1).isBetter(than: typed(.max, .max - 2)))
    let outcome = try run(split()).run()
    #expect(try decision(outcome).winner == 0)
    #expect(
      try decision(outcome).note(for: .openRate)
        == "no opens are known by then: the first variant wins the tie")
  }

  @Test func whereTheWeightsAddUpTo100LateComersGetTheWinner() throws {
    var run = run(split(weights: (50, 50)))
    run.settings = "enroll: { at: signed_up_at }"
    run.csv = (1...40).map {
      "c\($0),c\($0)@acme.example,,2026-12-0\($0 <= 20 ? 1 : 2)T09:00:00Z,,"
    }.joined(separator: "\n")
    let b = try contacts(try run.run(), "s-b")
    #expect(!b.isEmpty)
    run.events = "\(b[0]) opened 2026-12-01T10:00Z s-b"
    let outcome = try run.run()
    let late = (21...40).map { "c\($0)" }
    #expect(try contacts(outcome, "s-b").suffix(20) == late[...])
    #expect(try decision(outcome).tallies.map(\.sent).reduce(0, +) == 20)
  }

  @Test func aHoldoutStaysOneWhateverWins() throws {
    let run = run(split(weights: (20, 20), control: 20))
    let outcome = try run.run()
    let counts = outcome.result.summary.counts
    #expect(counts.exited > 0)
    #expect(counts.sends + counts.exited == 40)
    #expect(counts.skips == 0)
    let summary = outcome.result.summary.json(.init(toolVersion: "1"))
    let step = try #require(summary["steps"]?.items.first)
    #expect(step["holdouts"]?["control"] == .integer(Int64(counts.exited)))
    #expect(step["winner"]?["variant"] == .string("a"))
    #expect(step["winner"]?["rates"]?.items.count == 2)
  }

  @Test func beforeTheDecisionTheRestIsWaiting() throws {
    var run = run(split() + mail("next"))
    run.asOf = "2026-12-01T11:59:59Z"
    let early = try run.run()
    let counts = early.result.summary.counts
    #expect(counts.waiting > 0)
    #expect(counts.waiting + counts.completed == 40)
    #expect(counts.steps[0].awaiting == counts.waiting)
    #expect(counts.steps[0].waiting.latest == (try instant("2026-12-01T12:00Z")))
    #expect(counts.steps[0].waiting.withoutEnd == 0)
    #expect(try decision(early).winner == nil)
    #expect(try decision(early).at == (try instant("2026-12-01T12:00Z")))
    #expect(
      try decision(early).note(for: .openRate) == "the decision lies after the as-of")
    run.asOf = "2026-12-01T12:00:00Z"
    #expect(try run.run().result.summary.counts.completed == 40)
  }

  @Test func withoutAnySendNothingIsDecided() throws {
    var run = run(split(), count: 10)
    run.settings = "where: score == 1"
    #expect(try decision(run.run()).at == nil)
    run.settings = ""
    run.csv = (1...10).map { "c\($0),nobody,,,," }.joined(separator: "\n")
    let outcome = try run.run()
    #expect(try decision(outcome).at == nil)
    #expect(outcome.result.summary.counts.waiting > 0)
    #expect(outcome.result.summary.counts.sends == 0)
  }

  /// The second split is reached by those who got the winner of the first.
  @Test func severalWinnersAreDecidedOneAfterTheOther() throws {
    var run = run(split("s") + "- wait: 1 day\n" + split("t"), count: 60)
    let plain = try run.run()
    #expect(plain.result.summary.decisions.count == 2)
    let first = try decision(plain)
    let second = try decision(plain, 1)
    #expect(first.at == (try instant("2026-12-01T12:00Z")))
    // The first to reach it were sampled by the first split, at 08:00, a day on.
    #expect(second.at == (try instant("2026-12-02T12:00Z")))
    let b = try contacts(plain, "t-b")
    #expect(!b.isEmpty)
    run.events = b.map { "\($0) opened 2026-12-02T10:00Z t-b" }.joined(separator: "\n")
    let outcome = try run.run()
    #expect(try decision(outcome).winner == 0)
    #expect(try decision(outcome, 1).winner == 1)
    #expect(outcome.result.summary.counts.completed == 60)
  }

  @Test(arguments: ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"])
  func advancesInPartsDealAlike(contact: String) throws {
    var run = run(
      split("s") + "- wait: 1 day\n" + split("t", control: 10) + mail("last"), count: 60)
    run.policies = "min_gap: 2 days"
    let whole = try run.effects(of: contact, advancing: [nil])
    for seconds in [3599, 7200, 50_000] {
      #expect(
        try run.effects(of: contact, advancing: run.stops(every: seconds, days: 9)) == whole)
    }
  }

  @Test func exitIsAskedWhenTheRestComesAndWhenItGoesOn() throws {
    var run = run(split() + mail("next"))
    run.settings = "exit: { when: 'event(\"purchase\")' }"
    let all = (1...40).map { "c\($0)" }
    let early = try run.run()
    let waiting = try early.manifest.filter {
      try field("sendAt", of: $0) == "2026-12-01T12:00:00Z" && field("step", of: $0) == "s-a"
    }.compactMap { try field("contact", of: $0) }
    run.events = "\(waiting[0]) purchase 2026-12-01T10:00Z"
    let outcome = try run.run()
    #expect(outcome.result.summary.counts.exitedByRule == 1)
    #expect(try contacts(outcome, "next").count == all.count - 1)
  }

  @Test func keyColumnKeepsACompanyTogether() throws {
    var run = run(
      split(weights: (50, 50)).replacingOccurrences(of: "  winner", with: "  key: score\n  winner"))
    run.csv = (1...60).map { "c\($0),c\($0)@acme.example,\($0 % 6),,," }.joined(separator: "\n")
    let outcome = try run.run()
    let a = Set(try contacts(outcome, "s-a").map { (Int($0.dropFirst()) ?? 0) % 6 })
    let b = Set(try contacts(outcome, "s-b").map { (Int($0.dropFirst()) ?? 0) % 6 })
    #expect(a.isDisjoint(with: b))
    #expect(a.count + b.count == 6)
  }

  @Test func aRunWithoutDecisionsIsRefused() throws {
    let run = run(split())
    let graph = try run.graph()
    var reader = run.reader(graph)
    var sink = Lines()
    #expect(RunFault.undecided(split: "s").rule == "second-pass")
    #expect(RunFault.obstacles([]).rule == "not-run-yet")
    #expect(throws: RunFault.undecided(split: "s")) {
      try runCampaign(
        graph, digest: "", contacts: &reader, engagement: NoEngagement(), zones: zones,
        options: RunOptions(launch: try instant("2026-12-01T08:00Z")), to: &sink)
    }
  }

  @Test func theGraphCarriesWhatIsMeasured() throws {
    let graph = try run(split(control: 10)).graph()
    #expect(try StepGraph(json: graph.json) == graph)
    #expect(graph.mermaid().contains("winner by open rate after 4 hours"))
    #expect(graph.mermaid().contains("control 10 % (holdout)"))
    guard case .split(let split) = graph.nodes[0].kind else {
      Issue.record("no split")
      return
    }
    #expect(split.variants.map { $0.emails.map { graph[$0].id } } == [["s-a"], ["s-b"], []])
    #expect(graph.nodes.map(\.id) == ["s", "s-a", "s-b", "s-b.exit", "end"])
  }

  @Test func mistakesAreFound() {
    #expect(run(split(weights: (60, 60))).rules == ["variant-weights"])
    #expect(run(split(weights: (10, 10))).rules == [])
    #expect(
      run(
        split(weights: (10, 10)).replacingOccurrences(
          of: "{ metric: open_rate, after: 4 hours }", with: "none")
      ).rules
        == ["variant-weights"])
    #expect(
      run(split().replacingOccurrences(of: "holdout: true", with: "holdout: false")).rules == [])
    let control = split(control: 10)
    #expect(
      run(control.replacingOccurrences(of: "holdout: true", with: "holdout: true, then: []")).rules
        == ["conflicting-keys"])
    #expect(
      run(control.replacingOccurrences(of: "holdout: true", with: "holdout: false")).rules
        .contains("missing-key"))
    #expect(
      run(control.replacingOccurrences(of: ", holdout: true", with: "")).rules
        .contains("missing-key"))
    #expect(
      run(control.replacingOccurrences(of: "holdout: true", with: "then: []")).rules.contains(
        "winner-rule"))
    var untracked = run(split())
    untracked.settings = "tracking: { opens: false }"
    #expect(untracked.rules == ["winner-untracked", "winner-untracked"])
    untracked.settings = "tracking: { clicks: false }"
    #expect(untracked.rules == [])
    let alone = """
      - split: s
        variants:
          - name: a
            weight: 90
            then:
      \(mail("x", indent: 8))    - { name: control, weight: 10, holdout: true }
        winner: { metric: open_rate, after: 1 hour }
      """
    #expect(run(alone).rules == ["winner-rule"])
    #expect(
      run(
        alone.replacingOccurrences(
          of: "winner: { metric: open_rate, after: 1 hour }", with: "winner: none")
      )
      .rules == [], "a holdout keeps the promise of an ab_test")
    var broadcast = run(
      alone.replacingOccurrences(
        of: "winner: { metric: open_rate, after: 1 hour }", with: "winner: none"))
    broadcast.type = "broadcast"
    #expect(broadcast.rules == [], "a holdout breaks no broadcast")
  }
}

extension JSONValue {
  fileprivate var items: [JSONValue] {
    if case .array(let items) = self { items } else { [] }
  }
}
