import CampaignCompiler
import CampaignGraph
import Diagnostics
import Testing

/// The example with which the language is introduced.
struct CampaignOfTheLanguageTests {
  static let files: [String: String] = [
    "trial-onboarding/campaign.yaml": """
    # yaml-language-server: $schema=../../grammar/campaign.schema.json
    mailplan: 1
    campaign: trial-onboarding          # id: lower case letters, digits, hyphens; stable for ever
    type: drip                          # broadcast | drip | triggered | ab_test
    description: Turn new trials into active teams.

    segment: ../segments/trial-users.yaml    # a path, or the same mapping inline
    where: plan == "free"                    # optional: only these rows are enrolled
    from: { name: Ada at Acme, email: ada@acme.example }
    reply_to: help@acme.example
    timezone: { column: timezone, default: Europe/Berlin, on_missing: default, on_invalid: skip }
    tracking: { opens: true, clicks: true }
    on_missing: fail                         # a placeholder without a value: fail | skip | blank
    send:
      strategy: immediate                    # immediate | scheduled | optimized
      window: { days: mon-fri, hours: 09:00-17:00, hold: message, otherwise: delay }
    exit: { when: 'plan == "pro" or event("purchase")' }

    steps:
      - email: welcome
        subject: "Welcome, {{ first_name | default: 'there' }}"
        preheader: Three things to try first
        html: emails/welcome.html.liquid
        text: emails/welcome.txt.liquid

      - wait: 3 days

      - branch: engaged
        cases:
          - when: clicked(welcome)
            then:
              - email: deep-dive
                subject: Going deeper
                html: emails/deep-dive.html.liquid
          - when: opened(welcome) and lead_score >= 50
            then:
              - goto: offer
        else:
          - email: nudge
            subject: Still there?
            html: emails/nudge.html.liquid

      - wait: { for: 2 days, at: 09:00, days: weekdays }

      - email: offer
        subject: An offer for {{ company }}
        html: emails/offer.html.liquid
    """,
    "segments/trial-users.yaml": """
    mailplan: 1
    segment: trial-users
    columns:
      id:            { type: string, role: id }
      email:         { type: email, role: address }
      first_name:    string?                       # short form; ? = may be empty
      company:       string
      plan:          { type: enum, values: [free, pro, team] }
      lead_score:    { type: integer, default: 0 }
      trial_ends_on: date?
      tags:          { type: list, separator: ";" }
      timezone:      timezone?
      opted_out:     { type: boolean, role: suppressed }
      open_hours:    { type: list, of: integer, role: open_hours }
    """,
    "mailplan.yaml": """
    mailplan: 1
    links: { unsubscribe: "https://acme.example/unsubscribe?c={{ id }}" }
    postal_address: Acme GmbH, Ritterstraße 12, 10969 Berlin
    lint: { rules: { missing-text-part: off, preheader-missing: off } }
    """,
    "trial-onboarding/emails/welcome.html.liquid": page("Welcome!"),
    "trial-onboarding/emails/welcome.txt.liquid": page("Welcome!"),
    "trial-onboarding/emails/deep-dive.html.liquid": page("Deeper."),
    "trial-onboarding/emails/nudge.html.liquid": page("Still there?"),
    "trial-onboarding/emails/offer.html.liquid": page("An offer."),
  ]

  private static func page(_ text: String) -> String {
    "\(text) {{ unsubscribe_url }} Acme GmbH, Ritterstraße 12, 10969 Berlin\n"
  }

  static func compile() -> CompileCase {
    CompileCase(files, at: "trial-onboarding/campaign.yaml", hasStandardFiles: false)
  }

  @Test func compilesClean() throws {
    let result = CampaignOfTheLanguageTests.compile()
    #expect(result.texts == [])
    let graph = try #require(result.graph)
    #expect(
      graph.nodes.map(\.id) == [
        "welcome", "welcome.wait", "engaged", "deep-dive", "nudge", "nudge.wait", "offer", "end",
      ])
    #expect(graph.campaign == "trial-onboarding")
    #expect(graph.segment.index(of: .address) == 1)
    #expect(graph.enrollment.condition?.text == "plan == \"free\"")
    #expect(graph.exit != nil)
  }

  @Test func nodesKnowWhereTheyWereWritten() throws {
    let compiled = try #require(CampaignOfTheLanguageTests.compile().compiled)
    #expect(compiled.place(of: NodeIndex(3))?.text == "email: deep-dive")
    #expect(compiled.place(of: NodeIndex(7)) == nil)
  }

  @Test func compilesToTheSameGraphTwice() {
    let first = CampaignOfTheLanguageTests.compile()
    let second = CampaignOfTheLanguageTests.compile()
    #expect(first.graph == second.graph)
  }
}
