import CampaignGraph
import CivilTime
import Diagnostics

/// A fixed date that lies before the campaign can begin.
enum WaitUntilPast: GraphCheck {
  static let description = RuleDescription(
    "wait-until-past", .sending, .warning,
    summary: "a fixed date lies ahead when the campaign begins",
    why: """
      A date before the schedule of the campaign, or before today, has passed for everybody: \
      `on_past` decides for the whole audience. Today is the day on which `lint` runs, or \
      `--today`; it plays no part where contacts enter by a column or an event.
      """,
    bad: """
      send: { strategy: scheduled, at: 2036-12-10T09:00, on_past: send }
      steps:
        - wait: { until: 2036-12-01T09:00, on_past: send }
        - email: news
          subject: News
          text: News!
      """,
    good: """
      send: { strategy: scheduled, at: 2036-12-01T09:00, on_past: send }
      steps:
        - wait: { until: 2036-12-10T09:00, on_past: send }
        - email: news
          subject: News
          text: News!
      """,
    configure: "lint: { rules: { wait-until-past: off } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let graph = subject.graph
    let isLaunched: Bool
    var schedule: FixedTime?
    switch graph.enrollment.start {
    case .launch: isLaunched = true
    case .scheduled(let time, let onPast):
      isLaunched = true
      schedule = time
      if let today = subject.today, time.date < today,
        let at = subject.campaign.analyzed.settings.send?.at
      {
        findings.report(
          Diagnostic(
            description.id, .warning, before(time, today) + ": " + onPast.scheduleConsequence,
            at: at.range))
      }
    case .column, .event: isLaunched = false
    }
    let conflicts = Set(subject.dateConflicts.found.map(\.second.node))
    for stop in subject.dates.stops where !conflicts.contains(stop.node) {
      guard let place = subject.campaign.place(of: stop.node) else { continue }
      let words: String
      if let schedule, subject.dates.isAlwaysPast(stop) {
        words = "\(stop.time.words) lies before the campaign begins, \(schedule.words)"
      } else if isLaunched, let today = subject.today, stop.time.date < today {
        words = before(stop.time, today)
      } else {
        continue
      }
      findings.report(
        subject.about(
          stop.node,
          Diagnostic(
            description.id, .warning, words + ": " + stop.onPast.consequence, at: place)))
    }
  }

  private static func before(_ time: FixedTime, _ today: CivilDate) -> String {
    "\(time.words) lies before today, \(today.description)"
  }
}

extension OnPast {
  fileprivate var scheduleConsequence: String {
    switch self {
    case .send: "'on_past: send' begins at once"
    case .skip: "'on_past: skip' leaves out the first email"
    case .exit: "'on_past: exit' ends every enrollment"
    case .error: "'on_past: error' stops the run"
    }
  }
}

extension FixedTime {
  fileprivate var date: CivilDate {
    switch self {
    case .local(let local): local.date
    case .instant(let instant): instant.local(offset: 0).date
    }
  }
}
