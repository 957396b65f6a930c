import CampaignGraph
import CampaignRunner
import CivilTime
import Testing

/// Disorder and repetitions in a log of events change nothing.
@Suite struct EventOrderTests {
  private func blueprint() throws -> Blueprint {
    var blueprint = Blueprint([
      .email("welcome"), .wait("pause", .period(days(1))),
      .branch(
        "engaged",
        try Rule.fact(
          EngagementFact(kind: .clicked, step: NodeIndex(0), urlPart: "pricing", within: days(2))),
        then: [.email("offer")],
        else: [
          .event("reply", .replied, step: nil, days(2), then: [.email("thanks")], else: [])
        ]),
      .email("best", Mail(strategy: .optimized(fallback: try clock("09:00")))), .email("last"),
    ])
    blueprint.exit = try Rule.event("purchase")
    return blueprint
  }

  private func manifest(_ text: String, of blueprint: Blueprint) throws -> [UInt8] {
    let log = try EventReading(text, of: blueprint).log
    #expect(log.faultCount == 0)
    var people = People(people: (0..<12).map { Person(id: "c\($0)", email: "c\($0)@a.example") })
    var sink = Lines()
    _ = try runCampaign(
      try blueprint.graph(), digest: "sha256:0", contacts: &people, engagement: log.index(),
      zones: zones, options: RunOptions(launch: try instant("2026-12-01T08:00:00Z")), to: &sink)
    return sink.manifest
  }

  @Test func aThousandShufflesGiveTheSameManifest() throws {
    let blueprint = try blueprint()
    let launch = try instant("2026-12-01T08:00:00Z")
    var chance = Chance(seed: 11)
    let names = [
      "opened", "clicked", "replied", "bounced", "complained", "unsubscribed", "purchase", "visit",
    ]
    var rows = (0..<60).map { _ in
      let at = launch.adding(seconds: Int64(chance.below(5) * 43_200 + chance.below(3) * 1800))
      let url = ["", "https://a.example/pricing", "https://a.example/x"][chance.below(3)]
      let step = ["", "welcome", "offer", "best", "elsewhere"][chance.below(5)]
      let name = names[chance.below(chance.below(4) == 0 ? 8 : 3)]
      return (contact: "c\(chance.below(14))", name, at.description, step, url)
    }
    func csv() -> String {
      "contact_id,event,at,step,url\n"
        + rows.map { "\($0.contact),\($0.1),\($0.2),\($0.3),\($0.4)\n" }.joined()
    }
    func jsonLines() -> String {
      rows.map {
        #"{"url":"\#($0.4)","contact_id":"\#($0.contact)","at":"\#($0.2)","step":"\#($0.3)","event":"\#($0.1)"}"#
          + "\n"
      }.joined()
    }
    let first = try manifest(csv(), of: blueprint)
    #expect(!first.isEmpty)
    #expect(
      try manifest("contact_id,event,at\n", of: blueprint) != first, "the events decide something")
    for round in 0..<1000 {
      for index in rows.indices { rows.swapAt(index, chance.below(rows.count)) }
      if round % 10 == 0 { rows.append(rows[chance.below(rows.count)]) }
      let again = try manifest(round % 2 == 0 ? csv() : jsonLines(), of: blueprint)
      #expect(again == first, "round \(round)")
      if again != first { return }
    }
  }
}
