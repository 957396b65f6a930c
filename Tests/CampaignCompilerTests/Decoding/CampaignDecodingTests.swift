import CampaignCompiler
import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

@Suite struct CampaignDecodingTests {
  @Test func everySettingIsTyped() throws {
    let campaign = try clean(
      campaign(
        with: """
          description: "012"
          segment: ../segments/trial-users.yaml
          where: plan == "free"
          from: { name: Ada at Acme, email: ada@acme.example }
          reply_to: help@acme.example
          headers: { X-Season: winter }
          layout: ../layouts/acme.liquid
          locale: no
          timezone: { column: timezone, default: Europe/Berlin, on_missing: error, on_invalid: skip }
          tracking: { opens: true, clicks: false }
          on_missing: blank
          send:
            strategy: scheduled
            at: 2026-12-01T09:00+01:00
            on_past: exit
            window: { days: fri-mon, hours: 22:00-06:00, hold: run, otherwise: skip }
          exit: { when: 'plan == "pro"' }
          trigger: { column: signed_up_at }
          enroll: { at: signed_up_at }
          reentry: { every: 30 days }
          """))
    #expect(campaign.id?.value == "c")
    #expect(campaign.heading.text == "campaign: c")
    #expect(campaign.type?.value == .drip)
    let settings = campaign.settings
    #expect(settings.description?.value == "012")
    guard case .path(let path) = settings.segment else {
      Issue.record("no path")
      return
    }
    #expect(path.value == "../segments/trial-users.yaml")
    #expect(settings.condition?.string == "plan == \"free\"")
    #expect(settings.from?.name?.string == "Ada at Acme")
    #expect(settings.from?.email?.value == "ada@acme.example")
    #expect(settings.replyTo?.range.text == "help@acme.example")
    #expect(settings.headers.map(\.name.value) == ["X-Season"])
    #expect(settings.headers.map(\.value.string) == ["winter"])
    #expect(settings.layout?.value == "../layouts/acme.liquid")
    #expect(settings.locale?.value == "no")
    #expect(settings.zone?.column?.value == "timezone")
    #expect(settings.zone?.defaultZone?.value == "Europe/Berlin")
    #expect(settings.zone?.onMissing?.value == .error)
    #expect(settings.zone?.onInvalid?.value == .skip)
    #expect(settings.tracking?.opens?.value == true)
    #expect(settings.tracking?.clicks?.value == false)
    #expect(settings.onMissing?.value == .blank)
    #expect(settings.send?.strategy?.value == .scheduled)
    #expect(settings.send?.at?.value == .instant(Instant(seconds: 1_796_112_000)))
    #expect(settings.send?.onPast?.value == .exit)
    let window = settings.send?.window
    let night = DailyWindow(
      days: Weekdays(rawValue: 0b111_0001), opens: try #require(LocalTime("22:00")),
      closes: try #require(LocalTime("06:00")))
    #expect(window?.windows == [night])
    #expect(window?.hold?.value == .run)
    #expect(window?.otherwise?.value == .skip)
    #expect(settings.exit?.when.string == "plan == \"pro\"")
    guard case .column(let column) = settings.trigger else {
      Issue.record("no column")
      return
    }
    #expect(column.value == "signed_up_at")
    #expect(settings.enroll?.at.value == "signed_up_at")
    #expect(settings.reentry?.value == .every(Period(count: 30, unit: .days)))
  }

  @Test func shortFormsStandForMappings() throws {
    let settings = try clean(
      campaign(
        with: """
          from: ada@acme.example
          timezone: Europe/Berlin
          trigger: event("signup")
          reentry: after_exit
          send: { strategy: optimized, fallback_time: 10:00 }
          """)
    ).settings
    #expect(settings.from?.email?.value == "ada@acme.example")
    #expect(settings.from?.name == nil)
    #expect(settings.zone?.defaultZone?.value == "Europe/Berlin")
    guard case .event(let rule) = settings.trigger else {
      Issue.record("no event")
      return
    }
    #expect(rule.string == "event(\"signup\")")
    #expect(settings.reentry?.value == .afterExit)
    #expect(settings.send?.fallbackTime?.value == LocalTime("10:00"))
  }

  @Test func segmentMayStandInline() throws {
    let settings = try clean(
      campaign(with: "segment: { columns: { id: { type: string, role: id }, email: email } }")
    ).settings
    guard case .inline(let segment) = settings.segment else {
      Issue.record("not inline")
      return
    }
    #expect(segment.name == nil)
    #expect(segment.columns.map(\.name.value) == ["id", "email"])
  }

  @Test func rootMustBeAMapping() {
    for text in ["", "- a\n", "hello\n", "~"] {
      let decoded = decodedCampaign(text)
      #expect(decoded.definition == nil)
      expect(decoded, .finding("wrong-type"))
    }
  }

  @Test func allThatIsMissingIsReportedAtOnce() {
    expect(
      decodedCampaign("0️⃣description0️⃣: x"),
      .finding("missing-key", at: 0), .finding("missing-key", at: 0),
      .finding("missing-key", at: 0), .finding("unsupported-version", at: 0))
  }

  @Test(arguments: ["2", "'1'", "1.0", "one", "v1"])
  func otherVersionsAreRefused(version: String) {
    expect(
      decodedCampaign("mailplan: 0️⃣\(version)0️⃣\ncampaign: c\ntype: drip\nsteps: [exit: x]"),
      .finding("unsupported-version", at: 0))
  }

  @Test func misspeltKeysCountAsWhatWasMeant() {
    let decoded = decodedCampaign(
      "mailplan: 1\n0️⃣campain0️⃣: c\ntype: drip\n1️⃣replyTo1️⃣: 2️⃣x2️⃣\nsteps: [exit: x]")
    expect(
      decoded, .finding("unknown-key", at: 0), .finding("unknown-key", at: 1),
      .finding("invalid-address", at: 2))
    #expect(decoded.definition?.id?.value == "c")
    #expect(decoded.message.contains("did you mean 'campaign'?"))
  }

  @Test func farOffKeysListTheAllowed() {
    let decoded = campaign(with: "tracking: { 0️⃣zebra0️⃣: 1 }")
    expect(decoded, .finding("unknown-key", at: 0))
    #expect(
      decoded.message == "a tracking setting has no key 'zebra'\nits keys are 'opens' and 'clicks'")
  }

  @Test func valuesOfOtherToolsAreTranslated() {
    let decoded = decodedCampaign(
      "mailplan: 1\ncampaign: c\ntype: 0️⃣newsletter0️⃣\nsteps: [exit: x]")
    expect(decoded, .finding("unknown-value", at: 0))
    #expect(
      decoded.message == "'newsletter' is not a campaign type; it is one of broadcast, drip, "
        + "triggered, ab_test\ndid you mean 'broadcast'?")
  }

  @Test(arguments: [
    ("0️⃣description0️⃣:", "missing-value"),
    ("0️⃣description0️⃣: [a]", "wrong-type"), ("description: 0️⃣~0️⃣", "missing-value"),
    ("tracking: { opens: 0️⃣yes0️⃣ }", "wrong-type"),
    ("tracking: { opens: 0️⃣\"true\"0️⃣ }", "wrong-type"), ("0️⃣tracking0️⃣: [x]", "wrong-type"),
    ("tracking: 0️⃣false0️⃣", "wrong-type"), ("from: 0️⃣Ada <a@b.example>0️⃣", "invalid-address"),
    ("from: { email: 0️⃣ada@localhost0️⃣ }", "invalid-address"),
    ("reply_to: 0️⃣ada@acme.test0️⃣", "invalid-address"),
    ("0️⃣from0️⃣: { name: Ada }", "missing-key"), ("reply_to: 0️⃣a..b@c.example0️⃣", "invalid-address"),
    ("headers: { 0️⃣Subject0️⃣: x }", "invalid-header"),
    ("headers: { 0️⃣X Y0️⃣: x }", "invalid-header"),
    ("headers: { 0️⃣Content-Type0️⃣: x }", "invalid-header"),
    ("headers: { X-A: x, 0️⃣x-a0️⃣: y }", "invalid-header"),
    ("headers: { X-A: 0️⃣~0️⃣ }", "missing-value"),
    ("send: { window: { hours: 0️⃣09:00-09:000️⃣ } }", "invalid-time"),
    ("send: { window: { hours: 0️⃣9:000️⃣-17:00 } }", "invalid-time"),
    ("send: { window: { hours: 09:00-0️⃣25:000️⃣ } }", "invalid-time"),
    ("send: { window: { hours: 0️⃣nine0️⃣ } }", "invalid-time"),
    ("send: { 0️⃣window0️⃣: { days: all } }", "missing-key"),
    ("send: { window: { hours: 09:00-10:00, days: 0️⃣monday0️⃣ } }", "unknown-value"),
    ("send: { window: { hours: 09:00-10:00, days: [tue, 0️⃣fry0️⃣] } }", "unknown-value"),
    ("send: { window: { hours: 09:00-10:00, days: 0️⃣[]0️⃣ } }", "missing-value"),
    ("send: { window: { hours: 0️⃣[]0️⃣ } }", "missing-value"),
    ("send: { window: { hours: 0️⃣{}0️⃣ } }", "missing-value"),
    ("send: { window: { hours: [09:00-12:00, 0️⃣140️⃣-17:00] } }", "invalid-time"),
    ("send: { window: { hours: { 0️⃣monday0️⃣: 09:00-17:00 } } }", "unknown-value"),
    (
      "send: { window: { hours: { mon-fri: 09:00-17:00, 0️⃣fri0️⃣: 09:00-12:00 } } }",
      "conflicting-keys"
    ),
    ("send: { window: { 0️⃣days0️⃣: mon, hours: { fri: 09:00-12:00 } } }", "conflicting-keys"),
    ("send: { window: { hours: { 0️⃣fri0️⃣: { a: b } } } }", "wrong-type"),
    ("send: { window: { hours: { fri: 09:00-0️⃣250️⃣ } } }", "invalid-time"),
    ("send: { window: { 0️⃣mon-fri0️⃣: 09:00-17:00, hours: 09:00-17:00 } }", "unknown-key"),
    ("send: { 0️⃣days0️⃣: all }", "unknown-key"),
    ("send: { strategy: 0️⃣scheduled0️⃣ }", "missing-key"),
    ("send: { strategy: immediate, 0️⃣at0️⃣: 2026-12-01T09:00 }", "conflicting-keys"),
    ("send: { strategy: scheduled, at: 0️⃣2026-12-010️⃣ }", "invalid-time"),
    ("send: { strategy: scheduled, at: 0️⃣2026-02-30T09:000️⃣ }", "invalid-time"),
    ("send: { fallback_time: 0️⃣9am0️⃣ }", "invalid-time"),
    ("reentry: 0️⃣every 30 days0️⃣", "wrong-type"), ("reentry: 0️⃣nevr0️⃣", "unknown-value"),
    ("reentry: { every: 0️⃣0 days0️⃣ }", "invalid-duration"),
    ("exit: 0️⃣plan0️⃣", "wrong-type"), ("0️⃣enroll0️⃣: {}", "missing-key"),
    ("trigger: { 0️⃣event0️⃣: signup, column: a }", "unknown-key"),
    ("segment: 0️⃣''0️⃣", "missing-value"), ("timezone: { default: 0️⃣''0️⃣ }", "missing-value"),
  ])
  func brokenSettingsHaveOneFinding(settings: String, rule: String) {
    expect(campaign(with: settings), .finding(rule, at: 0))
  }

  @Test(arguments: ["Trial Onboarding", "-a", "a:b", "ä", "\"\""])
  func campaignIdsAreChecked(id: String) {
    let decoded = decodedCampaign(
      "mailplan: 1\ncampaign: 0️⃣\(id)0️⃣\ntype: drip\nsteps: [exit: x]")
    expect(decoded, .finding("invalid-id", at: 0))
  }

  @Test func idsAreCorrected() {
    let decoded = decodedCampaign(
      "mailplan: 1\ncampaign: Trial Onboarding\ntype: drip\nsteps: [exit: x]")
    #expect(
      decoded.message
        == "'Trial Onboarding' is not a campaign id: it takes lower case letters, digits and "
        + "hyphens\nwrite 'trial-onboarding'")
  }
}
