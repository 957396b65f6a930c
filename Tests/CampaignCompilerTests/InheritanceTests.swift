import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates
import Testing

private func emails(_ files: [String: String]) throws -> [EmailStep] {
  let result = CompileCase(files)
  let graph = try #require(result.graph, "\(result.texts.joined(separator: "\n"))")
  return graph.nodes.compactMap { if case .email(let email, _) = $0.kind { email } else { nil } }
}

struct InheritanceTests {
  static let project = """
    mailplan: 1
    defaults:
      from: { name: Project, email: project@acme.example }
      reply_to: help@acme.example
      headers: { X-Team: growth, X-Season: summer }
      tracking: { opens: false, clicks: false }
      send:
        window: { days: mon-fri, hours: 09:00-17:00, hold: run, otherwise: skip }
      locale: de
    postal_address: x
    lint: { rules: { missing-unsubscribe: off, missing-postal-address: off } }
    policies: { allowed_from_domains: [ACME.example], duplicates: allow }
    """

  @Test func anEmailTakesWhatItDoesNotSayFromCampaignAndProject() throws {
    let text = campaign(
      "reply_to: campaign@acme.example\ntracking: { clicks: true }",
      steps: """
        - email: plain
          subject: Hello
          text: Hello!
        - email: own
          subject: Hello
          text: Hello!
          from: own@acme.example
          headers: { x-season: winter }
          tracking: { opens: true }
          send: { strategy: optimized }
          locale: en
        """)
    let found = try emails(["campaign.yaml": text, "mailplan.yaml": InheritanceTests.project])
    let plain = try #require(found.first)
    #expect(plain.from.email == "project@acme.example")
    #expect(plain.from.name?.text == "Project")
    #expect(plain.replyTo == "campaign@acme.example")
    #expect(plain.headers.map(\.name) == ["X-Team", "X-Season"])
    #expect(!plain.trackOpens && plain.trackClicks)
    #expect(plain.locale == "de")
    #expect(plain.send.strategy == .immediate)
    #expect(plain.send.window?.hold == .run && plain.send.window?.otherwise == .skip)
    #expect(plain.send.window?.hours.first.days == .mondayToFriday)

    let own = try #require(found.last)
    #expect(own.from == Sender(name: nil, email: "own@acme.example"))
    #expect(own.headers.map(\.name) == ["X-Team", "x-season"])
    #expect(own.trackOpens && own.trackClicks)
    #expect(own.locale == "en")
    #expect(own.send.strategy == .optimized(fallback: LocalTime(seconds: 9 * 3600)))
    #expect(own.send.window != nil)
  }

  @Test func theLanguageHasTheLastWord() throws {
    let result = CompileCase(campaign(steps: email("a")))
    let graph = try #require(result.graph, "\(result.texts)")
    #expect(graph.onMissing == .fail)
    #expect(graph.zone.onMissing == .default && graph.zone.onInvalid == .skip)
    #expect(graph.enrollment.start == .launch && graph.enrollment.reentry == .never)
    #expect(graph.policies.duplicates == .skip)
    let found = try emails(["campaign.yaml": campaign(steps: email("a"))])
    #expect(found.first?.trackOpens == true && found.first?.category == .marketing)
  }

  @Test func withoutATimezoneEverybodyLivesInUTC() throws {
    let files = [
      "campaign.yaml": campaign("from: ada@acme.example", steps: email("a")),
      "mailplan.yaml": "mailplan: 1\n",
    ]
    let graph = try #require(CompileCase(files).graph)
    #expect(
      graph.zone
        == ZonePolicy(
          column: nil, defaultZone: "UTC", onMissing: .default, onInvalid: .skip))
  }

  @Test func aScheduleOfTheCampaignIsWhenEnrollmentStarts() throws {
    let text = campaign(
      type: "broadcast", "send: { strategy: scheduled, at: 2026-12-01T09:00Z }", steps: email("a"))
    let graph = try #require(CompileCase(text).graph)
    #expect(
      graph.enrollment.start
        == .scheduled(.instant(Instant(seconds: 1_796_115_600)), onPast: .error))
    #expect(try emails(["campaign.yaml": text]).first?.send.strategy == .immediate)
  }

  @Test func aTriggerAmongTheDefaultsIsForTriggeredCampaigns() throws {
    let project = (standardFiles["mailplan.yaml"] ?? "").replacing(
      "defaults:", with: "defaults:\n  trigger: event(\"signup\")")
    let triggered = CompileCase([
      "campaign.yaml": campaign(type: "triggered", steps: email("a")), "mailplan.yaml": project,
    ])
    #expect(triggered.graph?.enrollment.start == .event("signup"))
    let drip = CompileCase(["campaign.yaml": campaign(steps: email("a")), "mailplan.yaml": project])
    #expect(drip.graph?.enrollment.start == .launch)
  }

  @Test func policiesAreCarriedInTheGraph() throws {
    let files = [
      "campaign.yaml": campaign(steps: email("a")), "mailplan.yaml": InheritanceTests.project,
    ]
    let graph = try #require(CompileCase(files).graph)
    #expect(graph.policies.duplicates == .allow)
    #expect(graph.policies.allowedFromDomains == ["acme.example"])
  }

  @Test func pathsOfDefaultsCountFromTheProjectFile() throws {
    var project = standardFiles["mailplan.yaml"] ?? ""
    project = project.replacing(
      "defaults:", with: "defaults:\n  segment: segment.yaml\n  layout: layouts/a.html")
    let text = campaign(steps: "- email: a\n  subject: Hello\n  html: mails/a.html\n  text: Hello!")
      .replacing("segment: segment.yaml\n", with: "")
    let files = [
      "spring/campaign.yaml": text, "mailplan.yaml": project,
      "layouts/a.html": "<body>{{ content }}</body>",
      "spring/mails/a.html": "<p>{% render 'b' %}</p>",
      "spring/mails/b.html.liquid": "near", "partials/b.liquid": "far",
    ]
    let result = CompileCase(files, at: "spring/campaign.yaml")
    let graph = try #require(result.graph, "\(result.texts.joined(separator: "\n"))")
    guard case .email(let step, _) = graph.nodes[0].kind else {
      Issue.record("no email")
      return
    }
    #expect(step.html?.layout == "<body>{{ content }}</body>")
    #expect(step.html?.partials.map(\.text) == ["near"])
    #expect(step.text?.layout == nil)
  }
}
