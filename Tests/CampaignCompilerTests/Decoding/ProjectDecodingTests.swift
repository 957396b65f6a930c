import CampaignCompiler
import CampaignGraph
import CivilTime
import Diagnostics
import TestSupport
import Testing

@Suite struct ProjectDecodingTests {
  @Test func everyKeyIsTyped() throws {
    let project = try clean(
      decodedProject(
        """
        mailplan: 1
        defaults: { reply_to: help@acme.example, on_missing: fail }
        links: { unsubscribe: "https://acme.example/u?c={{ id }}", view_in_browser: https://v.example }
        postal_address: Acme GmbH, Berlin
        policies:
          max_emails: { count: 3, per: 7 days, basis: calendar, otherwise: delay }
          min_gap: 12 hours
          allowed_from_domains: [acme.example]
          require: [unsubscribe, text_part]
          duplicates: allow
          blast_radius: { recipients: 1000, within: 1 day }
        lint:
          profile: strict
          rules: { subject-length: off, no-such-rule: error }
        """))
    #expect(project.defaults.replyTo?.value == "help@acme.example")
    #expect(project.unsubscribe?.string == "https://acme.example/u?c={{ id }}")
    #expect(project.viewInBrowser?.string == "https://v.example")
    #expect(project.postalAddress?.value == "Acme GmbH, Berlin")
    #expect(project.maxEmails?.count?.value == 3)
    #expect(project.maxEmails?.per?.value == Period(count: 7, unit: .days))
    #expect(project.maxEmails?.basis?.value == .calendar)
    #expect(project.maxEmails?.otherwise?.value == .delay)
    #expect(project.minGap?.value == Period(count: 12, unit: .hours))
    #expect(project.allowedFromDomains.map(\.value) == ["acme.example"])
    #expect(project.require.map(\.value) == [.unsubscribe, .textPart])
    #expect(project.duplicates?.value == .allow)
    #expect(project.blastRadius?.recipients?.value == 1000)
    #expect(project.blastRadius?.within?.value == Period(count: 1, unit: .days))
    #expect(project.profile?.value == .strict)
    #expect(project.ruleLevels.map(\.rule.value) == ["subject-length", "no-such-rule"])
    #expect(project.ruleLevels.map(\.level.value) == [.off, .error])
  }

  @Test func versionAloneIsEnough() throws {
    let project = try clean(decodedProject("mailplan: 1\n"))
    #expect(project.ruleLevels.isEmpty && project.profile == nil)
  }

  @Test(arguments: [
    ("0️⃣from0️⃣: a@b.example", "unknown-key"), ("defaults: { 0️⃣steps0️⃣: [] }", "unknown-key"),
    ("lint: { rules: { a: 0️⃣warn0️⃣ } }", "unknown-value"),
    ("lint: { 0️⃣rules0️⃣: [] }", "wrong-type"), ("0️⃣policies0️⃣:", "missing-value"),
    ("policies: { 0️⃣max_emails0️⃣: { count: 1 } }", "missing-key"),
    ("policies: { max_emails: { count: 0️⃣00️⃣, per: 1 day } }", "wrong-type"),
    ("policies: { require: [0️⃣footer0️⃣] }", "unknown-value"),
    ("policies: { require: 0️⃣unsubscribe0️⃣ }", "wrong-type"),
    ("policies: { allowed_from_domains: [0️⃣a@b.example0️⃣] }", "invalid-address"),
    ("policies: { blast_radius: { recipients: 0️⃣1e30️⃣ } }", "wrong-type"),
    ("policies: { duplicates: 0️⃣fail0️⃣ }", "unknown-value"),
    ("links: { 0️⃣unsubscribe_link0️⃣: x }", "unknown-key"),
  ])
  func brokenProjectsHaveOneFinding(text: String, rule: String) {
    expect(decodedProject("mailplan: 1\n\(text)\n"), .finding(rule, at: 0))
  }
}
