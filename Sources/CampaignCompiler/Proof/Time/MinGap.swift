import CampaignGraph
import CivilTime
import Diagnostics

/// Two emails that may follow each other sooner than `min_gap` allows.
enum MinGap: GraphCheck {
  static let description = RuleDescription(
    "min-gap", .sending, .warning,
    summary: "emails follow each other no sooner than `min_gap` allows",
    why: """
      The policy delays the second email of the two, so that it goes out at another time than the \
      campaign says. Looked at are all ways, with the least time that each wait can take, and with \
      what send windows do to the messages.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Welcome
          text: Welcome!
        - wait: 6 hours
        - email: tour
          subject: A tour
          text: A tour!
      # mailplan.yaml
      policies: { min_gap: 1 day }
      """,
    good: """
      steps:
        - email: welcome
          subject: Welcome
          text: Welcome!
        - wait: 1 day
        - email: tour
          subject: A tour
          text: A tour!
      # mailplan.yaml
      policies: { min_gap: 1 day }
      """,
    configure: "lint: { rules: { min-gap: error } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    guard let gap = subject.graph.policies.minGap else { return }
    let measure = TimeMeasure(of: gap)
    let bound = subject.bounds.shortestGap(measure)
    let wanted = measure == .clock ? gap.most.calendar : gap.most.elapsed
    guard let last = bound.emails.last, let first = bound.emails.first,
      let place = subject.campaign.place(of: last)
    else { return }
    let span: TimeSpan
    switch bound.limit {
    case .value(let found?): span = found
    case .notDecided(let found):
      guard let found = found ?? nil, found.seconds < wanted else {
        findings.report(
          Diagnostic(
            description.id, .info,
            "not decided: whether emails come closer to each other than \(gap.words)", at: place))
        return
      }
      span = found
    case .value(nil), .unbounded: return
    }
    guard span.seconds < wanted else { return }
    findings.report(
      subject.about(last, tooSoon(first, last, span, gap, subject.graph, place))
        .along(bound.witness.map { subject.campaign.witness($0) } ?? []))
  }

  private static func tooSoon(
    _ first: NodeIndex, _ last: NodeIndex, _ span: TimeSpan, _ gap: Period, _ graph: StepGraph,
    _ place: SourceRange
  ) -> Diagnostic {
    let after =
      span.seconds == 0
      ? "at the same time as '\(graph[first].id)'"
      : "\(lengthWords(span.seconds)) after '\(graph[first].id)'"
    return Diagnostic(
      description.id, .warning,
      "'min_gap' is \(gap.words), and this email may follow \(after)", at: place,
      label: "is delayed then", help: "wait longer between them")
  }
}
