import CampaignCompiler
import CivilTime
import Diagnostics
import Testing

/// The checks of what a campaign asks for in time.
@Suite struct SendingChecksTests {
  private static let project = standardFiles["mailplan.yaml"] ?? ""

  private func compile(
    _ steps: String, settings: String = "", policies: String? = nil, today: CivilDate? = nil
  ) -> CompileCase {
    var files = ["campaign.yaml": campaign(settings, steps: steps)]
    if let policies {
      files["mailplan.yaml"] = SendingChecksTests.project + "\npolicies: { \(policies) }\n"
    }
    return CompileCase(files, today: today)
  }

  private func found(_ rule: String, _ compiled: CompileCase) -> [Diagnostic] {
    compiled.findings.sorted().filter { $0.rule.name == rule }
  }

  private func text(_ diagnostic: Diagnostic) -> String {
    guard case .range(let range) = diagnostic.place else { return "" }
    return String(decoding: range.file.bytes[range.bytes], as: UTF8.self)
  }

  private let week = """
    - email: a
      subject: Hello
      text: Hello!
    - wait: 3 days
    - email: b
      subject: Hello
      text: Hello!
    - wait: 4 days
    - email: c
      subject: Hello
      text: Hello!
    """

  // MARK: email-rate-exceeded

  @Test func moreEmailsThanTheCap() throws {
    let cases = found(
      "email-rate-exceeded", compile(week, policies: "max_emails: { count: 1, per: 4 days }"))
    let one = try #require(cases.first)
    #expect(cases.count == 1)
    #expect(one.severity == .warning)
    #expect(text(one) == "email: b")
    #expect(
      one.message
        == "'max_emails' allows 1 in 4 days, and a contact may come to 2 in that time: a → b")
    #expect(one.witness.map(\.text) == ["'a' is sent", "'a.wait' passes", "'b' is sent"])
    #expect(one.subject == LogicalAddress(campaign: "example", step: "b"))
  }

  /// The seventh day after the first email begins a new stretch.
  @Test(arguments: [
    ("max_emails: { count: 2, per: 7 days }", 0), ("max_emails: { count: 2, per: 8 days }", 1),
    ("max_emails: { count: 2, per: 1 week, basis: calendar }", 0),
    ("max_emails: { count: 2, per: 1 month, basis: calendar, otherwise: delay }", 1),
    ("max_emails: { count: 3, per: 1 month }", 0), ("max_emails: { count: 1, per: 72 hours }", 1),
    ("max_emails: { count: 1, per: 71 hours }", 0),
  ])
  func theStretchHasAnEnd(_ policies: String, _ count: Int) {
    let compiled = compile(week, policies: policies)
    #expect(found("email-rate-exceeded", compiled).count == count, "\(compiled.texts)")
  }

  @Test func transactionalMailIsNotCounted() {
    let steps = """
      - email: a
        subject: Hello
        text: Hello!
      - email: b
        category: transactional
        subject: Hello
        text: Hello!
      """
    #expect(
      found("email-rate-exceeded", compile(steps, policies: "max_emails: { count: 1, per: 1 day }"))
        .isEmpty)
    #expect(found("min-gap", compile(steps, policies: "min_gap: 1 day")).isEmpty)
  }

  /// Around a loop, in a place that is not ASCII.
  @Test func aLoopComesBackToItself() throws {
    let steps = """
      - email: a
        subject: "Grüße 👋"
        text: |
          Grüße!
      - wait: 1 day
      - branch: again
        if: beta
        then: [{ goto: a }]
        else: []
      """
    let one = try #require(
      found(
        "email-rate-exceeded", compile(steps, policies: "max_emails: { count: 3, per: 1 week }")
      )
      .first)
    #expect(text(one) == "email: a")
    #expect(one.message.hasSuffix("4 in that time: a → a → a → a"))
  }

  // MARK: min-gap

  @Test func emailsTooCloseToEachOther() throws {
    let one = try #require(found("min-gap", compile(week, policies: "min_gap: 4 days")).first)
    #expect(text(one) == "email: b")
    #expect(one.message == "'min_gap' is 4 days, and this email may follow 3 days after 'a'")
    #expect(found("min-gap", compile(week, policies: "min_gap: 3 days")).isEmpty)
    // Three days may have 71 hours.
    #expect(found("min-gap", compile(week, policies: "min_gap: 72 hours")).count == 1)
    #expect(found("min-gap", compile(week, policies: "min_gap: 71 hours")).isEmpty)
  }

  @Test func windowsBringEmailsTogether() throws {
    let settings = "send: { window: { days: mon-fri, hours: 09:00-17:00 } }"
    let steps = """
      - email: a
        subject: Hello
        text: Hello!
      - wait: 1 day
      - email: b
        subject: Hello
        text: Hello!
      """
    let one = try #require(
      found("min-gap", compile(steps, settings: settings, policies: "min_gap: 1 day")).first)
    #expect(one.message.hasSuffix("may follow at the same time as 'a'"))
    #expect(found("min-gap", compile(steps, policies: "min_gap: 1 day")).isEmpty)
  }

  // MARK: window-never-opens

  @Test func aWaitEndsOutsideOfTheWindow() throws {
    func steps(_ at: String, _ otherwise: String) -> String {
      """
      - wait: { for: 1 day, at: \(at) }
      - email: a
        subject: Hello
        text: Hello!
        send: { window: { days: all, hours: 09:00-17:00, otherwise: \(otherwise) } }
      """
    }
    let one = try #require(found("window-never-opens", compile(steps("18:00", "skip"))).first)
    #expect(one.severity == .error)
    #expect(text(one) == "email: a")
    #expect(found("window-never-opens", compile(steps("16:59", "skip"))).isEmpty)
    #expect(found("window-never-opens", compile(steps("17:00", "skip"))).count == 1)
    #expect(found("window-never-opens", compile(steps("18:00", "delay"))).isEmpty)
  }

  @Test func aDayOfTheWeekIsOutsideOfTheWindow() {
    func steps(_ days: String) -> String {
      """
      - wait: { until: 10:00, days: \(days) }
      - email: a
        subject: Hello
        text: Hello!
        send: { window: { days: mon-fri, hours: 09:00-17:00, otherwise: skip } }
      """
    }
    #expect(found("window-never-opens", compile(steps("weekends"))).count == 1)
    #expect(found("window-never-opens", compile(steps("[fri, sat]"))).isEmpty)
  }

  // MARK: dates-out-of-order

  private func dates(_ first: String, _ second: String, _ onPast: String) -> String {
    """
    - wait: { until: \(first), on_past: send }
    - email: a
      subject: Hello
      text: Hello!
    - wait: 2 days
    - wait: { until: \(second), on_past: \(onPast) }
    - email: b
      subject: Hello
      text: Hello!
    """
  }

  @Test func aDateBehindALaterOne() throws {
    let compiled = compile(dates("2036-12-24T09:00", "2036-12-01T09:00", "exit"))
    let one = try #require(found("dates-out-of-order", compiled).first)
    #expect(one.severity == .error)
    #expect(text(one) == "wait")
    #expect(
      one.message
        == "2036-12-01T09:00 has passed for whoever has waited for 2036-12-24T09:00: "
        + "'on_past: exit' ends the enrollment")
    #expect(one.related.count == 1 && !one.witness.isEmpty)
    #expect(!compiled.rules.contains("wait-until-past"))
  }

  @Test(arguments: [
    // Two days lie between them.
    ("2036-12-01T09:00", "2036-12-03T09:00", 0), ("2036-12-01T09:00", "2036-12-03T08:59", 1),
    ("2036-12-01T09:00Z", "2036-12-03T12:00Z", 0), ("2036-12-01T09:00Z", "2036-12-02T09:00Z", 1),
    // In the east 10:00 may come before 09:00 in the west.
    ("2036-12-01T09:00", "2036-12-03T07:00Z", 0), ("2036-12-05T09:00", "2036-12-03T07:00Z", 1),
  ])
  func theDistanceCounts(_ first: String, _ second: String, _ count: Int) {
    let compiled = compile(dates(first, second, "send"))
    let cases = found("dates-out-of-order", compiled)
    #expect(cases.count == count, "\(compiled.texts)")
    #expect(cases.allSatisfy { $0.severity == .warning })
  }

  @Test func aDateOnOneWayOnly() throws {
    let steps = """
      - branch: fit
        if: beta
        then: [{ wait: { until: 2036-12-24T09:00, on_past: exit } }]
        else: []
      - wait: { until: 2036-12-01T09:00, on_past: exit }
      - email: b
        subject: Hello
        text: Hello!
      """
    let one = try #require(found("dates-out-of-order", compile(steps)).first)
    #expect(one.severity == .warning)
    #expect(one.witness.first?.text == "'fit': beta")
  }

  /// Whoever comes too late for a date gets no email there, so that the dates say how far apart the emails are.
  @Test(arguments: [
    ("min_gap: 1 day", "skip", 0), ("min_gap: 23 hours", "exit", 0), ("min_gap: 2 days", "skip", 1),
    ("max_emails: { count: 2, per: 7 days }", "skip", 0),
    ("max_emails: { count: 1, per: 7 days }", "skip", 1),
    // Both go out at once to whoever comes later than the second date.
    ("min_gap: 1 day", "send", 1), ("max_emails: { count: 2, per: 7 days }", "send", 1),
  ])
  func emailsAtFixedDates(_ policies: String, _ onPast: String, _ count: Int) {
    let steps = ["2036-12-10T09:00", "2036-12-11T09:00", "2036-12-24T09:00"].enumerated()
      .map { index, date in
        """
        - wait: { until: \(date), on_past: \(onPast) }
        - email: e\(index)
          subject: Hello
          text: Hello!
        """
      }
    let compiled = compile(steps.joined(separator: "\n"), policies: policies)
    let cases = found("min-gap", compiled) + found("email-rate-exceeded", compiled)
    #expect(cases.count == count, "\(compiled.texts)")
  }

  // MARK: Where the quota of paths runs out

  @Test func pathsThatCannotBeLookedForAreSaid() {
    let steps = (0..<800).map { index in
      """
      - email: e\(index)
        subject: Hello \(index % 400)
        text: Hello!
      """
    }
    let compiled = compile(steps.joined(separator: "\n"))
    let cases = found("duplicate-send", compiled).count
    #expect(cases > 0 && cases < 400)
    #expect(
      found("not-decided", compiled).map(\.message)
        == ["not decided: which ways send the same twice"])
  }

  @Test func questionsThatCannotBeFollowedAreSaid() {
    let steps = (0..<400).map { index in
      """
      - email: e\(index)
        subject: Hello \(index)
        text: Hello!
      - branch: b\(index)
        if: opened(e\(index))
        then: []
        else: []
      - wait: 1 day
      """
    }
    let compiled = compile(steps.joined(separator: "\n"))
    let cases = found("asked-too-soon", compiled).count
    #expect(cases > 0 && cases < 400)
    #expect(
      found("not-decided", compiled).map(\.message).contains(
        "not decided: which rules are asked too soon"))
  }

  // MARK: wait-until-past

  private let fixed = """
    - wait: { until: 2026-12-01T09:00, on_past: skip }
    - email: a
      subject: Hello
      text: Hello!
    """

  @Test func aDateBeforeToday() throws {
    let day = try #require(CivilDate(year: 2026, month: 12, day: 2))
    let one = try #require(found("wait-until-past", compile(fixed, today: day)).first)
    #expect(
      one.message
        == "2026-12-01T09:00 lies before today, 2026-12-02: 'on_past: skip' leaves out the next email"
    )
    let same = try #require(CivilDate(year: 2026, month: 12, day: 1))
    #expect(found("wait-until-past", compile(fixed, today: same)).isEmpty)
    #expect(found("wait-until-past", compile(fixed)).isEmpty)
    // Who entered earlier has its own time.
    let entered = compile(fixed, settings: "enroll: { at: signed_up_at }", today: day)
    #expect(found("wait-until-past", entered).isEmpty)
  }

  @Test func aDateBeforeTheSchedule() throws {
    let settings = "send: { strategy: scheduled, at: 2026-12-10T09:00, on_past: send }"
    let one = try #require(found("wait-until-past", compile(fixed, settings: settings)).first)
    #expect(one.message.contains("lies before the campaign begins, 2026-12-10T09:00"))
    let day = try #require(CivilDate(year: 2027, month: 1, day: 1))
    let late = found("wait-until-past", compile(fixed, settings: settings, today: day))
    #expect(late.map { text($0) }.first == "2026-12-10T09:00")
    #expect(late.count == 2)
  }
}
