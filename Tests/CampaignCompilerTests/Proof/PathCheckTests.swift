import CampaignCompiler
import CampaignGraph
import Diagnostics
import Testing

/// What the ways through a campaign say about its rules.
@Suite struct PathCheckTests {
  private func found(_ steps: String, _ settings: String = "") -> CompileCase {
    CompileCase([
      "campaign.yaml": campaign(settings, steps: steps), "segment.yaml": GuardCheckTests.segment,
    ])
  }

  private func mail(_ id: String, indent: Int = 0) -> String {
    let space = String(repeating: " ", count: indent)
    return "\(space)- email: \(id)\n\(space)  subject: \(id)\n\(space)  text: \(id)\n"
  }

  private func branch(_ id: String, _ rule: String, _ then: String = "", _ other: String = "")
    -> String
  {
    "- branch: \(id)\n  if: '\(rule)'\n  then:\(then.isEmpty ? " []" : "\n" + then)"
      + "\n  else:\(other.isEmpty ? " []" : "\n" + other)\n"
  }

  @Test func twoBranchesContradictEachOther() throws {
    let result = found(
      mail("a") + branch("one", "score > 50", "    - exit: high")
        + branch("two", "score > 60", mail("b", indent: 4)) + mail("c"))
    #expect(result.rules == ["dead-branch"])
    let finding = try #require(result.findings.all.first)
    #expect(finding.related.count == 1 && !finding.witness.isEmpty)
    #expect(finding.notes.contains { $0.contains("'score' is at most 50, or empty") })
    guard case .range(let range) = finding.related[0].place else { return }
    #expect(String(decoding: range.file.bytes[range.bytes], as: UTF8.self) == "'score > 50'")
  }

  /// The ways meet again: together they cover everything, and nothing is known behind them.
  @Test func waysThatMeetAgain() {
    let arms = branch("one", "score > 50", mail("b", indent: 4), mail("c", indent: 4))
    #expect(
      found(mail("a") + arms + branch("two", "score > 60", "    - exit: e") + mail("d")).rules == []
    )
    #expect(
      found(
        mail("a")
          + branch("one", "plan == \"free\"", mail("b", indent: 4), "    - exit: paying")
          + branch("two", "plan == \"free\"", mail("c", indent: 4)) + mail("d")
      ).rules
        == ["always-true-branch"])
  }

  @Test func actionsChangeWhatIsKnown() {
    let free = "where: plan == \"free\""
    let set = "- action: up\n  set: { plan: '\"pro\"' }\n"
    #expect(
      found(mail("a") + set + branch("b", "plan == \"pro\"", "    - exit: e") + mail("c"), free)
        .rules == ["always-true-branch"])
    #expect(
      found(
        mail("a") + branch("u", "beta", "    - action: up\n      set: { plan: '\"pro\"' }")
          + branch("b", "plan == \"pro\"", "    - exit: e") + mail("c"), free
      ).rules == [])
    let tagged = "- action: tag\n  add_tags: [x]\n"
    #expect(
      found(mail("a") + tagged + branch("b", "\"x\" in tags", "    - exit: e") + mail("c")).rules
        == ["always-true-branch"])
    #expect(
      found(
        mail("a") + tagged + "- action: untag\n  remove_tags: [x]\n"
          + branch("b", "\"x\" in tags", "    - exit: e") + mail("c")
      ).rules == ["dead-branch"])
    // What is reckoned may be anything, also nil.
    #expect(
      found(
        mail("a") + "- action: up\n  set: { score: score + 1 }\n"
          + branch("b", "score > 5", "    - exit: e") + mail("c"), "where: score > 10"
      ).rules == [])
  }

  @Test func eventsThatHaveCome() {
    let wait = "- wait: { event: opened(a), timeout: 1 day, then: [], else: [{ exit: cold }] }\n"
    #expect(
      found(
        mail("a") + wait + branch("b", "opened(a)", mail("c", indent: 4), "    - exit: e")
          + mail("d")
      ).rules == ["always-true-branch"])
    // The wait asks about this enrollment, a rule about every time before.
    let other = "- wait: { event: opened(a), timeout: 1 day, then: [{ exit: keen }], else: [] }\n"
    #expect(
      found(mail("a") + other + branch("b", "opened(a)", mail("c", indent: 4)) + mail("d")).rules
        == [])
  }

  /// Who enters by an event has had it; of any other nothing is known.
  @Test func theEventOfTheEntry() {
    func entered(_ event: String) -> [String] {
      let steps =
        mail("a") + branch("b", "event(\"\(event)\")", mail("c", indent: 4), "    - exit: e")
        + mail("d")
      return CompileCase([
        "campaign.yaml": campaign(
          type: "triggered", "trigger: event(\"sign up\")", steps: steps),
        "segment.yaml": GuardCheckTests.segment,
      ]).rules
    }
    #expect(entered("sign up") == ["always-true-branch"])
    #expect(entered("sign-up") == [])
    let wait =
      "- wait: { event: event(\"sign up\"), timeout: 1 day, then: [], else: [{ exit: e }] }\n"
    let waited = CompileCase([
      "campaign.yaml": campaign(
        type: "triggered", "trigger: event(\"sign up\")", steps: mail("a") + wait + mail("b")),
      "segment.yaml": GuardCheckTests.segment,
    ])
    #expect(waited.rules == ["unreachable-step"])
  }

  /// Said once, with the way there.
  @Test func aWaitWithoutTimeoutNeverRunsOut() throws {
    let wait = """
      - wait: { event: event("buy"), then: [], else: [{ email: x, subject: X, text: X }] }

      """
    let findings = found(mail("a") + wait + mail("b")).findings.sorted()
      .filter { $0.rule.name == "unreachable-step" }
    #expect(findings.count == 1)
    #expect(findings.first?.witness.isEmpty == false)
  }

  @Test func anExitRuleBehindWaits() {
    let rule = "where: plan == \"pro\"\nexit: { when: 'plan == \"pro\"' }"
    func words(_ steps: String) -> [String] {
      found(steps, rule).findings.sorted().filter { $0.rule.name == "always-true-branch" }
        .map(\.message)
    }
    #expect(
      words(mail("a")) == [
        "this rule always holds: every contact leaves before the first step is done"
      ])
    #expect(
      words("- wait: 1 day\n" + mail("a")) == [
        "this rule always holds: every contact that gets past the waits at the beginning leaves"
      ])
  }

  @Test func theExitRuleDecides() {
    #expect(
      found(
        mail("a") + branch("b", "plan == \"pro\"", mail("c", indent: 4)) + mail("d"),
        "exit: { when: 'plan == \"pro\"' }"
      ).rules == ["dead-branch"])
    #expect(
      found(mail("a"), "where: plan == \"free\"\nexit: { when: 'plan == \"pro\"' }").rules
        == ["dead-branch"])
    #expect(
      found(mail("a"), "where: plan == \"pro\"\nexit: { when: 'plan == \"pro\"' }").rules
        == ["always-true-branch"])
    #expect(found(mail("a"), "exit: { when: 'event(\"purchase\")' }").rules == [])
  }

  @Test func loopsKeepWhatAllRoundsKnow() {
    let loop =
      mail("a") + "- wait: 1 day\n- action: count\n  set: { score: 5 }\n"
      + branch("b", "score == 5 and beta", "    - exit: e") + "- goto: a\n"
    #expect(found(loop, "where: not beta").rules.contains("dead-branch"))
    #expect(!found(loop).rules.contains("dead-branch"))
    // In the first round the score is 1, later 5.
    let first = branch("f", "score == 1", mail("n", indent: 4), mail("m", indent: 4))
    let rounds =
      "- wait: 1 day\n" + first + "- action: count\n  set: { score: 5 }\n"
      + branch("b", "days_since(due) > 5", "    - exit: e", "    - wait: 1 day\n    - goto: f")
    #expect(found(rounds, "where: score == 1").rules == [])
  }

  @Test(arguments: [
    ("opened(late)", "email-never-sent-here"), ("sent(late)", "email-never-sent-here"),
    ("not clicked(late)", "email-never-sent-here"), ("opened(a)", nil), ("opened()", nil),
    ("opened(b)", "email-not-always-sent"), ("sent(b)", nil), ("sent(b) and opened(b)", nil),
    ("opened(b) or opened(c)", nil), ("opened(b) and opened(c)", "email-not-always-sent"),
    ("opened(b) or clicked(b)", "email-not-always-sent"), ("event(\"x\")", nil),
  ])
  func rulesAboutEmails(_ rule: String, _ wanted: String?) throws {
    let result = found(
      mail("a") + branch("arms", "beta", mail("b", indent: 4), mail("c", indent: 4))
        + "- wait: 1 day\n" + branch("ask", rule, "    - exit: e") + mail("late"))
    #expect(Set(result.rules) == Set(wanted.map { [$0] } ?? []), "\(result.texts)")
    guard wanted == "email-not-always-sent" else { return }
    let finding = try #require(result.findings.all.first)
    let names = ["'b' is sent", "'c' is sent"].filter { name in
      finding.witness.contains { $0.text == name }
    }
    #expect(names.count == 1, "the way that avoids it")
  }

  @Test func askedInTheMomentOfTheSend() {
    let ask = branch("ask", "opened(a)", "    - exit: e")
    #expect(found(mail("a") + ask + mail("b")).rules == ["asked-too-soon"])
    #expect(found(mail("a") + "- wait: 1 minute\n" + ask + mail("b")).rules == [])
    #expect(
      found(mail("a") + "- wait: { event: opened(a), timeout: 1 day }\n" + ask + mail("b")).rules
        == [])
    // On one of two ways.
    let wait = branch("slow", "beta", "    - wait: 1 day")
    let some = found(mail("a") + wait + ask + mail("b"))
    #expect(some.rules == ["asked-too-soon"])
    #expect(some.findings.all.first?.message.hasPrefix("on a way") == true)
    // The way without a wait is none that anybody takes.
    #expect(
      found(mail("a") + wait + ask + mail("b"), "where: beta").rules == ["always-true-branch"])
  }

  @Test func loopsWithoutAnEnd() {
    let endless = mail("a") + "- wait: 1 week\n"
    #expect(found(endless + "- goto: a\n").rules == ["no-exit"])
    let byOpen = branch("b", "opened(a)", "    - exit: e", "    - goto: a")
    #expect(found(endless + byOpen).rules == ["unbounded-loop"])
    let byTime = branch("b", "days_since(due) > 30", "    - exit: e", "    - goto: a")
    #expect(found(endless + byTime).rules == [])
    let byCount =
      "- action: n\n  set: { score: score + 1 }\n"
      + branch("b", "score > 3", "    - exit: e", "    - goto: a")
    #expect(found(endless + byCount).rules == [])
    // Going on only while something happens ends by itself, unless it happened once for all.
    let whileOpened = branch("b", "opened(a, within: 6 days)", "    - goto: a", "    - exit: e")
    #expect(found(endless + whileOpened).rules == [])
    let onceOpened = branch("b", "opened(a)", "    - goto: a", "    - exit: e")
    #expect(found(endless + onceOpened).rules == ["unbounded-loop"])
    // A loop that sends nothing.
    #expect(found(mail("a") + "- wait: 1 day\n  id: w\n- goto: w\n").rules.contains("no-exit"))
    #expect(
      found(endless + "- goto: a\n", "exit: { when: event(\"left\") }").rules == ["unbounded-loop"])
  }

  @Test func theSameTwiceOnOneWay() {
    func same(_ id: String, indent: Int = 0) -> String {
      let space = String(repeating: " ", count: indent)
      return "\(space)- email: \(id)\n\(space)  subject: One\n\(space)  text: One\n"
    }
    #expect(found(same("a") + "- wait: 1 day\n" + same("b")).rules == ["duplicate-send"])
    #expect(found(branch("x", "beta", same("a", indent: 4), same("b", indent: 4))).rules == [])
    // Two arms that nobody takes one after the other.
    #expect(
      found(
        branch("x", "beta", same("a", indent: 4)) + branch("y", "not beta", same("b", indent: 4))
      ).rules == [])
  }

  @Test func stepsBehindWhatNeverHappens() {
    let wait =
      "- wait:\n    event: opened(a)\n    then: []\n    else:\n" + mail("never", indent: 6)
    #expect(found(mail("a") + wait + mail("b")).rules.contains("unreachable-step"))
    #expect(found(mail("a") + mail("b")).rules == [])
  }

  /// In a literal block, in text that is not ASCII: the place is that of the words.
  @Test func placesInOddText() throws {
    let result = found(
      mail("a")
        + "- wait: 1 day\n- branch: size\n  if: |\n    name == \"Zoë\"\n    and opened(late)\n"
        + "  then: [{ exit: e }]\n  else: []\n" + mail("late"))
    let finding = try #require(result.findings.all.first { $0.rule == "email-never-sent-here" })
    guard case .range(let range) = finding.place else { return }
    #expect(String(decoding: range.file.bytes[range.bytes], as: UTF8.self) == "late")
  }

  @Test func aBudgetThatRunsOutIsSaid() throws {
    let graph = try #require(
      found(
        mail("a") + branch("b", "plan == \"free\" and score > 5", "    - exit: e") + mail("c"),
        "where: plan == \"pro\""
      ).compiled?.graph)
    let node = try #require(graph.index(ofStep: "b"))
    #expect(PathFacts(graph).isImpossible(0, of: node) == .proven)
    #expect(PathFacts(graph, budget: 3).isImpossible(0, of: node) == .notDecided)
    #expect(!PathFacts(graph, budget: 3).isComplete)
  }

  @Test func whatIsSentBefore() throws {
    let graph = try #require(
      found(
        mail("a") + branch("x", "beta", mail("b", indent: 4)) + "- wait: 1 day\n" + mail("c")
      ).compiled?.graph)
    let facts = PathFacts(graph)
    func node(_ id: String) throws -> NodeIndex { try #require(graph.index(ofStep: id)) }
    #expect(try facts.mustSent(node("a"), at: node("c")))
    #expect(try !facts.mustSent(node("b"), at: node("c")))
    #expect(try facts.maySent(node("b"), at: node("c")))
    #expect(try !facts.maySent(node("c"), at: node("b")))
  }
}
