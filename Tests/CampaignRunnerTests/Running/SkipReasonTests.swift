import CampaignGraph
import CampaignRunner
import CivilTime
import LiquidTemplates
import Testing

/// Each reason comes out of a run; the switch keeps this complete.
@Suite struct SkipReasonTests {
  private struct Scene {
    var blueprint = Blueprint([.email("a")])
    var people = [Person()]
    var events: [Event] = []
  }

  @Test(arguments: SkipReason.allCases)
  func isProduced(reason: SkipReason) throws {
    let scene = try scene(reason)
    let outcome = try run(
      scene.blueprint, scene.people, launch: "2026-12-01T08:00Z", events: scene.events)
    #expect(outcome.result.summary.counts.skips(for: reason) == 1)
    #expect(
      try outcome.manifest.filter { try field("reason", of: $0) == reason.rawValue }.count == 1)
  }

  private func scene(_ reason: SkipReason) throws -> Scene {
    var scene = Scene()
    let before = try instant("2026-11-01T08:00Z")
    switch reason {
    case .suppressed: scene.people[0].isOut = true
    case .invalidAddress: scene.people[0].email = "nobody"
    case .duplicateAddress: scene.people.append(Person(id: "c_2"))
    case .bounced: scene.events = [Event(kind: .bounced, at: before)]
    case .complained: scene.events = [Event(kind: .complained, at: before)]
    case .unsubscribed: scene.events = [Event(kind: .unsubscribed, at: before)]
    case .missingValue:
      scene.blueprint = Blueprint([.email("a", Mail(subject: "{{ name }}"))])
      scene.blueprint.onMissing = .skip
      scene.people[0].name = nil
    case .aborted:
      scene.blueprint = Blueprint([.email("a", Mail(html: "{% abort_message 'no' %}"))])
    case .notRendered:
      scene.blueprint = Blueprint([.email("a", Mail(html: "{{ 1 | modulo: score }}"))])
      scene.people[0].score = 0
    case .outsideWindow:
      scene.blueprint = Blueprint([
        .email(
          "a",
          Mail(
            window: SendWindow(
              days: .all, opens: try clock("10:00"), closes: try clock("11:00"), hold: .message,
              otherwise: .skip)))
      ])
    case .capped:
      scene.blueprint.steps.append(.email("b"))
      scene.blueprint.policies = Policies(
        maxEmails: .init(count: 1, per: days(1), basis: .rolling, otherwise: .skip))
    case .past:
      scene.blueprint.start = .column(Slot.seen)
      scene.people[0].seen = before
    case .exited: scene.blueprint.exit = try Rule.literal(.boolean(true))
    case .zone: scene.people[0].zone = "Mars/Olympus"
    case .noEntryTime: scene.blueprint.start = .event("signup")
    case .endless:
      scene.blueprint = Blueprint([.email("a"), .wait("w", .period(days(365))), .goto("a")])
    }
    return scene
  }
}
