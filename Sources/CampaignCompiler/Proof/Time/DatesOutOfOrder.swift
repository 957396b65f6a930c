import CampaignGraph
import Diagnostics

/// A fixed date that has always passed for whoever has waited for another one before it.
enum DatesOutOfOrder: GraphCheck {
  static let description = RuleDescription(
    "dates-out-of-order", .sending, .warning,
    summary: "fixed dates follow each other in the order of time",
    why: """
      Who has waited for 24 December cannot wait for 1 December any more: `on_past` decides, on \
      every run. Where nobody can come to the second date in time, and `on_past` is not `send`, it \
      is an error: an email is never sent, or nobody goes on.
      """,
    bad: """
      steps:
        - branch: fit
          if: beta
          then:
            - wait: { until: 2036-12-24T09:00, on_past: exit }
          else: []
        - email: greetings
          subject: Happy holidays
          text: Happy holidays!
        - wait: { until: 2036-12-01T09:00, on_past: exit }
        - email: early
          subject: Early
          text: Early!
      """,
    good: """
      steps:
        - wait: { until: 2036-12-01T09:00, on_past: exit }
        - email: early
          subject: Early
          text: Early!
        - wait: { until: 2036-12-24T09:00, on_past: exit }
        - email: greetings
          subject: Happy holidays
          text: Happy holidays!
      """,
    configure: "lint: { rules: { dates-out-of-order: error } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let dates = subject.dates
    let (conflicts, isDecided) = subject.dateConflicts
    for conflict in conflicts {
      guard let place = subject.campaign.place(of: conflict.second.node),
        let before = subject.campaign.place(of: conflict.first.node)
      else { continue }
      let isProven = dates.isAlwaysPast(conflict.second) && conflict.second.onPast != .send
      let end = TimedGraph.state(conflict.second.node, .plain)
      let way = WitnessPath(
        subject.bounds.timed.witness(conflict.way).hops
          + [.init(TimedGraph.node(of: end))])
      findings.report(
        subject.about(
          conflict.second.node,
          outOfOrder(conflict, isProven ? .error : .warning, place, before)
        ).along(subject.hasQuota ? subject.campaign.witness(way) : []))
    }
    guard !isDecided, let first = dates.stops.first,
      let place = subject.campaign.place(of: first.node)
    else { return }
    findings.report(
      Diagnostic(
        description.id, .info, "not decided: whether all fixed dates are in order", at: place))
  }

  private static func outOfOrder(
    _ conflict: FixedDates.Conflict, _ severity: Severity, _ place: SourceRange,
    _ before: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      description.id, severity,
      "\(conflict.second.time.words) has passed for whoever has waited for \(conflict.first.time.words): "
        + conflict.second.onPast.consequence,
      at: place, related: [.init(before, "waited for before")],
      help: "put the dates in the order of time")
  }
}
