import CampaignCompiler
import CampaignGraph
import Testing

/// Contacts that are put together for a way.
@Suite struct WitnessContactTests {
  private static let segment = """
    mailplan: 1
    segment: people
    columns:
      id: string
      email: email
      plan: { type: enum, values: [free, pro, team] }
      beta: boolean
      timezone: timezone?
      never: { type: boolean, role: suppressed }
    """

  private func graph(_ steps: String, _ settings: String = "", _ segment: String = segment) throws
    -> StepGraph
  {
    let compiled = CompileCase([
      "campaign.yaml": campaign(settings, steps: steps), "segment.yaml": segment,
    ])
    return try #require(compiled.graph, "\(compiled.texts.joined(separator: "\n"))")
  }

  /// The contact for a way that is given by the names and choices of its steps.
  private func contact(_ graph: StepGraph, _ way: (String, Int)...) throws -> WitnessContact? {
    let hops = try way.map { name, choice in
      WitnessPath.Hop(try #require(graph.index(ofStep: name), "\(name)"), choice: choice)
    }
    return PathFacts(graph).witnessContact(for: WitnessPath(hops))
  }

  private let asks = """
    - branch: ask
      if: event("buy")
      then: [{ exit: yes }]
      else: []
    """

  @Test func fillsTheColumnsThatTheWayAsksFor() throws {
    let graph = try graph(
      "\(email("a"))\n- branch: b\n  if: plan == \"team\" and beta\n  then: [{ exit: e }]\n  else: []"
    )
    #expect(try contact(graph, ("a", 0), ("b", 0))?.cells == ["", "", "team", "true", "", "false"])
    #expect(try contact(graph, ("a", 0), ("b", 1))?.cells[2] != "team")
  }

  /// How long ago the entry was, where an email may have been held, is not known.
  @Test func anOldEntryIsNotMadeUp() throws {
    let asks = """
      - branch: ask
        if: 'event("signup", within: 1 week)'
        then: [{ exit: yes }]
        else: []
      """
    let held = "\(email("a"))\n  send: { window: { days: [mon], hours: 09:00-10:00 } }\n\(asks)"
    for (type, settings, isFound) in [
      ("triggered", "trigger: event(\"signup\")\n", false), ("drip", "", true),
    ] {
      let compiled = CompileCase([
        "campaign.yaml": campaign(type: type, settings, steps: held), "segment.yaml": Self.segment,
      ])
      let graph = try #require(compiled.graph, "\(compiled.texts.joined(separator: "\n"))")
      #expect((try contact(graph, ("a", 0), ("ask", 1)) != nil) == isFound)
    }
  }

  @Test func eventsHappenDuringThePauseBefore() throws {
    let graph = try graph("\(email("a"))\n- wait: 1 day\n  id: w\n\(asks)")
    let events = try #require(try contact(graph, ("a", 0), ("w", 0), ("ask", 0))).events
    #expect(events.map(\.afterHop) == [1])
    #expect(try contact(graph, ("a", 0), ("w", 0), ("ask", 1))?.events == [])
  }

  /// A wait that has its event is over at once: what comes later came before it.
  @Test func aWaitThatHasItsEventIsNoPause() throws {
    let again = """
      - branch: again
        if: event("buy")
        then: [{ exit: late }]
        else: []
      """
    let wait = "- wait: { event: event(\"visit\"), timeout: 1 day }\n  id:"
    let graph = try graph(
      "\(email("a"))\n\(wait) v\n\(asks)\n- wait: 1 day\n  id: w\n\(wait) u\n\(again)")
    let events = try #require(
      try contact(graph, ("a", 0), ("v", 0), ("ask", 1), ("w", 0), ("u", 0), ("again", 0))
    ).events
    #expect(events.map(\.afterHop) == [1, 3])
    // Without the wait of a day there is no time for it.
    let close = try self.graph("\(email("a"))\n\(wait) v\n\(asks)\n\(wait) u\n\(again)")
    #expect(
      try contact(close, ("a", 0), ("v", 0), ("ask", 1), ("u", 0), ("again", 0)) == nil)
  }

  /// An email that is left out is no pause: what comes later came before it.
  @Test func anEmailThatMayBeLeftOutIsNoPause() throws {
    func pauses(_ onPast: String) throws -> [Int?] {
      let graph = try graph(
        """
        - wait: { until: 2026-12-10T09:00, on_past: \(onPast) }
          id: w
        \(email("a"))
          send: { strategy: scheduled, at: 2026-12-20T09:00, on_past: send }
        \(asks)
        """)
      return try #require(try contact(graph, ("w", 0), ("a", 0), ("ask", 0))).events.map(\.afterHop)
    }
    #expect(try pauses("skip") == [0])
    #expect(try pauses("send") == [1])
  }

  /// An open that is assumed may come with the email; a log would have shown it to the branch before.
  @Test func whatWasDeniedIsNotMadeUp() throws {
    let opened = """
      - branch: first
        if: opened()
        then: [{ exit: e }]
        else: []
      \(email("b"))
      - branch: second
        if: opened()
        then: [{ exit: f }]
        else: []
      """
    let graph = try graph("\(email("a"))\n\(opened)")
    #expect(
      try contact(graph, ("a", 0), ("first", 1), ("b", 0), ("second", 0)) == nil)
    #expect(
      try contact(graph, ("a", 0), ("first", 1), ("b", 0), ("second", 1))?.events == [])
  }

  /// Emails that the exit rule needs not to be sent go to a contact whom no email is sent.
  @Test func anExitRuleThatAsksWhatWasSent() throws {
    let steps = "\(email("a"))\n\(email("b"))\n\(asks)"
    let exit = "exit: { when: 'sent(within: 2 days)' }"
    let asked = try graph(steps, exit)
    #expect(try contact(asked, ("a", 0))?.cells.last == "false")
    #expect(try contact(asked, ("a", 0), ("b", 0))?.cells.last == "true")
    #expect(try contact(asked, ("a", 0), ("b", 0), ("ask", 1))?.cells.last == "true")
    let only = try graph(steps, exit + "\nwhere: not never")
    #expect(try contact(only, ("a", 0), ("b", 0)) == nil)
    let without = WitnessContactTests.segment.split(separator: "\n").dropLast()
      .joined(separator: "\n")
    let mailed = try graph(steps, exit, without)
    #expect(try contact(mailed, ("a", 0), ("b", 0)) == nil)
    #expect(try contact(mailed, ("a", 0)) != nil)
  }

  /// A rule may hold for several reasons; one that no log shows does not stand in the way of the others.
  @Test func triesTheReasonsOfARule() throws {
    func bounced(_ more: String) throws -> WitnessContact? {
      let graph = try graph(
        """
        \(email("a"))
        - wait: 1 day
          id: w
        - branch: b
          if: bounced(a)\(more)
          then: [{ exit: e }]
          else: []
        """)
      return try contact(graph, ("a", 0), ("w", 0), ("b", 0))
    }
    #expect(try bounced(" or beta")?.cells[3] == "true")
    #expect(try bounced("") == nil)
  }
}
