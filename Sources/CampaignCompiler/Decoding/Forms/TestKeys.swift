import CampaignGraph
import Diagnostics
import YAMLTree

/// The keys of a campaign test, `*.test.yaml`.
enum TestKeys {
  static let test = Key<Located<String>>(
    "test", .identifier(.segment), .required, elsewhere: ["id", "name"], "The name of the test.")
  static let description = Key<Located<String>>(
    "description", .text(), elsewhere: ["summary", "notes"], "What must hold, in words.")
  static let campaign = Key<Located<String>>(
    "campaign", .path, elsewhere: ["file"],
    "The path of the campaign; `campaign.yaml` beside the test if not written.")
  static let launch = Key<Located<FixedTime>>(
    "launch", .fixedTime, .required, elsewhere: ["start", "now"],
    "The instant at which the campaign is launched: `2026-12-01T08:00Z`.")
  static let asOf = Key<Located<FixedTime>>(
    "as_of", .fixedTime, elsewhere: ["until", "end"],
    "The instant up to which the run looks; its end if not written.")
  static let contacts = Key<[TestDefinition.Contact]>(
    "contacts", .list(of: .testContact, "a list of contacts", atLeast: 1), .required,
    elsewhere: ["rows", "people"],
    "Rows of the segment, each a mapping of columns to cells; columns left out are empty.")
  static let events = Key<[TestDefinition.Event]>(
    "events", .list(of: .testEvent, "a list of events"), elsewhere: ["log"],
    "What the contacts do.")
  static let expect = Key<[TestDefinition.Expectation]>(
    "expect", .list(of: .testExpectation, "a list of expectations"), .required,
    elsewhere: ["expected", "then", "assert"],
    "The whole schedule of the contacts that are named in it, in order of time.")

  static let form = Form(
    "a campaign test",
    [
      VersionKey.version.row, test.row, description.row, campaign.row, launch.row, asOf.row,
      contacts.row, events.row, expect.row,
    ],
    strangers: [
      "steps": "steps stand in the campaign", "segment": "the campaign names its segment",
    ])

  static let contact = Key<Located<String>>(
    "contact", .name("the id of a contact"), .required, elsewhere: ["contact_id", "id"],
    "The id of the contact.")
  static let event = Key<Located<String>>(
    "event", .name("an event such as opened"), .required, elsewhere: ["kind", "type", "name"],
    "`opened`, `clicked`, `replied`, `bounced`, `complained`, `unsubscribed`, or an event of your own."
  )
  static let eventAt = Key<Located<FixedTime>>(
    "at", .fixedTime, .required, elsewhere: ["time", "when"], "When it happens.")
  static let eventStep = Key<Located<String>>(
    "step", .identifier(.step), elsewhere: ["email"], "The email that it answers.")
  static let url = Key<Located<String>>(
    "url", .text(), elsewhere: ["link", "href"], "For `clicked`: the link.")
  static let eventForm = Form(
    "an event", [contact.row, event.row, eventAt.row, eventStep.row, url.row])

  static let send = Key<Located<String>>(
    "send", .identifier(.step), elsewhere: ["email", "sends"], "The email that the contact gets.")
  static let skip = Key<Located<String>>(
    "skip", .identifier(.step), elsewhere: ["skips"], "The email that the contact does not get.")
  static let ends = Key<Located<String>>(
    "ends", .name("a reason, or completed"), elsewhere: ["exit", "end"],
    "How the enrollment ends: `completed`, or the reason of an exit.")
  static let at = Key<Located<FixedTime>>(
    "at", .fixedTime, elsewhere: ["time", "when"],
    "When: `2026-12-01T09:00` on the contact's clock, or an instant with an offset or `Z`.")
  static let reason = Key<Located<String>>(
    "reason", .name("a reason such as suppressed"), elsewhere: ["because", "why"],
    "For `skip`: why.")
  static let subject = Key<Located<String>>(
    "subject", .text(), "For `send`: the subject as the contact reads it.")
  static let expectationForm = Form(
    "an expectation",
    [contact.row, send.row, skip.row, ends.row, at.row, reason.row, subject.row],
    anyOf: [[send.name, skip.name, ends.name]])
}

/// Reads a campaign test. All that is wrong is reported in one go; nil only if the root is no mapping, or of another version.
package func decodeTest(
  _ document: YAMLDocument, into findings: inout Findings
) -> TestDefinition? {
  guard let entries = document.rootEntries("a campaign test", into: &findings),
    !isOtherVersion(entries, into: &findings)
  else { return nil }
  let reader = FormReader(
    entries, of: TestKeys.form, at: document.heading(TestKeys.test.name), into: &findings)
  reader.checkVersion(at: document.start, into: &findings)
  var test = TestDefinition(file: document.file)
  test.name = reader.read(TestKeys.test, into: &findings)
  test.description = reader.read(TestKeys.description, into: &findings)
  test.campaign = reader.read(TestKeys.campaign, into: &findings)
  test.launch = reader.read(TestKeys.launch, into: &findings)
  test.asOf = reader.read(TestKeys.asOf, into: &findings)
  test.contacts = reader.read(TestKeys.contacts, into: &findings) ?? []
  test.events = reader.read(TestKeys.events, into: &findings) ?? []
  test.expectations = reader.read(TestKeys.expect, into: &findings) ?? []
  return test
}

/// Checks the keys and values of a campaign test.
package func lintTest(_ file: SourceFile, into findings: inout Findings) {
  guard let document = parseYAML(file, into: &findings) else { return }
  _ = decodeTest(document, into: &findings)
}

extension ValueKind where Value == TestDefinition.Contact {
  fileprivate static var testContact: Self {
    let takes = "a mapping of columns to cells"
    return ValueKind(takes, .mapping(of: .text, atLeast: 1)) { field, findings in
      guard let entries = field.mapping(takes, into: &findings) else { return nil }
      if entries.isEmpty {
        findings.report(
          Diagnostic(
            "missing-value", .error, "\(field.title) takes at least one column",
            at: field.node.range))
      }
      let cells = entries.compactMap { entry in
        Field(entry).read(.text("a cell"), into: &findings)
          .map { (column: Located(entry.key.string, entry.key.range), cell: $0) }
      }
      return TestDefinition.Contact(cells: cells, range: field.node.range)
    }
  }
}

extension ValueKind where Value == TestDefinition.Event {
  fileprivate static var testEvent: Self {
    .form(TestKeys.eventForm, "a mapping of contact, event and at") { reader, _, findings in
      TestDefinition.Event(
        contact: reader.read(TestKeys.contact, into: &findings),
        name: reader.read(TestKeys.event, into: &findings),
        at: reader.read(TestKeys.eventAt, into: &findings),
        step: reader.read(TestKeys.eventStep, into: &findings),
        url: reader.read(TestKeys.url, into: &findings))
    }
  }
}

extension ValueKind where Value == TestDefinition.Expectation {
  fileprivate static var testExpectation: Self {
    .form(TestKeys.expectationForm, "a mapping such as { contact: c_1, send: welcome }") {
      reader, field, findings in
      TestDefinition.Expectation(
        contact: reader.read(TestKeys.contact, into: &findings),
        send: reader.read(TestKeys.send, into: &findings),
        skip: reader.read(TestKeys.skip, into: &findings),
        ends: reader.read(TestKeys.ends, into: &findings),
        at: reader.read(TestKeys.at, into: &findings),
        reason: reader.read(TestKeys.reason, into: &findings),
        subject: reader.read(TestKeys.subject, into: &findings), range: field.node.range)
    }
  }
}
