import CampaignGraph
import CivilTime
import Diagnostics

/// A send window that is closed whenever its email is to go out.
enum WindowNeverOpens: GraphCheck {
  static let description = RuleDescription(
    "window-never-opens", .sending,
    summary: "an email that its window may leave out can fall into the window",
    why: """
      With `otherwise: skip` an email is left out when its window is closed. One that is scheduled \
      for a local time outside of the window, or that stands behind a wait which ends when it is \
      closed, would be left out for everybody.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
          send:
            strategy: scheduled
            at: 2026-12-05T09:00
            window: { days: mon-fri, hours: 09:00-17:00, otherwise: skip }
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: News!
          send:
            strategy: scheduled
            at: 2026-12-04T09:00
            window: { days: mon-fri, hours: 09:00-17:00, otherwise: skip }
      """)

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    let timed = subject.bounds.timed
    for index in subject.graph.nodes.indices {
      let node = NodeIndex(index)
      let states = [TimedGraph.Mode.plain, .due].map { TimedGraph.state(node, $0) }
      // Who is too late for a schedule may still find the window open.
      let isClosedInTime = timed.sends[states[1]]?.isNeverOpen == true
      let isClosed = timed.sends[states[0]]?.isNeverOpen == true
      let isSent = states.contains { timed.leaving[$0].contains { timed.edges[$0].sends } }
      guard isClosedInTime || isClosed && !isSent,
        let place = subject.campaign.place(of: node)
      else { continue }
      findings.report(
        subject.about(node, neverOpens(schedule(of: node, subject), place))
          .along(
            subject.campaign.witness(timed.witness(timed.way(to: states[0]), end: states[0]))))
    }
  }

  /// The local time of an email's own schedule, where it is written.
  private static func schedule(
    of node: NodeIndex, _ subject: GraphSubject
  ) -> (range: SourceRange, time: LocalDateTime)? {
    let analyzed = subject.campaign.analyzed
    guard let step = analyzed.step(of: node),
      case .email(let email) = analyzed.outline.steps[step].definition.kind,
      let at = email.send?.at, case .local(let local) = at.value
    else { return nil }
    return (at.range, local)
  }

  private static func neverOpens(
    _ schedule: (range: SourceRange, time: LocalDateTime)?, _ place: SourceRange
  ) -> Diagnostic {
    let end =
      "and its 'otherwise' is 'skip': nobody "
      + (schedule == nil ? "gets" : "who comes in time gets") + " this email"
    if let (range, time) = schedule {
      return Diagnostic(
        description.id, .error,
        "the window is closed at \(time.words), a \(Weekdays.names[time.date.weekdayIndex]), \(end)",
        at: range, help: "choose a time inside the window, or write otherwise: delay")
    }
    return Diagnostic(
      description.id, .error, "the window is closed whenever this step is reached, \(end)",
      at: place, help: "wait for a time inside the window, or write otherwise: delay")
  }
}
