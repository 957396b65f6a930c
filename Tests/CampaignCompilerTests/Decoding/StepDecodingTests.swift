import CampaignCompiler
import CampaignGraph
import CivilTime
import Diagnostics
import TestSupport
import Testing

@Suite struct StepDecodingTests {
  @Test func aTextThatIsNoneIsNoText() throws {
    let step = """
      - email: welcome
        subject: Hi
        html: <p>Hi</p>
        text: none
      """
    guard case .email(let email) = try clean(campaign(steps: step)).steps[0].kind else {
      Issue.record("no email")
      return
    }
    #expect(email.text == nil && email.omittedText?.range.text == "none")
    let alone = step.replacing("  html: <p>Hi</p>\n", with: "")
    #expect(
      campaign(steps: alone).message == "an email step needs one of 'html' or 'markdown'")
  }

  @Test func everyKindOfStepIsTyped() throws {
    let steps = try clean(
      campaign(
        steps: """
          - email: welcome
            subject: "Hi {{ name }}"
            preheader: Look
            html: emails/welcome.html.liquid
            text: |
              Hello.html
            category: transactional
          - email: news
            subject: News
            markdown: <p>a.md
            markdown_html: allow
          - wait: 3 days
            id: pause
          - branch: two
            if: opened(welcome)
            then: []
          - branch: many
            cases:
              - when: clicked()
                then:
                  - goto: welcome
              - { when: opened(), then: [] }
            else:
              - exit: not interested
          - split: s
            key: company
            variants:
              - { name: a, weight: 60, then: [] }
              - { name: b, weight: 40, then: [exit: x] }
            winner: { metric: click_rate, after: 4 hours }
          - action: act
            set: { plan: '"pro"', score: score + 1 }
            add_tags: [a, b]
            remove_tags: [c]
            webhook: { url: "https://x.example/{{ id }}", body: "{}" }
            notify: { to: a@b.example, message: Hi }
          """)
    ).steps
    #expect(steps.map { $0.id?.value } == ["welcome", "news", "pause", "two", "many", "s", "act"])
    #expect(steps.map(\.heading.text).prefix(2) == ["email: welcome", "email: news"])

    guard case .email(let email) = steps[0].kind, case .email(let news) = steps[1].kind,
      case .branch(let two) = steps[3].kind, case .branch(let many) = steps[4].kind,
      case .split(let split) = steps[5].kind, case .action(let action) = steps[6].kind
    else {
      Issue.record("the kinds are wrong")
      return
    }
    #expect(email.subject?.string == "Hi {{ name }}")
    #expect(email.preheader?.string == "Look")
    #expect(email.category?.value == .transactional)
    guard case .path(let html) = email.html, case .inline(let text) = email.text,
      case .inline(let markdown) = news.markdown
    else {
      Issue.record("the bodies are wrong")
      return
    }
    #expect(html.value == "emails/welcome.html.liquid")
    #expect(text.string == "Hello.html\n")
    #expect(markdown.string == "<p>a.md" && news.markdownHTML?.value == .allow)

    #expect(two.isTwoWay && two.cases.count == 1 && two.otherwise == nil)
    #expect(two.cases[0].when?.string == "opened(welcome)")
    #expect(!many.isTwoWay && many.cases.count == 2 && many.otherwise?.count == 1)
    #expect(many.cases[1].range.text == "{ when: opened(), then: [] }")
    guard case .goto(let target) = many.cases[0].steps[0].kind,
      case .exit(let reason) = many.otherwise?[0].kind
    else {
      Issue.record("the nested steps are wrong")
      return
    }
    #expect(target.value == "welcome")
    #expect(reason.value == "not interested")

    #expect(split.variants.map(\.name?.value) == ["a", "b"])
    #expect(split.variants.map(\.weight?.value) == [60, 40])
    #expect(split.key?.value == "company")
    #expect(split.variantsRange.text == "variants")
    guard case .rule(let metric, let after, _) = split.winner else {
      Issue.record("no winner")
      return
    }
    #expect(metric?.value == .clickRate)
    #expect(after?.value == Period(count: 4, unit: .hours))

    #expect(action.assignments.map(\.column.value) == ["plan", "score"])
    #expect(action.assignments.map(\.value.string) == ["\"pro\"", "score + 1"])
    #expect(action.addTags.map(\.value) == ["a", "b"])
    #expect(action.removeTags.map(\.value) == ["c"])
    #expect(action.webhook?.body?.string == "{}")
    #expect(action.notification?.to?.value == "a@b.example")
  }

  @Test(arguments: [
    // Kinds.
    ("- { 0️⃣subject0️⃣: Hi, html: x }", "step-kind"), ("- 0️⃣exit0️⃣", "wrong-type"),
    ("- 0️⃣{}0️⃣", "step-kind"), ("- { 0️⃣emial0️⃣: a, subject: s, html: h }", "step-kind"),
    ("- { wait: 3 days, 0️⃣exit0️⃣: a }", "step-kind"),
    ("- { email: a, subject: s, html: h, 0️⃣branch0️⃣: b, if: c, then: [] }", "step-kind"),
    ("- { 0️⃣if0️⃣: c, then: [] }", "step-kind"), ("- { 0️⃣delay0️⃣: 3 days }", "step-kind"),
    // Emails.
    ("- { 0️⃣email: a0️⃣, html: h }", "missing-key"),
    ("- { 0️⃣email: a0️⃣, subject: s }", "missing-key"),
    ("- { email: a, 0️⃣sujbect0️⃣: s, html: h }", "unknown-key"),
    ("- { email: a, 0️⃣title0️⃣: s, html: h }", "unknown-key"),
    ("- { email: a, subject: s, html: h, 0️⃣id0️⃣: x }", "unknown-key"),
    ("- { 0️⃣email0️⃣: { id: a, subject: s, html: h } }", "wrong-type"),
    ("- { 0️⃣email0️⃣: , subject: s, html: h }", "missing-value"),
    ("- { email: 0️⃣a.b0️⃣, subject: s, html: h }", "invalid-id"),
    ("- { email: a, subject: s, html: h, category: 0️⃣promo0️⃣ }", "unknown-value"),
    ("- { email: a, subject: s, html: h, 0️⃣markdown0️⃣: m }", "conflicting-keys"),
    ("- { email: a, subject: s, markdown: m, markdown_html: 0️⃣yes0️⃣ }", "unknown-value"),
    // Branches.
    ("- { 0️⃣branch: b0️⃣ }", "missing-key"), ("- { 0️⃣branch: b0️⃣, if: a }", "missing-key"),
    ("- { 0️⃣branch: b0️⃣, then: [] }", "missing-key"),
    ("- { branch: b, cases: [{ when: a, then: [] }], 0️⃣if0️⃣: a }", "conflicting-keys"),
    ("- { branch: b, cases: 0️⃣[]0️⃣ }", "missing-value"),
    ("- { branch: b, cases: [{ 0️⃣when0️⃣: a }] }", "missing-key"),
    ("- { branch: b, cases: [{ 0️⃣then0️⃣: [] }] }", "missing-key"),
    ("- { branch: b, if: a, 0️⃣then0️⃣: { exit: a } }", "wrong-type"),
    ("- { branch: b, if: a, then: [], 0️⃣otherwise0️⃣: [] }", "unknown-key"),
    ("- { branch: b, if: a, then: [], 0️⃣else0️⃣: }", "missing-value"),
    // Splits.
    ("- { 0️⃣split: s0️⃣ }", "missing-key"),
    ("- { split: s, variants: [{ name: a, weight: 0️⃣50%0️⃣, then: [] }] }", "wrong-type"),
    ("- { split: s, variants: [{ name: a, weight: 0️⃣1010️⃣, then: [] }] }", "wrong-type"),
    ("- { split: s, variants: [{ name: a, weight: 0️⃣-10️⃣, then: [] }] }", "wrong-type"),
    ("- { split: s, variants: [{ 0️⃣weight0️⃣: 1, then: [] }] }", "missing-key"),
    (
      "- { split: s, variants: [{ name: a, weight: 1, then: [] }], winner: 0️⃣a0️⃣ }",
      "wrong-type"
    ),
    (
      "- { split: s, variants: [{ name: a, weight: 1, then: [] }], "
        + "winner: { metric: 0️⃣opens0️⃣, after: 1 day } }", "unknown-value"
    ),
    // Actions.
    ("- { 0️⃣action: a0️⃣ }", "missing-key"), ("- { action: a, add_tags: 0️⃣vip0️⃣ }", "wrong-type"),
    ("- { action: a, add_tags: [0️⃣''0️⃣] }", "missing-value"),
    ("- { action: a, 0️⃣webhook0️⃣: { body: x } }", "missing-key"),
    ("- { action: a, notify: { to: 0️⃣sales0️⃣, message: x } }", "invalid-address"),
    ("- { action: a, set: 0️⃣{}0️⃣ }", "missing-value"),
    ("- { action: a, set: { plan: 0️⃣null0️⃣ } }", "missing-value"),
    // Gotos and exits.
    ("- { 0️⃣goto0️⃣: [a] }", "wrong-type"), ("- { goto: 0️⃣a b0️⃣ }", "invalid-id"),
    ("- { 0️⃣exit0️⃣: }", "missing-value"), ("- { exit: a, 0️⃣when0️⃣: b }", "unknown-key"),
  ])
  func brokenStepsHaveOneFinding(steps: String, rule: String) {
    expect(campaign(steps: steps), .finding(rule, at: 0))
  }

  @Test func aMisspeltStepKeepsItsId() {
    let decoded = campaign(steps: "- { emial: a, subject: s, html: h }")
    #expect(decoded.definition?.steps.map { $0.id?.value } == ["a"])
    #expect(decoded.message.contains("did you mean 'email'?"))
  }

  @Test func keysNestedBelowTheKindAreRead() {
    let decoded = campaign(steps: "- email: { id: a, subject: s, 0️⃣htlm0️⃣: h }")
    #expect(decoded.definition?.steps.map { $0.id?.value } == ["a"])
    expect(decoded, .finding("wrong-type"), .finding("unknown-key", at: 0))
  }

  @Test func keysAtTheWrongDepthAreRead() {
    let decoded = campaign(
      steps: """
          - 0️⃣email0️⃣:
            id: a
            subject: s
            html: h
          - 1️⃣wait1️⃣:
            until: 09:00
            days: mon-fri
        """)
    expect(decoded, .finding("missing-value", at: 0), .finding("missing-value", at: 1))
    let steps = decoded.definition?.steps ?? []
    #expect(steps.map { $0.id?.value } == ["a", nil])
    guard case .wait(.nextLocal(let time, let days)) = steps.last?.kind else {
      Issue.record("no wait")
      return
    }
    #expect(time.range.text == "09:00" && days?.value == .mondayToFriday)
  }

  @Test func stepsMustBeAListThatIsNotEmpty() {
    expect(
      decodedCampaign("mailplan: 1\ncampaign: c\ntype: drip\nsteps: 0️⃣[]0️⃣"),
      .finding("missing-value", at: 0))
    expect(
      decodedCampaign("mailplan: 1\ncampaign: c\ntype: drip\n0️⃣steps0️⃣: { exit: a }"),
      .finding("wrong-type", at: 0))
  }
}
