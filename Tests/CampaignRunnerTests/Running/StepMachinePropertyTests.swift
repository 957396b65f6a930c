import CampaignGraph
import CampaignRunner
import CivilTime
import LiquidTemplates
import Testing

/// Invariant 6: advancing in one go or in many smaller advances has the same effects.
@Suite struct StepMachinePropertyTests {
  @Test func manySmallAdvancesAreOneLargeOne() throws {
    for seed in UInt64(1)...500 {
      var chance = Chance(seed: seed)
      let launch = Instant(seconds: 1_790_000_000 + Int64(chance.below(200 * 86_400)))
      let graph = try randomBlueprint(&chance, launch: launch).graph()
      let person = randomPerson(&chance, launch: launch)
      let events = randomEvents(&chance, of: person.id, launch: launch)
      var limits = StepMachine.Limits()
      limits.steps = 400
      let machine = StepMachine(graph: graph, launch: launch, limits: limits)
      let zone = try #require(zones.zone(named: person.zone ?? "Europe/Berlin"))
      func contact() -> Contact {
        var contact = Contact(zone: zone)
        contact.row = person.row
        Events(events: events).load(Array(person.id.utf8)[...], into: &contact.inputs.engagement)
        return contact
      }
      let end: Instant? = chance.below(3) == 0 ? nil : launch.adding(seconds: 90 * 86_400)

      var whole = EffectLog()
      var cursor = Cursor(node: graph.start, enrolledAt: launch)
      var once = contact()
      guard machine.enroll(&cursor, contact: once, to: &whole) else { continue }
      var other = cursor
      machine.advance(&cursor, contact: &once, through: end, to: &whole)

      var parts = EffectLog()
      var same = contact()
      _ = machine.enroll(&other, contact: same, to: &parts)
      var now = launch.adding(seconds: -Int64(chance.below(86_400)))
      for _ in 0..<chance.below(40) {
        now = now.adding(seconds: Int64(chance.below(3 * 86_400)))
        if let end, now >= end { break }
        // Sometimes the contact is read anew, as a live run does.
        if chance.below(2) == 0 { same = contact() }
        machine.advance(&other, contact: &same, through: now, to: &parts)
      }
      machine.advance(&other, contact: &same, through: end, to: &parts)
      #expect(whole.effects == parts.effects, "seed \(seed)")
      #expect(cursor == other, "seed \(seed)")
      #expect(isAscending(whole.effects), "seed \(seed)")
    }
  }

  /// Messages go out and actions are done in the order of time.
  private func isAscending(_ effects: [Effect]) -> Bool {
    let instants = effects.compactMap { effect -> Instant? in
      switch effect {
      case .send(let message): message.sendAt
      case .action(_, let at): at
      case .skip: nil
      }
    }
    return zip(instants, instants.dropFirst()).allSatisfy { $0 <= $1 }
  }

  private func randomBlueprint(_ chance: inout Chance, launch: Instant) throws -> Blueprint {
    var names = 0
    var steps = try randomSteps(&chance, depth: 0, &names, launch)
    if chance.below(4) == 0 {
      steps += [.email("loop"), .wait("pause", .period(days(2))), .goto("loop")]
    }
    var blueprint = Blueprint(steps)
    if chance.below(3) == 0 { blueprint.exit = try Rule.event("purchase") }
    if chance.below(4) == 0 { blueprint.start = .column(Slot.seen) }
    if chance.below(2) == 0 {
      let per = [days(1), days(7), hours(30)][chance.below(3)]
      blueprint.policies = Policies(
        maxEmails: chance.below(3) == 0
          ? nil
          : .init(
            count: 1 + chance.below(3), per: per,
            basis: per.unit == .days && chance.below(2) == 0 ? .calendar : .rolling,
            otherwise: chance.below(2) == 0 ? .skip : .delay),
        minGap: chance.below(2) == 0 ? nil : hours(1 + chance.below(50)))
    }
    return blueprint
  }

  private func randomSteps(
    _ chance: inout Chance, depth: Int, _ names: inout Int, _ launch: Instant
  ) throws -> [Step] {
    var steps: [Step] = []
    for _ in 0...chance.below(depth == 0 ? 8 : 3) {
      names += 1
      let id = "s\(names)"
      switch chance.below(depth < 2 ? 10 : 6) {
      case 0...2: steps.append(.email(id, try randomMail(&chance, launch)))
      case 3, 4: steps.append(.wait(id, try randomWait(&chance, launch)))
      case 5:
        steps.append(
          .action(
            id,
            ActionStep(
              assignments: [
                .init(
                  column: Slot.score,
                  value: try Rule.literal(.integer(Int64(chance.below(100)))))
              ], addTags: ["t\(chance.below(3))"], removeTags: ["t\(chance.below(3))"],
              webhook: nil, notification: nil)))
      case 6:
        let rule =
          switch chance.below(3) {
          case 0: try Rule.fact(EngagementFact(kind: .sent, within: days(2)))
          case 1: try Rule.fact(EngagementFact(kind: .opened))
          default: try Rule.compare(Slot.score, .greater, .integer(50))
          }
        steps.append(
          .branch(
            id, rule, then: try randomSteps(&chance, depth: depth + 1, &names, launch),
            else: try randomSteps(&chance, depth: depth + 1, &names, launch)))
      case 7:
        steps.append(
          .split(
            id,
            [
              ("a", 50, try randomSteps(&chance, depth: depth + 1, &names, launch)),
              ("b", 50, [.email(id + "b")]),
            ]))
      case 8:
        steps.append(
          .event(
            id, chance.below(2) == 0 ? .clicked : .sent, step: nil,
            chance.below(3) == 0 ? nil : days(chance.below(5)),
            then: try randomSteps(&chance, depth: depth + 1, &names, launch), else: []))
      default:
        steps.append(
          .branch(
            id, try Rule.compare(Slot.score, .less, .integer(30)),
            then: [.exit(id + "x", "low")], else: []))
      }
    }
    return steps
  }

  private func randomMail(_ chance: inout Chance, _ launch: Instant) throws -> Mail {
    var mail = Mail()
    switch chance.below(6) {
    case 0: mail.strategy = .optimized(fallback: try clock("10:00"))
    case 1:
      mail.strategy = .scheduled(
        .instant(launch.adding(seconds: Int64(chance.below(20 * 86_400)))),
        onPast: [.send, .skip, .exit][chance.below(3)])
    default: break
    }
    if chance.below(2) == 0 {
      mail.window = SendWindow(
        days: [.all, .mondayToFriday, Weekdays(index: 2)][chance.below(3)],
        opens: LocalTime(seconds: Int32(chance.below(86_400))),
        closes: LocalTime(seconds: Int32(chance.below(86_400))),
        hold: chance.below(2) == 0 ? .message : .run,
        otherwise: chance.below(4) == 0 ? .skip : .delay)
    }
    if chance.below(4) == 0 { mail.category = .transactional }
    return mail
  }

  private func randomWait(_ chance: inout Chance, _ launch: Instant) throws -> WaitRule {
    let onPast = [OnPast.send, .skip, .exit][chance.below(3)]
    switch chance.below(6) {
    case 0: return .period(hours(chance.below(60)))
    case 1: return .calendar(days(chance.below(4)), at: try clock("08:00"), days: .mondayToFriday)
    case 2: return .nextLocal(try clock("02:30"), days: .all)
    case 3:
      return .fixed(
        .instant(launch.adding(seconds: Int64(chance.below(30 * 86_400)))), onPast: onPast)
    case 4:
      return .column(
        ColumnWait(column: Slot.due, offset: days(-1), at: try clock("07:00"), onPast: onPast))
    default: return .random(from: 0, through: 7200)
    }
  }

  private func randomPerson(_ chance: inout Chance, launch: Instant) -> Person {
    var person = Person()
    person.id = "c_\(chance.below(1000))"
    person.score = Int64(chance.below(100))
    person.zone = [nil, "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe"][chance.below(4)]
    person.seen = chance.below(5) == 0 ? nil : launch.adding(seconds: Int64(chance.below(86_400)))
    person.due = CivilDate(days: Int32(launch.seconds / 86_400) + Int32(chance.below(20)))
    person.tags = ["t0"]
    person.isOut = chance.below(10) == 0
    person.hours = chance.below(2) == 0 ? [] : [Int64(chance.below(24))]
    return person
  }

  private func randomEvents(
    _ chance: inout Chance, of id: String, launch: Instant
  ) -> [Event] {
    let kinds: [EngagementEvent.Kind] = [
      .opened, .clicked, .replied, .custom, .opened, .clicked, .unsubscribed, .bounced,
    ]
    return (0..<chance.below(6)).map { _ in
      let kind = kinds[chance.below(kinds.count)]
      return Event(
        contact: id, kind: kind, at: launch.adding(seconds: Int64(chance.below(40 * 86_400))),
        step: nil, text: kind == .custom ? "purchase" : "https://a.example/")
    }
  }
}

/// SplitMix64: the same numbers for a seed, everywhere.
struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (z ^ (z >> 31)) % UInt64(max(1, bound)))
  }
}
