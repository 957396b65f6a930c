import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import LiquidTemplates
import Testing

/// What the analysis of ways says never happens, beside what the runner does with every contact of small domains.
@Suite struct ProvenWaysTests {
  @Test func noRunTakesAWayThatIsImpossible() throws {
    var (proven, taken) = (0, 0)
    for seed in 1...400 {
      var generator = RuleCampaign(seed: UInt64(seed))
      let run = generator.make()
      let (compiled, findings) = run.compiled()
      guard let graph = compiled else {
        let errors = findings.sorted().filter { $0.severity == .error }
        #expect(errors.map(\.rule) == ["empty-segment"], "\(errors.map(\.message))\n\(run.files)")
        continue
      }
      let facts = PathFacts(graph)
      #expect(facts.isComplete)
      var ways: Set<Way> = []
      for effects in try run.traces(graph) { ways.formUnion(effects) }
      for (index, node) in graph.nodes.enumerated() {
        for choice in node.targets.indices {
          let way = Way(node: NodeIndex(index), choice: choice)
          if facts.isImpossible(choice, of: way.node) == .proven {
            proven += 1
            #expect(!ways.contains(way), "seed \(seed): \(node.id) \(choice)\n\(run.files)")
          } else if ways.contains(way) {
            taken += 1
          }
        }
      }
    }
    // An analysis that proves nothing would pass.
    #expect(proven > 300 && taken > 500, "\(proven) proven, \(taken) taken")
  }

  /// A contact that was put together for a way takes it.
  @Test func witnessesGoTheirWay() throws {
    var replayed = 0
    for seed in 1...200 {
      var generator = RuleCampaign(seed: UInt64(seed))
      let run = generator.make()
      guard let graph = run.compiled().graph else { continue }
      let facts = PathFacts(graph)
      for (index, node) in graph.nodes.enumerated() {
        guard case .branch = node.kind else { continue }
        for choice in node.targets.indices {
          let way = Way(node: NodeIndex(index), choice: choice)
          guard let path = facts.witness(to: way.node, choice: choice),
            let contact = facts.witnessContact(for: path)
          else { continue }
          #expect(contact.events.isEmpty && contact.variants.isEmpty)
          let row = ["c1", "c1@a.example"] + contact.cells.dropFirst(2)
          let taken = try run.traces(graph, csv: row.joined(separator: ","))
          replayed += 1
          #expect(
            taken.first?.contains(way) == true,
            "seed \(seed): \(node.id) \(choice) by \(row)\n\(run.files)")
        }
      }
    }
    #expect(replayed > 80, "\(replayed)")
  }

  @Test func whatIsProvenOfRandomCampaignsHolds() throws {
    for seed in 1...200 {
      var generator = CampaignGenerator(seed: UInt64(seed))
      let generated = generator.makeCase()
      guard let graph = generated.compile().graph else { continue }
      let run = try RandomRun(generated, graph)
      let facts = PathFacts(graph)
      let machine = try run.machine(through: nil)
      for person in try run.people() {
        var wanted = person
        // A run leaves them out before anything is asked.
        if let zone = graph.zone.column, graph.zone.onMissing != .default,
          person.row.cells[zone] == .null
        {
          continue
        }
        guard machine.isWanted(&wanted) else { continue }
        var log = EffectLog()
        var cursor = Cursor(node: graph.start, enrolledAt: generated.launch)
        var contact = person
        guard machine.enroll(&cursor, contact: contact, to: &log) else { continue }
        repeat {
          machine.advance(&cursor, contact: &contact, through: nil, to: &log)
          contact = person
        } while machine.reenroll(&cursor, contact: contact, to: &log)
        for way in log.notes.compactMap({ Way($0, graph) }) {
          #expect(
            facts.isImpossible(way.choice, of: way.node) != .proven,
            "\(graph[way.node].id) \(way.choice)\n\(generated)")
        }
        for effect in log.effects {
          let node: NodeIndex =
            switch effect {
            case .send(let message), .skip(let message, _): message.node
            case .action(let node, at: _): node
            }
          #expect(facts.isReachable(node) != .refuted, "\(graph[node].id)\n\(generated)")
        }
      }
    }
  }
}

/// How a run left a node.
struct Way: Hashable {
  let node: NodeIndex
  let choice: Int

  init(node: NodeIndex, choice: Int) {
    self.node = node
    self.choice = choice
  }

  init?(_ note: StepNote, _ graph: StepGraph) {
    switch note {
    case .branched(let node, at: _, case: let taken):
      self.init(node: node, choice: taken ?? graph[node].targets.count - 1)
    case .eventCame(let node, at: _): self.init(node: node, choice: 0)
    case .timedOut(let node, at: _): self.init(node: node, choice: 1)
    case .dealt(let choice, at: _), .gotWinner(let choice, at: _):
      self.init(node: choice.split, choice: choice.variant)
    case .enrolled, .waits, .waitsForEvent, .past, .moved, .shifted, .awaitsWinner, .reentered,
      .ended:
      return nil
    }
  }
}

/// Writes campaigns of branches and actions over columns with few values.
struct RuleCampaign {
  private var chance: Chance

  init(seed: UInt64) { chance = Chance(seed: seed) }

  private mutating func one(_ texts: [String]) -> String { texts[chance.below(texts.count)] }

  mutating func make() -> CompiledRun {
    var steps = ""
    for index in 0..<3 {
      steps += """
        - branch: b\(index)
          cases:
            - when: '\(rule(0))'
              then: [\(action(index, "x"))]
            - when: '\(rule(0))'
              then: [\(action(index, "y"))]
          else: [\(chance.below(2) == 0 ? action(index, "z") : "")]

        """
      if chance.below(2) == 0 { steps += "- wait: \(1 + chance.below(3)) days\n" }
    }
    var run = CompiledRun(steps)
    if chance.below(2) == 0 { run.settings = "where: '\(rule(1))'" }
    if chance.below(4) == 0 { run.settings += "\nexit: { when: '\(rule(1))' }" }
    run.columns = """
      plan: { type: enum?, values: [free, pro, team] }
      score: integer?
      ratio: decimal?
      beta: boolean?
      name: string?
      due: date?
      tags: { type: list, separator: ";", role: tags }
      zone: timezone?
      """
    run.header = "id,email,plan,score,ratio,beta,name,due,tags,zone"
    return run
  }

  private mutating func action(_ index: Int, _ name: String) -> String {
    let change = one([
      "set: { plan: '\"pro\"' }", "set: { plan: nil }", "set: { score: 5 }",
      "set: { score: score + 1 }", "add_tags: [x]", "remove_tags: [x, y]",
      "set: { beta: 'score > 5' }", "set: { name: '\"Ab\"' }", "set: { ratio: score }",
      "set: { name: plan }", "set: { beta: nil, score: 6 }",
    ])
    return "{ action: \(name)\(index), \(change) }"
  }

  mutating func rule(_ depth: Int) -> String {
    if depth < 3, chance.below(5) < 2 {
      let (a, b) = (rule(depth + 1), rule(depth + 1))
      switch chance.below(4) {
      case 0: return "not (\(a))"
      case 1: return "(\(a)) or (\(b))"
      default: return "(\(a)) and (\(b))"
      }
    }
    let order = one(["<", "<=", ">", ">=", "==", "!="])
    switch chance.below(16) {
    case 0: return "plan \(one(["==", "!="])) \"\(one(["free", "pro", "team"]))\""
    case 1: return "plan \(one(["in", "not in"])) [\"free\", \"\(one(["pro", "team"]))\"]"
    case 2:
      return "\(one(["plan", "score", "ratio", "beta", "name", "due"])) \(one(["==", "!="])) nil"
    case 3, 4: return "score \(order) \(one(["5", "6", "-1", "5.5"]))"
    case 5, 6: return "ratio \(order) \(one(["5", "4.5", "5.0"]))"
    case 7: return one(["beta", "beta == true", "beta != true", "beta == false", "not beta"])
    case 8:
      return "name \(one(["starts_with", "ends_with", "contains"])) \"\(one(["A", "b", "a"]))\""
    case 9: return "name \(order) \"\(one(["a", "Ab"]))\""
    case 10: return "lower(name) == \"\(one(["ab", "a"]))\""
    case 11: return "tags contains \"\(one(["x", "y"]))\""
    case 12: return "score \(order) ratio"
    case 13: return "\"x\" in tags"
    case 14: return "due \(order) \(one(["date(\"2026-12-03\")", "today", "today + 1 day"]))"
    default: return "days_since(due) \(order) \(one(["0", "-2"]))"
    }
  }
}

extension CompiledRun {
  /// The ways that contacts of small domains take, or those of the given rows.
  fileprivate func traces(_ graph: StepGraph, csv rows: String? = nil) throws -> [[Way]] {
    var chance = Chance(seed: 7)
    func one(_ texts: [String]) -> String { texts[chance.below(texts.count)] }
    var copy = self
    let random = (0..<120).map { index in
      [
        "c\(index)", "c\(index)@a.example", one(["", "free", "pro", "team"]),
        one(["", "-1", "5", "6"]), one(["", "4.5", "5", "5.5"]), one(["", "true", "false"]),
        one(["", "a", "Ab", "b"]), one(["", "2026-12-01", "2026-12-03", "2026-12-02"]),
        one(["", "x", "y;x", "z"]), "",
      ].joined(separator: ",")
    }.joined(separator: "\n")
    copy.csv = rows ?? random
    let machine = StepMachine(graph: graph, launch: try instant(launch))
    var source = copy.reader(graph)
    var traces: [[Way]] = []
    var contact = Contact(zone: try #require(zones.zone(named: "Europe/Berlin")))
    while try source.next(into: &contact.row) {
      guard machine.isWanted(&contact) else { continue }
      var log = EffectLog()
      var cursor = Cursor(node: graph.start, enrolledAt: try instant(launch))
      guard machine.enroll(&cursor, contact: contact, to: &log) else { continue }
      machine.advance(&cursor, contact: &contact, through: nil, to: &log)
      traces.append(log.notes.compactMap { Way($0, graph) })
    }
    return traces
  }
}
