import CampaignGraph
import CampaignRunner
import CivilTime
import LiquidTemplates
import Testing

@Suite("A contact's history of engagement")
struct EngagementHistoryTests {
  private let day: Int64 = 86_400

  private func at(_ days: Int64) -> Instant {
    Instant(seconds: RuleContact.now.seconds + days * day)
  }

  /// Out of order on purpose.
  private var history: EngagementHistory {
    var history = EngagementHistory()
    history.record(.opened, at: at(-2), step: NodeIndex(0))
    history.record(
      .clicked, at: at(-1), step: NodeIndex(0), text: "https://acme.example/pricing?x=1".utf8)
    history.record(.opened, at: at(-5), step: NodeIndex(1))
    history.record(.custom, at: at(-10), text: "signup".utf8)
    history.record(.custom, at: at(1), text: "purchase".utf8)
    history.record(.unsubscribed, at: at(0))
    history.recordSend(NodeIndex(0), at: at(-3))
    return history
  }

  @Test("is sorted by instant, and stable")
  func order() {
    var history = history
    history.record(.replied, at: at(-5), step: NodeIndex(1))
    #expect(history.events.map(\.at) == history.events.map(\.at).sorted())
    #expect(history.events[1].kind == .opened)
    #expect(history.events[2].kind == .replied)
    history.removeSends()
    #expect(history.sends.isEmpty && !history.events.isEmpty)
    history.removeAll()
    #expect(history.events.isEmpty)
  }

  @Test(
    "answers rules as of now",
    arguments: [
      ("opened(welcome)", true), ("opened(offer)", true), ("opened()", true),
      ("clicked(offer)", false), ("clicked(welcome, \"pricing\")", true),
      ("clicked(\"pricing\")", true), ("clicked(welcome, \"about\")", false),
      ("clicked(welcome, \"https://acme.example/pricing?x=1\")", true),
      ("clicked(\"https://acme.example/pricing?x=1 \")", false),
      ("replied()", false), ("bounced()", false), ("sent(welcome)", true), ("sent(offer)", false),
      ("sent()", true), ("sent(within: 3 days)", true), ("sent(within: 2 days)", false),
      ("opened(welcome, within: 2 days)", true), ("opened(welcome, within: 47 hours)", false),
      ("opened(within: 1 week)", true), ("opened(offer, within: 4 days)", false),
      ("event(\"signup\")", true), ("event(\"signup\", within: 1 week)", false),
      ("event(\"signup\", within: 1 month)", true), ("event(\"sign\")", false),
      ("event(\"purchase\")", false), ("event(\"unsubscribed\")", true),
      ("event(\"opened\", within: 2 days)", true),
    ])
  func facts(rule: String, isTrue: Bool) throws {
    var contact = RuleContact()
    contact.inputs.engagement = history
    #expect(try contact.holds(rule) == isTrue)
  }

  @Test("knows the first instant of a fact, for event waits")
  func first() {
    let opened = EngagementFact(kind: .opened)
    #expect(history.firstInstant(of: opened, since: at(-20)) == at(-5))
    #expect(history.firstInstant(of: opened, since: at(-5)) == at(-5))
    #expect(history.firstInstant(of: opened, since: at(-4)) == at(-2))
    #expect(history.firstInstant(of: opened, since: at(-1)) == nil)
    #expect(history.firstInstant(of: opened, since: at(-20), through: at(-6)) == nil)
    let purchase = EngagementFact(kind: .event("purchase"))
    #expect(history.firstInstant(of: purchase, since: at(-20)) == at(1))
    #expect(history.firstInstant(of: purchase, since: at(-20), through: at(0)) == nil)
    #expect(history.firstInstant(of: purchase, since: Instant(seconds: .min)) == at(1))
    #expect(history.firstInstant(of: purchase, since: Instant(seconds: .max)) == nil)
    let sent = EngagementFact(kind: .sent, step: NodeIndex(0))
    #expect(history.firstInstant(of: sent, since: at(-20)) == at(-3))
    #expect(history.firstInstant(of: sent, since: at(-2)) == nil)
  }

  @Test("survives the longest period")
  func extremes() {
    let fact = EngagementFact(kind: .opened, within: Period(count: .max, unit: .weeks))
    #expect(history.holds(fact, asOf: at(0), zone: .utc))
    let negative = EngagementFact(kind: .opened, within: Period(count: .min, unit: .months))
    #expect(!history.holds(negative, asOf: at(0), zone: .utc))
  }

  @Test("reads kinds by their names")
  func kinds() {
    for kind in EngagementEvent.Kind.allCases where kind != .custom {
      #expect(EngagementEvent.Kind(name: kind.name.utf8) == kind)
    }
    #expect(EngagementEvent.Kind(name: "purchase".utf8) == .custom)
    #expect(EngagementEvent.Kind(name: "".utf8) == .custom)
  }
}
