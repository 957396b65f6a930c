import CampaignCompiler
import CampaignGraph
import CivilTime
import Diagnostics
import TestSupport
import Testing

@Suite struct WaitDecodingTests {
  private func wait(_ text: String) throws -> WaitDefinition {
    let campaign = try clean(campaign(steps: "- wait: \(text)"))
    guard campaign.steps.count == 1, case .wait(let wait) = campaign.steps[0].kind else {
      Issue.record("no wait")
      return .invalid
    }
    return wait
  }

  @Test func durations() throws {
    for text in ["90 minutes", "{ for: 90 minutes }", "'90 minutes'"] {
      guard case .period(let period) = try wait(text) else {
        Issue.record("\(text) is no period")
        return
      }
      #expect(period.value == Period(count: 90, unit: .minutes))
    }
    guard case .period(let month) = try wait("{ for: 1 month }") else {
      Issue.record("no period")
      return
    }
    #expect(month.value == Period(count: 1, unit: .months))
  }

  @Test func calendarDays() throws {
    guard
      case .calendar(let period, let at, let days) = try wait(
        "{ for: 3 days, at: 09:00, days: weekdays }")
    else {
      Issue.record("no calendar wait")
      return
    }
    #expect(period.value == Period(count: 3, unit: .days))
    #expect(at?.value == LocalTime("09:00"))
    #expect(days?.value == .mondayToFriday)
  }

  @Test func nextLocalTime() throws {
    guard case .nextLocal(let time, let days) = try wait("{ until: 09:30, days: [tue, thu-fri] }")
    else {
      Issue.record("no local wait")
      return
    }
    #expect(time.value == LocalTime("09:30"))
    #expect(days?.value == Weekdays(rawValue: 0b001_1010))
  }

  @Test func fixedTime() throws {
    guard
      case .fixed(let time, let onPast) = try wait("{ until: 2026-12-24T09:00, on_past: skip }"),
      case .fixed(let instant, nil) = try wait("{ until: 1970-01-01T01:00+01:00 }")
    else {
      Issue.record("no fixed wait")
      return
    }
    let date = try #require(CivilDate("2026-12-24"))
    let clock = try #require(LocalTime("09:00"))
    #expect(time.value == .local(LocalDateTime(date: date, time: clock)))
    #expect(onPast?.value == .skip)
    #expect(instant.value == .instant(Instant(seconds: 0)))
  }

  @Test func column() throws {
    guard
      case .column(let column, let offset, let at, let onPast) = try wait(
        "{ until: trial_ends_on, offset: -2 days, at: 09:00, on_past: send }")
    else {
      Issue.record("no column wait")
      return
    }
    #expect(column.value == "trial_ends_on")
    #expect(offset?.value == Period(count: -2, unit: .days))
    #expect(at?.value == LocalTime("09:00"))
    #expect(onPast?.value == .send)
  }

  @Test func event() throws {
    guard
      case .event(let rule, let timeout, let then, let otherwise) = try wait(
        "{ event: clicked(welcome), timeout: 3 days, then: [exit: a] }")
    else {
      Issue.record("no event wait")
      return
    }
    #expect(rule.string == "clicked(welcome)")
    #expect(timeout?.value == Period(count: 3, unit: .days))
    #expect(then?.count == 1)
    #expect(otherwise == nil)
  }

  @Test func random() throws {
    for text in ["0-30 minutes", "0 - 30 minutes"] {
      guard case .random(let spread) = try wait("{ random: \(text) }") else {
        Issue.record("no spread")
        return
      }
      #expect(spread.value == 0...1800)
    }
  }

  @Test(arguments: [
    ("0️⃣3d0️⃣", "invalid-duration"), ("0️⃣3days0️⃣", "invalid-duration"),
    ("0️⃣1.5 days0️⃣", "invalid-duration"), ("0️⃣-2 days0️⃣", "invalid-duration"),
    ("0️⃣0 days0️⃣", "invalid-duration"), ("0️⃣3 dayz0️⃣", "invalid-duration"),
    ("0️⃣99999999999999999999 days0️⃣", "invalid-duration"), ("0️⃣09:000️⃣", "invalid-duration"),
    ("0️⃣clicked(welcome)0️⃣", "invalid-duration"),
    ("{ for: 0️⃣three days0️⃣ }", "invalid-duration"),
    ("{ for: 3 hours, 0️⃣at0️⃣: 09:00 }", "conflicting-keys"),
    ("{ for: 3 days, 0️⃣until0️⃣: 09:00 }", "conflicting-keys"),
    ("{ event: opened(), timeout: 1 day, 0️⃣for0️⃣: 3 days }", "conflicting-keys"),
    ("{ for: 3 days, at: 0️⃣25:000️⃣ }", "invalid-time"),
    ("{ for: 3 days, at: 0️⃣9:000️⃣ }", "invalid-time"),
    ("{ for: 3 days, 0️⃣offset0️⃣: 1 day }", "unknown-key"),
    ("{ for: 3 days, 0️⃣dayz0️⃣: all }", "unknown-key"),
    ("{ 0️⃣fro0️⃣: 3 days }", "unknown-key"), ("{ 0️⃣duration0️⃣: 3 days }", "unknown-key"),
    ("{ until: 0️⃣2026-12-240️⃣ }", "invalid-time"), ("{ until: 0️⃣9am0️⃣ }", "invalid-time"),
    ("{ until: 0️⃣3 days0️⃣ }", "invalid-time"),
    ("{ until: 09:00, 0️⃣offset0️⃣: 1 day }", "conflicting-keys"),
    ("{ until: 09:00, 0️⃣on_past0️⃣: skip }", "conflicting-keys"),
    ("{ until: 2026-12-24T09:00, 0️⃣days0️⃣: all }", "conflicting-keys"),
    ("{ until: a, 0️⃣days0️⃣: all }", "conflicting-keys"),
    ("{ until: a, offset: 3 hours, 0️⃣at0️⃣: 09:00 }", "conflicting-keys"),
    ("{ until: a, on_past: 0️⃣stop0️⃣ }", "unknown-value"),
    ("{ random: 0️⃣30 minutes0️⃣ }", "invalid-duration"),
    ("{ random: 0️⃣30-0 minutes0️⃣ }", "invalid-duration"),
    ("{ random: 0️⃣0-3 days0️⃣ }", "invalid-duration"),
    ("{ random: 0️⃣0-9999999 hours0️⃣ }", "invalid-duration"),
    ("{ event: opened(), timeout: 0️⃣soon0️⃣ }", "invalid-duration"),
  ])
  func brokenWaitsHaveOneFinding(text: String, rule: String) {
    expect(campaign(steps: "- wait: \(text)"), .finding(rule, at: 0))
  }

  @Test func aWaitNeedsAForm() {
    expect(campaign(steps: "- 0️⃣wait0️⃣: { 1️⃣at1️⃣: 09:00 }"), .finding("missing-key", at: 0))
    expect(campaign(steps: "- 0️⃣wait0️⃣: []"), .finding("wrong-type", at: 0))
    expect(campaign(steps: "- 0️⃣wait0️⃣:"), .finding("missing-value", at: 0))
  }

  @Test(arguments: [
    ("3d", "write '3 days'"), ("72h", "write '72 hours'"), ("1day", "write '1 day'"),
    ("09:00", "write { until: 09:00 }"), ("{ for: 3 days, at: 9:00 }", "write 09:00"),
    ("{ for: 3 days, at: 9 }", "write 09:00"),
    ("{ for: 3 days, at: 9.30 pm }", "write 21:30"),
    ("{ for: 3 days, days: Monday }", "write mon"),
    ("{ for: 3 days, days: 'tue, thu' }", "write [tue, thu]"),
    ("{ until: 2026-12-24 }", "add a time, as in 2026-12-24T09:00"),
    ("{ until: 2026-02-30T09:00 }", "there is no such day"),
    ("{ random: 30-5 minutes }", "write '5-30 minutes'"),
  ])
  func whatWasMeantIsSuggested(text: String, label: String) {
    let decoded = campaign(steps: "- wait: \(text)")
    #expect(decoded.findings.all.map(\.label) == [label])
  }
}
